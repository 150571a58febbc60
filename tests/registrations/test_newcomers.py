"""What a newcomer is told before signing up is what then happens."""

from datetime import timedelta
from typing import Any

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.events import lookups
from eventreg.registrations import services
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.states import State
from tests.factories import (
    make_event,
    make_member,
    make_person,
    make_personal_link,
    make_registration,
)
from tests.house import count_queries, text_of

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def english(app):
    """The words of the application in English."""
    with force_locale("en"):
        yield


OLE = Actor(ActorKind.STAFF, "ole")
CYD = Applicant(
    given_name="Cyd", family_name="Sea", email="cyd@example.org", language="en"
)
SOON: dict[str, Any] = {"starts_in": timedelta(hours=2), "lasts": timedelta(hours=4)}
SHORT: dict[str, Any] = {"starts_in": timedelta(hours=3, minutes=30), "offer_hours": 48}

TOO_LATE = (
    "So close to the start the waitlist no longer moves up by itself. Seats that "
    "come free are given at the entrance."
)
PAUSED = (
    "The organiser has stopped the waitlist for now: whoever signs up joins it, and "
    "nobody moves up until it goes on."
)
FULL = "When a seat comes free, the first in line gets it."
BEHIND = "Others have been waiting longer for the free seats."


def make_line(event, *people):
    for columns in people:
        make_registration(event, State.WAITLISTED, **columns)


def make_party(event, size):
    head = make_registration(event, State.WAITLISTED, together=True)
    for _ in range(size - 1):
        party = {"lead_id": head.id, "head_id": head.id, "together": True}
        make_registration(event, State.WAITLISTED, **party)


WAITS: dict[str, Any] = {}
IS_PAUSED = {"is_paused": True}


@pytest.mark.parametrize(
    ("columns", "line", "words"),
    [
        ({}, [], ""),
        ({"capacity": 0}, [WAITS], FULL),
        ({"line_paused": True}, [], PAUSED),
        ({"line_paused": True, "capacity": 0}, [WAITS], PAUSED),
        (SOON, [WAITS, WAITS], TOO_LATE),
        (SOON, [], ""),
        (SOON, [IS_PAUSED], ""),
        ({**SOON, "capacity": 0}, [], TOO_LATE),
        (SHORT, [WAITS], TOO_LATE),
        ({**SHORT, "offer_hours": 0}, [], ""),
    ],
    ids=[
        "free",
        "full",
        "paused",
        "paused and full",
        "after the cut-off behind two",
        "after the cut-off, nobody waits",
        "after the cut-off, one is skipped",
        "after the cut-off and full",
        "too little time for an offer",
        "too little time, but no offers",
    ],
)
def test_the_outlook_is_what_then_happens(columns, line, words):
    event = make_event(**{"capacity": 1, **columns})
    make_line(event, *line)

    outlook = lookups.outlook(event, clock.now())
    with write_tx():
        state = services.enter(event, CYD, by=OLE).state

    assert outlook.words == words
    assert outlook.joins_line is bool(words)
    assert state is (State.WAITLISTED if words else State.CONFIRMED)


@pytest.mark.parametrize(
    ("starts_in", "size", "words"),
    [
        (timedelta(days=9), 3, BEHIND),
        (timedelta(days=9), 2, ""),
        (timedelta(hours=40), 3, ""),
    ],
    ids=["larger than what is free", "fits", "passed over"],
)
def test_a_party_in_line_keeps_the_seats_it_lacks(starts_in, size, words):
    event = make_event(capacity=2, only_together=True, starts_in=starts_in)
    make_party(event, size)

    assert lookups.outlook(event, clock.now()).words == words


def test_where_everything_one_can_come_as_is_full_one_waits():
    event = make_event(capacity=5, contingents={"Science": 0, "Press": 0})

    assert lookups.outlook(event, clock.now()) == lookups.Outlook(
        joins_line=True, words=FULL
    )


def test_where_the_organiser_decides_nobody_joins_a_line_unasked():
    event = make_event(capacity=0, needs_approval=True)

    outlook = lookups.outlook(event, clock.now())

    assert not outlook.joins_line
    assert outlook.words.startswith("The organiser decides who takes part")


def test_the_public_pages_and_the_form_say_the_same(client):
    event = make_event(capacity=1, contingents={"Science": 1}, **SOON)
    make_line(event, WAITS, WAITS)

    page = client.get(f"/events/{event.slug}").page
    line = client.get("/").page.select_one(".events__line")
    form = client.get(f"/events/{event.slug}/register")

    assert text_of(page.select_one(".event__head .button")) == "Join the waitlist"
    assert text_of(page.select_one(".seats")) == (
        f"New sign-ups join the waitlist 0 of 1 seat taken {TOO_LATE}"
    )
    assert "seat left" not in text_of(page) + text_of(line) + text_of(form.page)
    standing = text_of(line.select_one(".events__standing"))
    assert standing == "New sign-ups join the waitlist"
    assert form.heading == "Join the waitlist"
    assert text_of(form.page.select_one(".lede")) == (
        f"{TOO_LATE} Press the button in our e-mail, and you join the waitlist, in the "
        "order of confirmation."
    )


def test_a_list_of_many_events_asks_the_same(client):
    def asked():
        with count_queries() as queries:
            client.get("/")
        return len(queries)

    def make_both():
        make_line(make_event(capacity=1, **SOON), WAITS)
        make_party(make_event(capacity=2, only_together=True), 3)

    make_both()
    one = asked()
    for _ in range(5):
        make_both()

    assert asked() == one


def test_a_member_reads_the_same_on_the_form_behind_the_link(client):
    event = make_event(capacity=1, **SOON)
    make_line(event, WAITS)
    ada = make_person(make_member("Ada AG"), given_name="Ada", family_name="King")
    token = make_personal_link(ada).token

    form = client.get(f"/members/{token}/events/{event.slug}/register?lang=en")

    assert form.heading == "Join the waitlist"
    assert text_of(form.page.select_one(".lede")) == (
        f"{TOO_LATE} You join the waitlist."
    )


def test_before_everybodys_date_no_guest_is_promised_a_seat(client):
    now = clock.now()
    local: dict[str, Any] = {
        "members_open_local": clock.to_local(now - timedelta(days=1), "Europe/Berlin"),
        "opens_local": clock.to_local(now + timedelta(days=3), "Europe/Berlin"),
    }
    event = make_event(**local)

    page = client.get(f"/events/{event.slug}/register").page

    lede = page.select_one(".lede").text
    assert ("The seat is yours" in lede, "by members now" in lede) == (False, True)


@pytest.mark.parametrize("is_known", [True, False])
def test_in_a_line_that_stands_still_the_form_says_once_that_one_joins(
    client, is_known
):
    event = make_event(line_paused=True)
    ada = make_person(make_member("Ada AG"), given_name="Ada", family_name="King")
    token = make_personal_link(ada).token
    known = f"/members/{token}/events/{event.slug}/register?lang=en"
    form = known if is_known else f"/events/{event.slug}/register?lang=en"

    lede = text_of(client.get(form).page.select_one(".lede"))

    assert lede.startswith("The organiser has stopped the waitlist for now: nobody")
    assert lede.count("join") == 1
