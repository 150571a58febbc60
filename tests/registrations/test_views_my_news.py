"""What the own page tells that others did: the event moved, a seat changed hands."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.events.states import PoolKind
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.factories.events import pool_named
from tests.house import text_of

OLE = Actor(ActorKind.STAFF, "ole")
FULL = "“Morning” is full: you move up only when a place comes free there too."


def show(client, registration):
    return client.get(f"/my/{registration.token}").page


def history(client, registration):
    return text_of(show(client, registration).select_one(".history"))


def postpone(event, **values):
    with write_tx():
        events.postpone(event, values, by=OLE)


def later(event):
    by = timedelta(days=7)
    return {
        "starts_local": event.starts_local + by,
        "ends_local": event.ends_local + by,
    }


def waiting_for_morning(*, taken):
    event = make_event(capacity=1, sessions={"Morning": 1})
    pool = pool_named(event, "Morning")
    ada = make_registration(event, State.WAITLISTED, pools=[pool])
    with write_tx():
        pool.taken = taken
    return ada


def named_party(size):
    people = make_party(make_event(), State.CONFIRMED, size)
    with write_tx():
        for one, name in zip(people, ("Ada", "Ben", "Cyd"), strict=False):
            one.given_name, one.family_name = name, "Yu"
    return people


def test_a_moved_event_stands_in_the_history(client):
    event = make_event()
    ada = make_registration(event)
    day = f"{event.starts_local:%-d %b}"

    postpone(event, **later(event), place_name="New hall")

    text = history(client, ada)
    assert "The event was moved When: " in text
    assert f"{day}" in text.split("→")[0]
    assert f"{event.starts_local:%-d %b}" in text.split("→")[1]
    assert "→ New hall" in text


def test_only_what_happened_while_somebody_was_registered(client):
    event = make_event()
    gone = make_registration(event)
    with write_tx():
        services.cancel(gone, by=Actor.person(gone))
    postpone(event, **later(event))
    new = make_registration(event, email="new@example.org")
    with write_tx():
        event.contact_email = "desk@example.org"

    for person in (gone, new):
        assert "The event was moved" not in history(client, person)


def test_who_waits_reads_that_the_chosen_session_is_full(client):
    ada = waiting_for_morning(taken=1)

    page = show(client, ada)

    assert FULL in text_of(page.main)
    link = page.find("a", string="Change my choice")
    assert link["href"] == f"/my/{ada.token}/change"


NOT_THERE = "There are free seats at the event, but not in what you have chosen."


@pytest.mark.parametrize(
    ("free", "says_so"), [(1, True), (0, False)], ids=["only the choice", "both full"]
)
def test_who_lacks_only_the_choice_reads_that_the_event_has_seats(
    client, free, says_so
):
    ada = waiting_for_morning(taken=1)
    with write_tx():
        ada.event.pool(PoolKind.EVENT).taken = 1 - free

    sentence = text_of(show(client, ada).select_one(".standing"))

    assert (NOT_THERE in sentence) is says_so
    assert ("There is no seat free for you yet." in sentence) is not says_so


def test_a_session_with_places_is_not_named(client):
    assert FULL not in text_of(show(client, waiting_for_morning(taken=0)).main)


def test_who_is_cancelled_stands_in_one_quiet_line(client):
    ada, *others = named_party(3)
    with write_tx():
        for one in others:
            services.cancel(one, by=Actor.person(ada))

    page = show(client, ada)

    assert page.select(".companions > li") == []
    assert "No longer registered: Ben Yu and Cyd Yu" in text_of(page.main)


def test_a_seat_handed_over_is_shown_with_who_has_it_now(client):
    ada, ben = named_party(2)
    new = services.Applicant(
        given_name="Eve", family_name="Ay", email="", language="en"
    )
    with write_tx():
        ben.email = None
        services.substitute(ben, new, by=Actor.person(ada))

    page = show(client, ada)

    [one] = page.select(".companions > li")
    assert text_of(one).startswith(
        "Eve Ay Confirmed Has taken over the seat of Ben Yu."
    )
    text = text_of(page.main)
    assert "No longer registered: Ben Yu (handed over to Eve Ay)" in text


def test_after_the_last_instant_for_changes_no_link_leads_there(client):
    now = clock.to_local(clock.now(), "Europe/Berlin")
    event = make_event(change_until_local=now - timedelta(hours=1))
    ada, ben = make_party(event)
    with write_tx():
        ben.email = None

    page = show(client, ada)

    assert [a["href"] for a in page.select("a") if a["href"].endswith("/change")] == []


@pytest.mark.parametrize(
    ("state", "says"), [(State.OFFERED, True), (State.CONFIRMED, False)]
)
def test_nobody_answers_for_a_party_that_is_in(client, state, says):
    ada, ben = make_party(make_event(), state, together=True)

    assert ("you answer for all of you" in text_of(show(client, ada).main)) is says
    assert ("answers for your party" in text_of(show(client, ben).main)) is says


def test_an_application_is_withdrawn_not_cancelled(client):
    ada = make_registration(make_event(needs_approval=True), State.PENDING)
    client.post(f"/my/{ada.token}/cancel")

    text = text_of(show(client, ada).main)

    assert "You have withdrawn your application." in text
    assert "Apply again" in text
    assert "Sign up again" not in text


@pytest.mark.parametrize(
    ("state", "seat"), [(State.CONFIRMED, True), (State.WAITLISTED, False)]
)
def test_only_who_has_a_seat_reads_that_somebody_else_gets_it(app, state, seat):
    event = make_event(capacity=int(seat))
    make_registration(event, state)

    postpone(event, place_name="New hall")

    letter = db.session.query(Letter).filter_by(letter="event_moved").one()
    text = render(letter, current_sender()).text
    assert ("somebody else gets your seat" in text) is seat
    assert "- Place before: Haus der Wirtschaft\n" in text


def test_the_page_says_why_the_event_was_cancelled(client):
    event = make_event()
    ada = make_registration(event)
    with write_tx():
        events.cancel(event, reason={"en": "The hall is under water."}, by=OLE)

    page = client.get(f"/my/{ada.token}").page

    assert "The hall is under water." in text_of(page.select_one(".standing"))


def test_a_trips_own_page_says_times_as_its_event_page_does(client):
    trip = make_event(timezone="Europe/Istanbul", lasts=timedelta(days=5))
    ada = make_registration(trip)
    zone = "(local time in Istanbul, UTC+3)"

    own, public = show(client, ada), client.get(f"/events/{trip.slug}").page

    facts = [text_of(page.select_one(".facts dd")) for page in (own, public)]
    assert facts[0] == facts[1]
    assert facts[0].endswith(zone)
    said = "So far Local time in Istanbul, unless another city is named."
    assert said in text_of(own.main)
    first = clock.to_local(ada.moves[0].at, "Europe/Istanbul")
    last_row = text_of(own.select(".history td:first-child")[-1])
    assert last_row.endswith(f"{first:%H:%M}")


def test_at_home_no_clock_is_named(client):
    ada = make_registration(make_event(lasts=timedelta(days=5)))

    assert "local time" not in text_of(show(client, ada).main)


def test_the_page_says_that_the_event_was_moved_until_it_begins(client, clock_at):
    event = make_event(starts_in=timedelta(days=9))
    ada = make_registration(event, State.CONFIRMED)
    out = make_registration(event, State.CANCELLED, email="out@example.org")
    before = show(client, ada).select(".flash--notice")

    postpone(event, **later(event))
    notice = text_of(show(client, ada).select_one(".flash--notice"))

    assert before == []
    assert notice.startswith("The event has a new date: ")
    assert "Before, it was to begin on " in notice
    assert "new date" not in show(client, out).text
    clock_at(event.starts_at + timedelta(minutes=1))
    assert "new date" not in show(client, ada).text
