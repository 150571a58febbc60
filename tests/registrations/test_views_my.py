"""A person's own page: where I stand, what happens next, what I can do."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.events.states import Kind
from eventreg.registrations import services
from eventreg.registrations.models import PhotoLevel, RegistrationMove
from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_registration
from tests.house import text_of

ACTS = [
    *("confirm", "not-me", "accept", "refuse", "rejoin", "cancel"),
    *("extend", "change", "substitute"),
]
ANSWERS = {"accept", "refuse", "extend"}
PAGES = ["", "/event.ics", "/consents", *(f"/{act}" for act in ACTS)]


def make_ada(state, event=None, **columns):
    columns = {"given_name": "Ada", "family_name": "Berg", **columns}
    return make_registration(
        event or make_event(), state, email="ada@example.org", **columns
    )


@pytest.mark.parametrize(
    ("state", "heading", "word"),
    [
        (State.UNVERIFIED, "Please confirm your address, Ada Berg", "Address not"),
        (State.PENDING, "We have received your application, Ada Berg", "Being"),
        (State.WAITLISTED, "You are first in line, Ada Berg", "On the waitlist"),
        (State.OFFERED, "A seat is kept for you, Ada Berg", "Seat offered"),
        (State.CONFIRMED, "You are in, Ada Berg", "Confirmed"),
        (State.DECLINED, "Not this time, Ada Berg", "Declined"),
        (State.CANCELLED, "You are not coming, Ada Berg", "Cancelled"),
        (State.EXPIRED, "This offer has expired, Ada Berg", "Offer expired"),
    ],
)
def test_each_state_has_a_page_that_speaks_to_the_person(client, state, heading, word):
    response = client.get(f"/my/{make_ada(state).token}")

    assert response.heading == heading
    assert text_of(response.page.select_one(".standing .tag")).startswith(word)
    assert "What happens next" in [text_of(h2) for h2 in response.page.select("h2")]


@pytest.mark.parametrize(
    ("language", "person"),
    [("de", "Frau Dr. Berg"), ("en", "Dr Berg"), ("tr", "Sayın Dr. Ada Berg")],
)
def test_the_page_addresses_the_person_in_its_own_language(client, language, person):
    ada = make_ada(State.CONFIRMED, salutation="ms", title="Dr.", language=language)

    response = client.get(f"/my/{ada.token}", headers={"Accept-Language": "fr, en"})

    assert person in response.heading


def test_a_language_chosen_in_this_browser_comes_before_the_persons(client):
    ada = make_ada(State.CONFIRMED, language="tr")

    before = client.get(f"/my/{ada.token}").page.html["lang"]
    client.post(
        "/language", data={"language": "de"}, headers={"Origin": "http://localhost"}
    )

    assert before == "tr"
    assert client.get(f"/my/{ada.token}").page.html["lang"] == "de"


def test_the_calendar_file_is_in_the_persons_language_throughout(client):
    ada = make_ada(State.CONFIRMED, language="tr")

    response = client.get(f"/my/{ada.token}/event.ics?lang=en")

    assert "İptal" in response.text
    assert "To cancel" not in response.text


@pytest.mark.parametrize("state", [State.OFFERED, State.CONFIRMED])
def test_a_trip_speaks_of_papers_and_payment_and_of_no_entrance(client, state):
    ada = make_ada(state, make_event(kind=Kind.TRIP))

    text = text_of(client.get(f"/my/{ada.token}").page.select_one("main"))

    assert "about papers, travel and payment" in text
    assert [
        word for word in ("entrance", "name badge", "check-in") if word in text
    ] == []


def test_a_confirmed_person_sees_the_code_as_picture_and_in_groups(client):
    ada = make_ada(State.CONFIRMED, badge_code="7F3KM2QX9DTAB")

    ticket = client.get(f"/my/{ada.token}").page.select_one(".ticket")

    assert ticket.code.text == "7F3K-M2QX-9DTA-B"
    assert ticket.img["src"].startswith("data:image/png;base64,")


@pytest.mark.parametrize("state", [s for s in State if s is not State.CONFIRMED])
def test_nobody_else_sees_a_code(client, state):
    ada = make_ada(state)

    assert client.get(f"/my/{ada.token}").page.select(".ticket") == []
    assert client.get(f"/my/{ada.token}/event.ics").status_code == 404


def test_the_calendar_file_is_the_entry_of_the_letter(client):
    ada = make_ada(State.CONFIRMED, calendar_sequence=1)

    response = client.get(f"/my/{ada.token}/event.ics")

    [entry] = Calendar.from_ical(response.data).walk("VEVENT")
    assert response.mimetype == "text/calendar"
    assert str(entry["uid"]) == f"registration-{ada.reference.lower()}"
    assert str(entry["url"]) == f"http://localhost/my/{ada.token}"


def test_the_page_is_kept_nowhere(client):
    headers = client.get(f"/my/{make_ada(State.CONFIRMED).token}").headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("token", ["nope", "ä", "../x", "%00", "x" * 500])
def test_a_wrong_link_says_what_to_do(client, token, page):
    response = client.get(f"/my/{token}{page}")

    assert response.status_code == 404


def test_the_page_for_a_wrong_link_leads_on(client):
    response = client.get("/my/forged")

    assert response.heading == "This link no longer works"
    assert response.page.select_one("a.button")["href"] == "/find-my-registration"


@pytest.mark.parametrize("state", list(State))
def test_opening_a_link_of_a_letter_changes_nothing(client, letters, state):
    ada = make_ada(state)
    before = snapshot(ada)

    for page in PAGES:
        client.get(f"/my/{ada.token}{page}")
        client.head(f"/my/{ada.token}{page}")

    assert snapshot(ada) == before
    assert letters() == []


def snapshot(registration):
    db.session.refresh(registration)
    columns = sa.inspect(registration).mapper.column_attrs
    moves = db.session.scalar(sa.select(sa.func.count()).select_from(RegistrationMove))
    return {c.key: getattr(registration, c.key) for c in columns}, moves


@pytest.mark.parametrize(
    ("old", "act", "new", "heading"),
    [
        (State.UNVERIFIED, "confirm", State.CONFIRMED, "You are in, Ada Berg"),
        (State.UNVERIFIED, "not-me", State.CANCELLED, "Thank you for telling us"),
        (State.OFFERED, "accept", State.CONFIRMED, "You are in, Ada Berg"),
        (State.OFFERED, "refuse", State.CANCELLED, "You are not coming, Ada Berg"),
        (State.CONFIRMED, "cancel", State.CANCELLED, "You are not coming, Ada Berg"),
        (State.WAITLISTED, "cancel", State.CANCELLED, "You are not coming, Ada Berg"),
        (State.PENDING, "cancel", State.CANCELLED, "You are not coming, Ada Berg"),
        (State.EXPIRED, "rejoin", State.CONFIRMED, "You are in, Ada Berg"),
    ],
)
def test_a_button_acts_once_and_a_second_click_is_friendly(
    client, letters, old, act, new, heading
):
    ada = make_ada(old)
    button = client.get(f"/my/{ada.token}/{act}")

    first = client.post(f"/my/{ada.token}/{act}")
    sent = letters()
    second = client.post(f"/my/{ada.token}/{act}")
    late = client.get(f"/my/{ada.token}/{act}")

    assert button.status_code == 200
    assert {r.location for r in (first, second, late)} == {f"/my/{ada.token}"}
    assert client.get(f"/my/{ada.token}").heading == heading
    assert ada.state is new
    assert letters() == sent


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("lasts", [timedelta(hours=3), timedelta(minutes=1)])
def test_once_the_event_has_begun_nothing_moves_here(client, clock_at, act, lasts):
    event = make_event(lasts=lasts)
    people = [
        make_registration(event, state, email=f"{state}@example.org") for state in State
    ]
    states = [person.state for person in people]
    clock_at(event.starts_at + timedelta(minutes=1))
    if not event.is_past and act in {"confirm", "not-me"}:
        people = people[1:]  # a form that was sent in time still counts
        states = states[1:]

    # What the worker would do with an offer that is over is done for who answers.
    over = {State.OFFERED: State.EXPIRED} if act in ANSWERS else {}

    for person in people:
        assert client.post(f"/my/{person.token}/{act}").status_code == 303

    assert [person.state for person in people] == [over.get(s, s) for s in states]


def test_confirming_a_day_after_the_deadline_is_refused_in_words(client, clock_at):
    event = make_event(
        deadline_local=clock.to_local(clock.now() + timedelta(days=1), "Europe/Berlin")
    )
    ada = make_ada(State.UNVERIFIED, event)
    clock_at(timedelta(days=2, minutes=5))

    response = client.post(f"/my/{ada.token}/confirm")
    page = client.get(response.location)

    assert page.heading == "You are not registered, Ada Berg"
    assert "this address can no longer be confirmed" in text_of(page.page.main)
    assert ada.state is State.UNVERIFIED


def test_why_somebody_cancels_is_kept_for_the_organiser(client):
    ada = make_ada(State.CONFIRMED)

    client.post(f"/my/{ada.token}/cancel", data={"note": "Ill"})

    assert [move.note for move in ada.moves][-1] == "Ill"
    assert "Ill" not in client.get(f"/my/{ada.token}").text


def test_too_long_a_reason_comes_back(client):
    ada = make_ada(State.CONFIRMED)

    response = client.post(f"/my/{ada.token}/cancel", data={"note": "x" * 501})

    assert response.status_code == 422
    assert response.errors == ["Reason must be 500 characters or fewer"]
    assert response.page.textarea.text.strip() == "x" * 501
    assert ada.state is State.CONFIRMED


def test_consents_are_changed_at_any_time(client):
    ada = make_ada(State.CONFIRMED)
    page = f"/my/{ada.token}/consents"

    client.post(page, data={"show_name": "y", "photo_level": "public"})

    assert (ada.show_name, ada.photo_level) == (True, PhotoLevel.PUBLIC)
    checked = client.get(page).page.select("[checked]")
    assert [box["value"] for box in checked] == ["y", "public"]


def test_a_forged_photo_level_comes_back(client):
    ada = make_ada(State.CONFIRMED)

    response = client.post(
        f"/my/{ada.token}/consents", data={"photo_level": "everything"}
    )

    assert response.status_code == 422
    assert ada.photo_level is PhotoLevel.NONE


def test_the_place_in_line_is_shown(client):
    event = make_event(capacity=0)
    make_registration(event, State.WAITLISTED)
    ada = make_ada(State.WAITLISTED, event)

    assert (
        client.get(f"/my/{ada.token}").heading == "You are number 2 in line, Ada Berg"
    )


class TestDecisions:
    @pytest.fixture
    def ole(self, app):
        return Actor.staff(make_account())

    @pytest.fixture
    def ada(self, app):
        return make_ada(State.PENDING, make_event(needs_approval=True))

    def steps(self, client, ada):
        rows = client.get(f"/my/{ada.token}").page.select(".history tbody tr")
        return [text_of(row.select("td")[1]) for row in rows]

    def test_a_decision_is_not_shown_before_its_letter(
        self, client, clock_at, ole, ada
    ):
        clock_at(clock.now())
        with write_tx():
            services.decline(ada, by=ole, text="Next year!")

        early = client.get(f"/my/{ada.token}")
        clock_at(timedelta(minutes=11))
        late = client.get(f"/my/{ada.token}")

        assert early.heading == "We have received your application, Ada Berg"
        assert "Declined" not in early.text
        assert late.heading == "Not this time, Ada Berg"
        assert late.page.blockquote.text == "Next year!"

    def test_a_decision_taken_back_leaves_no_trace_here(self, client, ole, ada):
        before = self.steps(client, ada)
        with write_tx():
            services.decline(ada, by=ole)
        with write_tx():
            services.undo(ada, by=ole)

        assert self.steps(client, ada) == before

    def test_a_hidden_offer_cannot_be_accepted_yet(self, client, ole):
        ada = make_ada(State.PENDING, make_event(needs_approval=True, accept_hours=48))
        with write_tx():
            services.approve(ada, by=ole)

        response = client.post(f"/my/{ada.token}/accept")

        assert response.location == f"/my/{ada.token}"
        assert ada.state is State.OFFERED

    def test_withdrawing_before_the_decision_shows_looks_the_same(
        self, client, ole, ada
    ):
        with write_tx():
            services.approve(ada, by=ole)

        client.post(f"/my/{ada.token}/cancel")

        assert ada.state is State.CANCELLED
        assert client.get(f"/my/{ada.token}").heading == "You are not coming, Ada Berg"


def test_a_cancelled_event_says_so(client):
    event = make_event()
    ada = make_ada(State.CONFIRMED, event)
    ole = Actor.staff(make_account())
    with write_tx():
        events.cancel(event, by=ole, reason={"en": "Storm"})

    response = client.get(f"/my/{ada.token}")

    assert response.heading == "This event is cancelled"
    assert [a["href"] for a in response.page.select(".actions a")] == ["/"]


def test_whoever_did_not_sign_up_is_not_asked_to_sign_up_again(client):
    ada = make_ada(State.UNVERIFIED)

    client.post(f"/my/{ada.token}/not-me")
    page = client.get(f"/my/{ada.token}").page

    assert page.select_one("main .tag") is None
    assert [text_of(link) for link in page.select("main .actions a")] == [
        "See all events"
    ]


def test_withdrawn_by_the_organiser_says_so(client):
    ada = make_ada(State.CONFIRMED)
    ole = Actor.staff(make_account())
    with write_tx():
        services.cancel(ada, by=ole)

    heading = client.get(f"/my/{ada.token}").heading

    assert heading == "Your registration has been cancelled, Ada Berg"
