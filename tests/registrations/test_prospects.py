"""What somebody reads before signing up is what the seat decision then says."""

import random
from datetime import timedelta
from typing import Any

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events import lookups
from eventreg.events.states import PoolKind
from eventreg.registrations import queries
from eventreg.registrations.invitations import Invitation
from eventreg.registrations.prospects import Prospect, forecasts
from eventreg.registrations.services.moving import has_room, move_up
from eventreg.registrations.states import State
from tests.factories import (
    make_event,
    make_member,
    make_party,
    make_person,
    make_personal_link,
    pool_named,
)
from tests.house import count_queries, text_of
from tests.messages.links import make_pending

BEHIND = "others have waited longer for the free seats"
CHOICES = ("Morning", "Noon", "Visit")
STARTS = (timedelta(days=9), timedelta(hours=40), timedelta(hours=2))


def make_case(dice):
    """An event with a line as it can be: whoever can move up has done so."""
    names = dice.sample(["Science", "Press", "Trade"], dice.choice([0, 2, 3]))
    event = make_event(
        capacity=dice.randint(1, 6),
        contingents={name: dice.randint(0, 4) for name in names},
        sessions={"Morning": dice.randint(0, 3), "Noon": 9},
        choices={"Visit": dice.randint(0, 3)},
        only_together=True,
        members_first=dice.random() < 0.5,
        line_paused=dice.random() < 0.15,
        starts_in=dice.choice(STARTS),
        offer_hours=dice.choice([0, 0, 24]),
    )
    with write_tx():
        # Turned off, it says nothing of parties that have signed up before.
        event.only_together = dice.random() < 0.6
        for pool in event.pools_of(PoolKind.CONTINGENT):
            pool.cap_percent = dice.choice([None, 10, 50])
    for _ in range(dice.randint(0, 4)):
        place = [pool_named(event, dice.choice(names))] if names else []
        chosen = [name for name in CHOICES if dice.random() < 0.4]
        place += [pool_named(event, name) for name in chosen]
        person: dict[str, Any] = {
            "is_member": dice.random() < 0.4,
            "is_paused": dice.random() < 0.2,
            "together": dice.random() < 0.7,
        }
        make_party(event, State.WAITLISTED, dice.randint(1, 4), pools=place, **person)
    with write_tx():
        move_up(event, by=Actor.worker())
    return event


@pytest.mark.parametrize("seed", range(60))
def test_the_forecast_is_the_seat_decision(app, seed):
    event = make_case(random.Random(seed))
    ada = make_person(make_member("Ada AG"))
    guest = forecasts([event], clock.now())[event.id]
    member = forecasts([event], clock.now(), ada)[event.id]
    plain = [[pool] for pool in event.pools_of(PoolKind.CONTINGENT)] or [[]]
    choices = [[pool_named(event, name)] for name in CHOICES]
    places = [*plain, *(p + chosen for p in plain for chosen in choices)]

    said = [forecast.at(place) for forecast in (guest, member) for place in places]
    newcomers = [
        make_pending(event, f"Ada{n}{is_member}", is_member=is_member, pools=place)
        for is_member in (False, True)
        for n, place in enumerate(places)
    ]
    held = queries.held_up_asked(newcomers).answer()
    with write_tx():
        found = [has_room([each]) for each in newcomers]

    assert [each is Prospect.SEAT for each in said] == found
    assert [not queries.may_wait([each], held) for each in newcomers] == found
    assert (guest.seat is Prospect.SEAT) is any(found[: len(plain)])


@pytest.fixture
def morning(app):
    """Two wait together for the last place of a session; other seats are free."""
    event = make_event(
        capacity=9, only_together=True, sessions={"Morning": 1, "Noon": 5}
    )
    pools = [pool_named(event, "Morning")]
    make_party(event, State.WAITLISTED, 2, together=True, pools=pools)
    return event


def test_a_session_that_is_waited_for_promises_no_place(client, morning):
    page = client.get(f"/events/{morning.slug}?lang=en").page
    form = client.get(f"/events/{morning.slug}/register?lang=en").page

    assert [text_of(part) for part in page.select(".parts li")] == [
        f"Morning {BEHIND}",
        "Noon 5 seats left",
    ]
    assert [text_of(each) for each in form.select(".tick:has([name=sessions])")] == [
        "Morning – others have waited longer: you would join the waitlist",
        "Noon",
    ]
    assert text_of(form.select_one(".lede")).endswith(
        "Others have been waiting longer for the free seats at Morning: there you "
        "join the waitlist."
    )


@pytest.fixture
def trip(app):
    """Three of science wait for its two seats; eight of trade are free."""
    event = make_event(
        capacity=10, only_together=True, contingents={"Science": 2, "Trade": 8}
    )
    science = [pool_named(event, "Science")]
    make_party(event, State.WAITLISTED, 3, together=True, pools=science)
    return event


def test_a_contingent_that_is_waited_for_promises_no_seat(client, trip):
    page = client.get(f"/events/{trip.slug}?lang=en").page
    start = client.get("/?lang=en").page

    assert [text_of(part) for part in page.select(".parts li")] == [
        f"Science {BEHIND}",
        "Trade 8 seats left",
    ]
    assert f"Science : {BEHIND} · Trade : 8 seats left" in text_of(start.main)
    assert "10 seats left" not in text_of(page.main) + text_of(start.main)


@pytest.mark.parametrize("is_known", [True, False])
def test_neither_form_promises_a_seat_there(client, trip, is_known):
    ada = make_person(make_member("Ada AG"), given_name="Ada", family_name="King")
    token = make_personal_link(ada).token
    known = f"/members/{token}/events/{trip.slug}/register?lang=en"
    form = known if is_known else f"/events/{trip.slug}/register?lang=en"

    page = client.get(form).page

    lede = text_of(page.select_one(".lede"))
    assert lede.endswith(
        "Others have been waiting longer for the free seats at Science: there you "
        "join the waitlist."
    )
    assert [text_of(each) for each in page.select(".tick:has([name=contingent])")] == [
        "Science – others have waited longer: you would join the waitlist",
        "Trade",
    ]


@pytest.fixture
def guests_wait(app):
    """Two seats are free for members; a party of three guests waits for them."""
    event = make_event(capacity=2, only_together=True, members_first=True)
    make_party(event, State.WAITLISTED, 3, together=True)
    return event


def test_a_member_who_goes_first_reads_that_a_seat_is_theirs(client, guests_wait):
    ada = make_person(make_member("Ada AG"), given_name="Ada", family_name="King")
    token = make_personal_link(ada).token
    address = f"/members/{token}/events/{guests_wait.slug}/register?lang=en"

    form = client.get(address)

    assert form.heading == "Sign up"
    assert text_of(form.page.select_one(".lede")) == (
        "We know you already: press the button below, and the seat is yours."
    )


def test_an_invited_guest_does_not_go_first(client, guests_wait):
    ada = make_person(given_name="Ada", family_name="King")
    with write_tx():
        db.session.add(Invitation(event_id=guests_wait.id, person_id=ada.id))
    token = make_personal_link(ada).token

    form = client.get(f"/members/{token}/events/{guests_wait.slug}/register?lang=en")

    assert form.heading == "Join the waitlist"


def test_a_signed_in_member_reads_it_on_the_page_too(app, guests_wait):
    ada = make_person(make_member("Ada AG"))

    guests = lookups.outlook(guests_wait, clock.now())
    members = lookups.outlook(guests_wait, clock.now(), ada)

    assert (guests.joins_line, members.joins_line) == (True, False)


def test_many_events_cost_somebody_known_the_same(app):
    ada = make_person(make_member("Ada AG"))

    def asked(events):
        with count_queries() as queries:
            lookups.outlooks(events, clock.now(), ada)
        return len(queries)

    events = [make_event(members_first=True, title=f"Talk {n}") for n in range(30)]

    asked(events)  # reads the pools

    assert asked(events[:1]) == asked(events)


@pytest.mark.parametrize(
    ("columns", "size", "words"),
    [
        ({}, 3, "Others have been waiting longer for the free seats."),
        ({}, 2, ""),
        (
            {"line_paused": True},
            0,
            "The organiser has stopped the waitlist for now: nobody moves up until it "
            "goes on.",
        ),
    ],
    ids=["a party lacks a seat", "a party fits", "paused"],
)
def test_where_a_yes_leads_to_the_line_applicants_read_so(client, columns, size, words):
    event = make_event(capacity=2, needs_approval=True, only_together=True, **columns)
    if size:
        make_party(event, State.WAITLISTED, size, together=True)

    page = client.get(f"/events/{event.slug}?lang=en").page
    form = client.get(f"/events/{event.slug}/register?lang=en")

    decided = (
        "The organiser decides who takes part and writes to you. Please do not book "
        "or pay for anything before that."
    )
    left = "New applications go to the waitlist at first" if words else "2 seats left"
    said = f"{decided} {words}".strip()
    assert text_of(page.select_one(".seats")) == f"{left} 0 of 2 seats taken {said}"
    assert text_of(form.page.select_one(".lede")) == said
    assert form.heading == "Apply"
