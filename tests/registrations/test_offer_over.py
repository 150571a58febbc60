"""The minute between the end of an offer and the worker that ends it."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.registrations.states import State, Why
from tests.factories import make_event, make_party, make_registration
from tests.house import text_of

ADA = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
KEPT = "A seat is free, and we keep it for you. It is yours as soon as you accept it."
OVER = "This offer has expired, Ada Berg"


@pytest.fixture
def ada(client, clock_at):
    event = make_event(capacity=1, offer_hours=48)
    ada = make_registration(event, State.OFFERED, **ADA)
    make_registration(event, State.WAITLISTED)
    clock_at(timedelta(hours=48))
    return ada


@pytest.mark.parametrize("page", ["", "/accept", "/refuse", "/extend"])
def test_no_page_says_that_the_seat_is_still_kept(client, ada, page):
    answer = client.get(f"/my/{ada.token}{page}")
    shown = client.get(answer.location) if page else answer

    assert shown.heading == OVER
    assert "You did not answer in time" in shown.page.main.text
    assert "until" not in shown.page.select_one(".standing").text
    assert shown.page.find("button", string="Join the waitlist again") is not None
    assert (shown.flashes, ada.state) == ([], State.OFFERED)


@pytest.mark.parametrize("act", ["accept", "refuse", "extend"])
def test_an_answer_is_refused_and_the_seat_goes_on(client, ada, act):
    page = client.get(client.post(f"/my/{ada.token}/{act}").location)

    assert page.flashes == ["Your answer came too late: this offer has expired."]
    assert page.heading == OVER
    assert ada.state is State.EXPIRED


def test_whoever_comes_back_at_once_stands_at_the_end(client, ada, letters):
    page = client.get(client.post(f"/my/{ada.token}/rejoin").location)

    assert page.flashes == ["You are back on the waitlist."]
    assert [move.why for move in ada.moves][-2:] == [Why.OFFER_EXPIRED, Why.REJOINED]
    assert [letter for letter, _to in letters()] == [
        "offer_expired",
        "offer",
        "waitlisted",
    ]


def test_the_own_seat_counts_as_free_where_nobody_waits(client, clock_at):
    event = make_event(capacity=1, offer_hours=48)
    ada = make_registration(event, State.OFFERED, **ADA)
    clock_at(timedelta(hours=48))

    before = client.get(f"/my/{ada.token}")
    after = client.get(client.post(f"/my/{ada.token}/rejoin").location)

    assert before.page.find("button", string="Take the free seat") is not None
    assert after.flashes == [KEPT]
    assert ada.state is State.OFFERED


def test_a_companion_reads_the_same(client, clock_at):
    event = make_event(capacity=2, offer_hours=48)
    _lead, ben = make_party(event, State.OFFERED, 2, together=True)
    clock_at(timedelta(hours=48))

    page = client.get(f"/my/{ben.token}")

    assert page.heading.startswith("This offer has expired")


def test_the_lead_reads_the_same_of_whoever_comes_alone(client, clock_at):
    event = make_event(capacity=2, offer_hours=48)
    lead, ben = make_party(event, State.OFFERED, 2)
    clock_at(timedelta(hours=48))

    [one] = client.get(f"/my/{lead.token}").page.select(".companions > li")

    assert text_of(one.select_one(".tag")) == "Offer expired"
    assert ben.state is State.OFFERED


LATE = {
    "en": "because our e-mail about it was late",
    "de": "weil sich unsere E-Mail dazu verspätet hat",
    "tr": "e-postamız geciktiği için",
}


@pytest.mark.parametrize("path", ["", "/accept"])
@pytest.mark.parametrize("language", LATE)
def test_a_seat_is_not_kept_until_an_hour_that_has_passed(
    client, clock_at, path, language
):
    event = make_event(capacity=1, offer_hours=48)
    ada = make_registration(event)
    ben = make_registration(event, State.WAITLISTED, email="b@example.org")
    with write_tx():
        ben.language = language
        services.cancel(ada, by=Actor.person(ada))
    clock_at(ben.offer_expires_at + timedelta(seconds=30))

    said = text_of(client.get(f"/my/{ben.token}{path}").page.select_one("main"))

    assert LATE[language] in said.replace("E-postamız", "e-postamız")
