"""Signing up in the browser: from the form to “we have written to you”."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db
from eventreg.events.states import EventState
from eventreg.registrations.guard import LETTER_LIMIT, stamp
from eventreg.registrations.models import PhotoLevel, Registration
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of

ADA = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}


def sign_up(client, event, **values):
    form = {**ADA, "language": "en", **values}
    return client.post(f"/events/{event.slug}/register", data=form)


def registrations():
    return db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()


def test_the_form_takes_everything_a_person_says(client):
    event = make_event()

    sign_up(
        client,
        event,
        salutation="ms",
        title=" Dr. ",
        family_first="y",
        phone="0241 / 12 34 56",
        company="Berg  GmbH",
        position="Head of sales",
        country="DE",
        language="tr",
        message="Line one\r\nLine two",
        show_name="y",
        photo_level="internal",
    )

    [ada] = registrations()
    assert (ada.salutation, ada.title, ada.family_first) == ("ms", "Dr.", True)
    assert (ada.email, ada.phone) == ("ada@example.org", "+49241123456")
    assert (ada.company, ada.position) == ("Berg GmbH", "Head of sales")
    assert (ada.country, ada.language) == ("DE", "tr")
    assert ada.message == "Line one\nLine two"
    assert (ada.show_name, ada.photo_level) == (True, PhotoLevel.INTERNAL)
    assert (ada.state, ada.privacy_version) == (State.UNVERIFIED, "1")


def test_a_phone_number_is_shown_in_groups_wherever_its_owner_reads_it(client):
    event = make_event()
    wrong = sign_up(client, event, phone="+905321234567", email="")
    sign_up(client, event, phone="+905321234567")

    own = client.get(f"/my/{registrations()[0].token}").page

    assert wrong.page.select_one("#phone")["value"] == "+90 532 123 45 67"
    assert "+90 532 123 45 67" in text_of(own.main)


def test_nothing_is_shown_unless_the_person_says_so(client):
    sign_up(client, make_event())

    [ada] = registrations()
    assert (ada.show_name, ada.photo_level) == (False, PhotoLevel.NONE)


def test_after_sending_the_page_names_the_address(client, letters):
    event = make_event()

    response = sign_up(client, event)
    page = client.get(response.location)

    assert response.status_code == 303
    assert response.location == f"/events/{event.slug}/register/sent"
    assert page.page.select_one("strong.address").text == "ada@example.org"
    assert letters() == [("confirm_your_address", "ada@example.org")]


def test_the_browser_never_learns_who_is_registered(client, app, letters):
    event = make_event()
    make_registration(event, State.CONFIRMED, **ADA)
    stranger = app.test_client()

    known = client.get(sign_up(client, event).location)
    new = stranger.get(
        sign_up(stranger, event, given_name="Eve", family_name="New").location
    )

    assert _without_tokens(known) == _without_tokens(new)
    assert letters() == [
        ("already_registered", "ada@example.org"),
        ("confirm_your_address", "ada@example.org"),
    ]


def _without_tokens(response):
    for secret in response.page.select("[name=csrf_token]"):
        secret["value"] = ""
    return str(response.page.main)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"given_name": "", "family_name": " "}, "Enter at least one of your names"),
        ({"email": ""}, "Enter your e-mail address"),
        ({"email": "ada"}, "Enter an e-mail address like name@example.org"),
        (
            {"email": "ädä@münchen.example"},
            "Our e-mails cannot reach an address with “ä” before the @. "
            "Enter another address",
        ),
        ({"company": "x" * 201}, "Company or institution: use 200 characters or fewer"),
        (
            {"message": "x" * 2001},
            "Message to the organiser: use 2000 characters or fewer",
        ),
        ({"country": "XX"}, "Country: choose one of the answers in the list"),
        (
            {"language": "xx"},
            "Language of our e-mails to you: choose one of the answers in the list",
        ),
        ({"salutation": "boss"}, "Salutation: choose one of the answers in the list"),
        (
            {"photo_level": "all"},
            "Photos in which I can be recognised: "
            "choose one of the answers in the list",
        ),
        (
            {"phone": "call me"},
            "Enter a phone number with country code, like +49 241 123456",
        ),
    ],
)
def test_a_mistake_comes_back_with_its_sentence_and_the_input(client, values, error):
    response = sign_up(client, make_event(), **{"position": "Baker", **values})

    assert response.status_code == 422
    assert response.page.title.text.startswith("Error:")
    assert response.errors == [error]
    assert response.page.select_one("#position")["value"] == "Baker"
    assert registrations() == []


def test_one_name_is_enough(client):
    response = sign_up(client, make_event(), given_name="Isa", family_name="")

    assert response.status_code == 303
    assert [r.given_name for r in registrations()] == ["Isa"]


def test_send_again_writes_once_more(client, letters):
    event = make_event()
    sign_up(client, event)

    response = client.post(f"/events/{event.slug}/register/sent")

    assert response.status_code == 303
    assert letters() == [("confirm_your_address", "ada@example.org")] * 2


def test_a_wrong_address_is_corrected_and_nothing_else_is_typed_again(client, letters):
    event = make_event()
    sign_up(client, event, email="wrong@example.org", company="Berg GmbH")
    [before] = registrations()
    old_token = before.token

    form = client.get(f"/events/{event.slug}/register/correct")
    response = client.post(
        f"/events/{event.slug}/register/correct", data={"email": "ada@example.org"}
    )

    [ada] = registrations()
    assert form.page.select_one("#email")["value"] == "wrong@example.org"
    assert response.location == f"/events/{event.slug}/register/sent"
    assert (ada.email, ada.company) == ("ada@example.org", "Berg GmbH")
    assert ada.token != old_token
    assert letters()[-1] == ("confirm_your_address", "ada@example.org")


def test_a_wrong_correction_keeps_the_input(client):
    event = make_event()
    sign_up(client, event)

    response = client.post(
        f"/events/{event.slug}/register/correct", data={"email": "ada@"}
    )

    assert response.status_code == 422
    assert response.page.select_one("#email")["value"] == "ada@"


@pytest.mark.parametrize("page", ["sent", "correct"])
def test_a_browser_that_sent_nothing_gets_a_friendly_page(client, page):
    response = client.get(f"/events/{make_event().slug}/register/{page}")

    assert response.status_code == 404
    assert response.heading == "This page has forgotten your form"


def test_two_tabs_for_two_events_do_not_mix(client):
    summer, winter = make_event(title="Summer"), make_event(title="Winter")
    sign_up(client, summer, email="summer@example.org")
    sign_up(client, winter, email="winter@example.org")

    pages = [client.get(f"/events/{e.slug}/register/sent") for e in (summer, winter)]

    assert [p.page.select_one("strong.address").text for p in pages] == [
        "summer@example.org",
        "winter@example.org",
    ]


def test_sending_the_same_form_twice_makes_one_registration(client):
    event = make_event()

    answers = [sign_up(client, event).status_code for _twice in range(2)]

    assert answers == [303, 303]
    assert len(registrations()) == 1


@pytest.mark.parametrize("slug", ["nothing", "%00", "x" * 3000])
def test_an_unknown_event_is_missing(client, slug):
    assert client.get(f"/events/{slug}/register").status_code == 404


def test_a_draft_is_missing(client):
    event = make_event(state=EventState.DRAFT)

    assert client.get(f"/events/{event.slug}/register").status_code == 404
    assert sign_up(client, event).status_code == 404


class TestMachines:
    @pytest.fixture(autouse=True)
    def shortest(self, app):
        app.config["FORM_MIN_SECONDS"] = 3

    @pytest.fixture
    def event(self):
        return make_event()

    def test_a_form_filled_in_at_once_is_shown_once_more(self, client, event, clock_at):
        clock_at(clock.now())
        shown = stamp()

        hasty = sign_up(client, event, shown=shown)
        clock_at(timedelta(seconds=4))
        again = sign_up(client, event, shown=shown)

        assert hasty.status_code == 200
        assert hasty.page.select("main form .button")[-1].text == "Check and send"
        assert hasty.page.select_one("#email")["value"] == "ada@example.org"
        assert again.status_code == 303

    @pytest.mark.parametrize("shown", ["", "1.forged", "\ud800", "own"])
    def test_who_was_asked_to_look_again_is_let_through_however_fast(
        self, client, event, clock_at, shown
    ):
        clock_at(clock.now())
        first = stamp() if shown == "own" else shown.encode("utf-8", "replace")

        response = sign_up(client, event, shown=first)
        again = response.page.select_one("#shown")["value"]

        assert response.status_code == 200
        assert sign_up(client, event, shown=again).status_code == 303

    def test_whoever_fills_in_the_hidden_field_is_asked_to_look_again(
        self, client, event, clock_at
    ):
        clock_at(clock.now())
        shown = stamp()
        clock_at(timedelta(seconds=9))

        response = sign_up(client, event, shown=shown, website="http://spam.example")

        assert response.status_code == 200
        assert response.page.select_one("#website").get("value") == ""
        assert response.flashes[0].startswith("A field that people do not see was")
        assert registrations() == []

    @pytest.mark.parametrize("who", ["staff", "member"])
    def test_staff_and_members_are_never_asked_to_look_again(
        self, client, event, sign_in, sign_in_member, who
    ):
        sign_in("office") if who == "staff" else sign_in_member()

        response = sign_up(client, event, shown=stamp(), website="x")

        assert response.status_code == 303
        assert [r.state for r in registrations()] == [State.UNVERIFIED]

    def test_a_hasty_form_keeps_companions_and_places(self, client, clock_at):
        clock_at(clock.now())
        event = make_event(sessions={"Harbour": 5})
        typed = {"companions-0-given_name": "Ben", "sessions": "harbour"}

        page = sign_up(client, event, shown=stamp(), **typed).page

        assert page.select_one("#companions-0-given_name")["value"] == "Ben"
        assert page.select_one("#sessions-0").has_attr("checked")
        assert registrations() == []


class TestFloods:
    def test_one_address_gets_few_letters_an_hour(self, client, letters, clock_at):
        clock_at(clock.now().replace(minute=50, second=0))
        event = make_event()
        for number in range(LETTER_LIMIT):
            sign_up(client, event, given_name=f"Ada {number}")

        response = sign_up(client, event, given_name="Once more")

        assert response.status_code == 429
        assert response.errors == [
            "There have been very many tries just now. Please try again in 10 minutes."
        ]
        assert response.page.select_one("#given_name")["value"] == "Once more"
        assert len(letters()) == LETTER_LIMIT
        assert int(response.headers["Retry-After"]) <= 600

    def test_one_network_sends_so_many_forms_and_no_more(self, client, app, clock_at):
        clock_at(clock.now())
        app.config["FORM_LIMIT"] = 2
        event = make_event()
        emails = [f"ada{number}@example.org" for number in range(3)]

        answers = [sign_up(client, event, email=email) for email in emails]

        assert [answer.status_code for answer in answers] == [303, 303, 429]

    def test_one_network_over_its_limit_leaves_others_alone(
        self, client, app, clock_at
    ):
        clock_at(clock.now())
        app.config["FORM_LIMIT"] = 1
        event, form = make_event(), dict(ADA, language="en")

        answers = [
            client.post(
                f"/events/{event.slug}/register",
                data=form | {"given_name": f"Ada {number}"},
                environ_overrides={"REMOTE_ADDR": address},
            ).status_code
            for number, address in enumerate(
                ["203.0.113.7", "203.0.113.7", "198.51.100.9", "2001:db8::1"]
            )
        ]

        assert answers == [303, 429, 303, 303]

    def test_staff_are_not_counted(self, client, app, sign_in):
        app.config["FORM_LIMIT"] = 1
        event = make_event()
        sign_in("office")

        answers = [
            sign_up(client, event, email=f"ada{n}@example.org") for n in range(3)
        ]

        assert [answer.status_code for answer in answers] == [303, 303, 303]

    def test_send_again_and_correct_are_counted_too(self, client, clock_at):
        clock_at(clock.now())
        event = make_event()
        sign_up(client, event)
        for _letter in range(LETTER_LIMIT - 1):
            client.post(f"/events/{event.slug}/register/sent")

        again = client.post(f"/events/{event.slug}/register/sent")
        corrected = client.post(
            f"/events/{event.slug}/register/correct", data={"email": ADA["email"]}
        )

        assert (again.status_code, corrected.status_code) == (429, 429)
