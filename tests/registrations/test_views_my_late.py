"""Two tabs, an old link, somebody quicker: what the own page says then."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.registrations import services
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from eventreg.registrations.views import own
from eventreg.web import pages
from tests.factories import make_event, make_party, make_registration
from tests.house import text_of
from tests.registrations.postponing import do

ADA = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
KEPT = "A seat is free, and we keep it for you. It is yours as soon as you accept it."
KEPT_FOR_ALL = (
    "Seats are free, and we keep them for all of you. They are yours as soon as they "
    "are accepted."
)


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.CANCELLED, "accept"),
        (State.DECLINED, "cancel"),
        (State.CONFIRMED, "refuse"),
        (State.CANCELLED, "confirm"),
        (State.WAITLISTED, "substitute"),
        (State.CANCELLED, "change"),
    ],
)
def test_a_click_that_came_too_late_says_that_nothing_changed(client, state, act):
    ada = make_registration(make_event(), state, **ADA)

    page = client.get(client.post(f"/my/{ada.token}/{act}").location)

    assert page.flashes == [
        "Your click has changed nothing. This is how things stand now."
    ]
    assert ada.state is state


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.OFFERED, "accept"),
        (State.OFFERED, "refuse"),
        (State.CONFIRMED, "cancel"),
    ],
)
def test_whoever_is_overtaken_in_the_same_moment_reads_how_things_stand(
    client, monkeypatch, state, act
):
    ada = make_registration(make_event(), state, **ADA)
    overtake(monkeypatch, ada)

    response = client.post(f"/my/{ada.token}/{act}")
    page = client.get(response.location)

    assert response.status_code == 303
    assert page.flashes == [
        "This has changed in the meantime, so that is no longer possible. "
        "Please look again."
    ]
    assert page.heading == "Not this time, Ada Berg"


def test_who_named_somebody_in_that_moment_reads_whom(client, monkeypatch):
    ada = make_registration(make_event(), State.CONFIRMED, **ADA)
    overtake(monkeypatch, ada)

    form = {"given_name": "Ben", "email": "ben@example.org", "language": "en"}
    answer = client.post(f"/my/{ada.token}/substitute", data=form)

    assert answer.status_code == 409
    assert "so that is no longer possible" in text_of(answer.page.main)
    assert "Ben" in text_of(answer.page.select_one("main dl"))


def overtake(monkeypatch, registration):
    """Between looking and acting, somebody else brings it into another state."""
    from eventreg.registrations.views import my_changes, own

    for module in (own, my_changes):
        real = module.form_errors

        def first(form, real=real):
            with write_tx() as session:
                declined = {"state": State.DECLINED, "offer_expires_at": None}
                row = sa.update(Registration).where(Registration.id == registration.id)
                session.execute(row.values(**declined))
            return real(form)

        monkeypatch.setattr(module, "form_errors", first)


@pytest.mark.parametrize("act", ["confirm", "change"])
def test_a_form_that_was_forgotten_in_the_same_moment_is_not_there(
    client, monkeypatch, act
):
    ada = make_registration(make_event(), State.UNVERIFIED, **ADA)
    path = f"/my/{ada.token}/{act}"
    forget(monkeypatch)

    response = client.post(path, data={"language": "en"})

    assert response.status_code == 404
    assert response.heading == "This link no longer works"


def forget(monkeypatch):
    from eventreg.registrations.views import my_changes, own

    for module in (own, my_changes):
        real = module.form_errors

        def first(form, real=real):
            with write_tx() as session:
                session.execute(sa.delete(Registration))
            return real(form)

        monkeypatch.setattr(module, "form_errors", first)


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.CANCELLED, "cancel"),
        (State.CANCELLED, "refuse"),
        (State.CONFIRMED, "accept"),
        (State.WAITLISTED, "rejoin"),
    ],
)
def test_what_another_tab_has_done_is_not_done_again(client, state, act):
    ada = make_registration(make_event(), state, **ADA)

    page = client.get(client.post(f"/my/{ada.token}/{act}").location)

    assert page.flashes == [
        "This was done before. Your click has changed nothing. This is how things "
        "stand now."
    ]


def test_the_same_click_in_the_same_moment_reads_the_same(client, monkeypatch):
    ada = make_registration(make_event(), State.CONFIRMED, **ADA)
    real = pages.form_errors

    def first(form):
        with write_tx():
            services.cancel(ada, by=Actor.person(ada))
        return real(form)

    monkeypatch.setattr(own, "form_errors", first)
    page = client.get(client.post(f"/my/{ada.token}/cancel").location)

    assert page.flashes == [
        "This was done before. Your click has changed nothing. This is how things "
        "stand now."
    ]


@pytest.mark.parametrize(
    ("capacity", "hours", "words"),
    [
        (0, 48, "You are back on the waitlist."),
        (
            1,
            48,
            KEPT,
        ),
        (1, 0, "You are back, and a seat is free: it is yours."),
    ],
)
def test_coming_back_says_where_it_led(client, capacity, hours, words):
    event = make_event(capacity=capacity, offer_hours=hours)
    ada = make_registration(event, State.EXPIRED, **ADA)

    page = client.get(client.post(f"/my/{ada.token}/rejoin").location)

    assert page.flashes == [words]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (
            48,
            KEPT_FOR_ALL,
        ),
        (0, "You are back, and seats are free: they are yours."),
    ],
)
def test_a_party_comes_back_as_one(client, hours, words):
    event = make_event(offer_hours=hours, only_together=True)
    lead, *_others = make_party(event, State.EXPIRED, 2, together=True)

    page = client.get(client.post(f"/my/{lead.token}/rejoin").location)

    assert page.flashes == [words]


def test_the_last_of_two_tabs_reads_that_it_was_cancelled_before(client, app):
    event = make_event()
    ada, ben = make_party(event)
    path = f"/my/{ada.token}/companions/{ben.reference}/cancel"
    client.get(client.post(path).location)

    page = client.get(client.post(path).location)

    assert page.flashes == [
        "Your click has changed nothing. This is how things stand now."
    ]


def test_an_offer_that_has_just_run_out_leads_to_the_line(client, clock_at, letters):
    event = make_event(capacity=1, offer_hours=48)
    ada = make_registration(event, State.OFFERED, **ADA)
    make_registration(event, State.WAITLISTED)
    clock_at(timedelta(hours=49))

    page = client.get(client.post(f"/my/{ada.token}/accept").location)

    assert page.flashes == ["Your answer came too late: this offer has expired."]
    assert page.heading == "This offer has expired, Ada Berg"
    assert page.page.find("button", string="Join the waitlist again") is not None
    assert page.page.find("a", string="Accept the seat") is None
    assert ada.moves[-1].actor_kind is ActorKind.WORKER
    assert letters()[0] == ("offer_expired", "ada@example.org")


def test_who_answers_too_late_may_take_the_seat_that_nobody_waits_for(client, clock_at):
    event = make_event(capacity=1, offer_hours=48)
    ada = make_registration(event, State.OFFERED, **ADA)
    clock_at(timedelta(hours=49))

    page = client.get(client.post(f"/my/{ada.token}/accept").location)

    assert page.flashes == ["Your answer came too late: this offer has expired."]
    assert page.page.find("button", string="Take the free seat") is not None


class TestWhoIsAcceptedFor:
    def accept(self, client, ada, shown):
        data = {"answers_for": shown}
        return client.post(f"/my/{ada.token}/accept", data=data)

    def shown(self, page):
        return page.select_one("[name=answers_for]")["value"]

    def test_who_has_left_meanwhile_is_not_accepted_for(self, client):
        event = make_event(capacity=3, offer_hours=48)
        ada, ben, _cyd = make_party(event, State.OFFERED, 3, together=True)
        shown = self.shown(client.get(f"/my/{ada.token}/accept").page)
        with write_tx():
            services.cancel(ben, by=Actor.person(ben))

        first = self.accept(client, ada, shown)
        again = self.accept(client, ada, self.shown(first.page))

        assert first.status_code == 409
        assert first.errors == [
            "Those for whom you answer have changed since you opened this page. Please "
            "read this page once more before you press the button again."
        ]
        assert (again.status_code, ada.state) == (303, State.CONFIRMED)

    def test_who_stays_alone_reads_so_before_accepting(self, client):
        event = make_event(capacity=2, offer_hours=48)
        ada, ben = make_party(event, State.OFFERED, together=True)
        shown = self.shown(client.get(f"/my/{ada.token}/accept").page)
        with write_tx():
            services.cancel(ben, by=Actor.person(ben))

        first = self.accept(client, ada, shown)

        assert (first.status_code, ada.state) == (409, State.OFFERED)
        assert first.page.find("button", string="Accept the seat") is not None

    def test_a_forged_list_does_no_harm(self, client):
        ada = make_registration(make_event(offer_hours=48), State.OFFERED)

        assert self.accept(client, ada, "²" * 5000).status_code == 409
        assert self.accept(client, ada, "").status_code == 303


@pytest.mark.parametrize("state", [State.OFFERED, State.CANCELLED], ids=str)
def test_a_reason_that_came_too_late_is_shown_once_more(client, state):
    ada = make_registration(make_event(offer_hours=48), state)

    answer = client.post(f"/my/{ada.token}/cancel", data={"note": "Ill, sorry"})

    written = text_of(answer.page.select_one("main dd"))
    assert (answer.status_code, written) == (409, "Ill, sorry")
    assert "Your click has changed nothing." in text_of(answer.page.main)
    assert answer.page.select_one("main .actions a")["href"] == f"/my/{ada.token}"
    assert ada.state is state


def test_without_a_reason_the_own_page_says_it(client):
    ada = make_registration(make_event(offer_hours=48), State.OFFERED)

    answer = client.post(f"/my/{ada.token}/cancel")

    assert (answer.status_code, answer.location) == (303, f"/my/{ada.token}")


TYPED = {"given_name": "Grete", "company": "Mill", "email": "grete@example.org"}


@pytest.mark.every_case
@pytest.mark.parametrize("whose", ["own", "companion"])
@pytest.mark.parametrize("act", ["change", "substitute"])
def test_what_was_written_into_a_form_of_a_cancelled_event_is_shown(client, whose, act):
    event = make_event()
    ada, ben = make_party(event, State.CONFIRMED)
    do(events.cancel, event, by=Actor.worker(), reason={})
    base = f"/my/{ada.token}"
    path = base if whose == "own" else f"{base}/companions/{ben.reference}"

    answer = client.post(f"{path}/{act}", data=TYPED)

    shown = text_of(answer.page.select_one("main dl"))
    assert answer.status_code == 409
    assert "Mill" in shown
    assert ("Grete" in shown) is (act == "substitute")


def test_what_stood_in_that_form_already_was_not_written(client):
    ada = make_registration(make_event(), State.CANCELLED, **ADA, phone="+492414000137")

    data = {"phone": "+49 241 4000137", "company": "Mill"}
    answer = client.post(f"/my/{ada.token}/change", data=data)

    shown = [text_of(value) for value in answer.page.select("main dd")]
    assert shown == ["Mill"]
