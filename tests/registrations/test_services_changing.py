"""Changing one's mind: answers, places, roles, more time, coming back."""

from datetime import datetime, timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.errors import MoveNotAllowed
from eventreg.events import services as events
from eventreg.events.states import EventState, PoolKind
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.models import What
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import RegistrationRole, State, Why
from tests.factories import make_event, make_registration, pool_named
from tests.house import text_of

pytestmark = pytest.mark.usefixtures("app")

OLE = Actor(ActorKind.STAFF, "ole")
ZONE = "Europe/Berlin"


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def in_hours(hours):
    return clock.to_local(clock.now() + timedelta(hours=hours), ZONE)


def choose(registration, *pools, by=OLE, role=None):
    return do(services.choose, registration, pools, by=by, language="en", role=role)


def test_the_history_shows_what_a_person_changed():
    ada = make_registration(make_event(), company="Old Ltd", position="Engineer")

    new = {"company": "New Ltd", "position": "Engineer"}
    do(services.change_details, ada, new, by=Actor.person(ada))

    assert (ada.company, ada.company_key) == ("New Ltd", "new ltd")
    assert [(c.what, c.changes) for c in ada.changes] == [
        (What.DETAILS, {"company": ["Old Ltd", "New Ltd"]})
    ]


def test_a_person_does_not_become_somebody_else():
    ada = make_registration(make_event())

    with pytest.raises(ValueError, match="email"):
        do(
            services.change_details,
            ada,
            {"email": "x@example.org"},
            by=Actor.person(ada),
        )


def test_staff_write_an_address_in_any_case():
    ada = make_registration(make_event())

    do(services.change_details, ada, {"email": "Ada@Example.org"}, by=OLE)

    assert ada.email == "ada@example.org"


def test_staff_do_not_make_two_of_one_person():
    event = make_event()
    names = {"given_name": "Ada", "family_name": "Berg"}
    make_registration(event, State.CONFIRMED, email="ada@example.org", **names)
    twin = make_registration(event, State.CONFIRMED, **names)

    with pytest.raises(services.AlreadyRegistered):
        do(services.change_details, twin, {"email": "ada@example.org"}, by=OLE)

    assert twin.email != "ada@example.org"


@pytest.mark.parametrize("service", ["change_details", "choose"])
def test_after_the_last_instant_for_changes_only_staff_change(service):
    ada = make_registration(make_event(change_until_local=in_hours(-1)))

    def change(by):
        if service == "choose":
            return choose(ada, by=by)
        return do(services.change_details, ada, {"company": "New"}, by=by)

    with pytest.raises(services.TooLateToChange):
        change(Actor.person(ada))
    change(OLE)


def test_before_it_a_person_changes_alone():
    ada = make_registration(make_event(change_until_local=in_hours(1)))

    do(services.change_details, ada, {"company": "New"}, by=Actor.person(ada))

    assert ada.company == "New"


def two_contingents(**options):
    contingents = {"science": 1, "business": 1}
    event = make_event(contingents=contingents, **options)
    return event, pool_named(event, "science"), pool_named(event, "business")


def test_another_contingent_passes_the_old_place_on():
    event, science, business = two_contingents()
    ada = make_registration(event, pools=[science])
    ben = make_registration(event, State.WAITLISTED, pools=[science])

    moved_up = choose(ada, business)

    assert (moved_up, ben.state) == ([ben], State.CONFIRMED)
    assert (science.taken, business.taken) == (1, 1)
    assert [(c.what, c.changes) for c in ada.changes] == [
        (What.PLACES, {"places": ["science", "business"]})
    ]
    assert differences() == []


def test_a_change_to_a_full_contingent_is_refused_and_the_old_place_stays():
    event, science, business = two_contingents()
    ada = make_registration(event, pools=[science])
    make_registration(event, pools=[business])

    with pytest.raises(services.PoolIsFull, match="business"):
        choose(ada, business)

    assert [claim.pool_id for claim in ada.claims][1:] == [science.id]
    assert (science.taken, ada.changes) == (1, [])
    assert differences() == []


def test_nobody_with_a_seat_changes_past_those_who_wait_for_a_contingent():
    event = make_event(capacity=2, contingents={"science": 2, "business": 2})
    science, business = (pool_named(event, name) for name in ("science", "business"))
    ada = make_registration(event, pools=[business])
    make_registration(event, pools=[business])
    make_registration(event, State.WAITLISTED, pools=[science])

    with pytest.raises(services.OthersGoFirst, match="Wer auf science wartet, kommt"):
        choose(ada, science, by=Actor.person(ada))
    choose(ada, science)  # staff may

    assert (science.taken, business.taken) == (1, 1)


def test_a_free_place_of_a_line_that_stands_still_is_for_those_in_it():
    event, science, business = two_contingents(line_paused=True)
    ada = make_registration(event, pools=[business])
    make_registration(event, State.WAITLISTED, pools=[science])

    with pytest.raises(services.OthersGoFirst, match="Die Warteliste ist zurzeit"):
        choose(ada, science, by=Actor.person(ada))

    assert [claim.pool_id for claim in ada.claims][1:] == [business.id]
    assert (science.taken, business.taken, ada.changes) == (0, 1, [])


def test_who_waits_for_a_full_contingent_does_not_hide_that_it_is_full():
    event, science, business = two_contingents(line_paused=True)
    ada = make_registration(event, pools=[business])
    make_registration(event, pools=[science])
    make_registration(event, State.WAITLISTED, pools=[science])

    with pytest.raises(services.PoolIsFull, match="Kein Platz ist frei in: science"):
        choose(ada, science, by=Actor.person(ada))


def test_a_role_of_the_team_is_refused_when_its_seats_are_taken():
    event = make_event(team_seats=1)
    make_registration(event, role=RegistrationRole.TEAM)
    ada = make_registration(event)

    with pytest.raises(services.TeamIsFull):
        choose(ada, role=RegistrationRole.SPEAKER)

    assert (ada.role, event.pool(PoolKind.EVENT).taken) == (RegistrationRole.GUEST, 1)


def test_another_role_frees_the_public_seat_for_the_line():
    event = make_event(capacity=1)
    ada = make_registration(event)
    ben = make_registration(event, State.WAITLISTED)

    moved_up = choose(ada, role=RegistrationRole.SPEAKER)

    assert (moved_up, ada.role) == ([ben], RegistrationRole.SPEAKER)
    assert [c.changes for c in ada.changes] == [{"role": ["guest", "speaker"]}]
    assert differences() == []


def test_whoever_waits_may_wish_for_a_full_contingent_but_for_no_full_session():
    event, science, _business = two_contingents(sessions={"robots": 1}, capacity=1)
    robots = pool_named(event, "robots")
    make_registration(event, pools=[science, robots])
    ada = make_registration(event, State.WAITLISTED)

    choose(ada, science)
    with pytest.raises(services.PoolIsFull, match="robots"):
        choose(ada, robots)

    assert ada.state == State.WAITLISTED


def offered(**columns):
    event = make_event(capacity=1, offer_hours=48, **columns)
    return make_registration(event, State.OFFERED)


@pytest.mark.parametrize("hours", [0, 40])
def test_an_offer_is_extended_once_by_its_own_hours_whenever(hours, letters):
    ada = offered()
    first = ada.offer_expires_at

    with clock.at(clock.now() + timedelta(hours=hours)):
        do(services.extend, ada, by=OLE)
        with pytest.raises(services.NoMoreTime):
            do(services.extend, ada, by=OLE)

    assert ada.offer_expires_at == first + timedelta(hours=48)
    assert [c.what for c in ada.changes] == [What.EXTENDED]
    assert letters() == [("offer_extended", ada.email)]
    [letter] = db.session.query(Letter)
    until = letter.values["accept_until"]["at"]
    assert datetime.fromisoformat(until) == letter.not_after == ada.offer_expires_at


@pytest.mark.parametrize(("minutes", "can"), [(59, False), (60, True)])
def test_no_offer_is_extended_beyond_the_cut_off_or_for_less_than_an_hour(minutes, can):
    ada = offered(starts_in=timedelta(hours=60), cut_off_hours=10)
    cut_off = ada.event.cut_off_at
    with write_tx():
        ada.offer_expires_at = cut_off - timedelta(minutes=minutes)

    assert services.can_be_extended(ada) is can
    if can:
        do(services.extend, ada, by=OLE)
        assert ada.offer_expires_at == cut_off
    else:
        with pytest.raises(services.NoMoreTime):
            do(services.extend, ada, by=OLE)


def test_an_extended_approval_is_told_with_its_later_end():
    event = make_event(needs_approval=True, accept_hours=24)
    ada = make_registration(event, State.PENDING)
    do(services.approve, ada, by=OLE)

    do(services.extend, ada, by=OLE)

    held = db.session.query(Letter).filter_by(state="held").one()
    assert held.letter == "approved"
    assert held.not_after == ada.offer_expires_at


@pytest.mark.parametrize("state", [EventState.PUBLISHED, EventState.CANCELLED])
def test_whoever_missed_an_offer_rejoins_only_a_living_event(state, letters):
    event = make_event(capacity=1, state=state)
    make_registration(event)
    ada = make_registration(event, State.EXPIRED)

    if state is EventState.CANCELLED:
        with pytest.raises(MoveNotAllowed):
            do(services.rejoin, ada)
        assert ada.state == State.EXPIRED
    else:
        do(services.rejoin, ada)
        do(services.rejoin, ada)
        assert [letter for letter, _to in letters()] == ["waitlisted"]


def test_rejoining_while_a_seat_is_free_is_told_once(letters):
    ada = make_registration(make_event(capacity=1), State.EXPIRED)

    do(services.rejoin, ada)

    assert ada.state == State.CONFIRMED
    assert [letter for letter, _to in letters()] == ["confirmed"]


@pytest.mark.parametrize(
    ("ended", "capacity", "state"),
    [
        (State.CANCELLED, 1, State.CONFIRMED),
        (State.EXPIRED, 1, State.CONFIRMED),
        (State.CANCELLED, 0, State.WAITLISTED),
    ],
)
def test_staff_take_somebody_back_by_a_seat_decision(ended, capacity, state):
    ada = make_registration(make_event(capacity=capacity), ended)

    assert do(services.reinstate, ada, by=OLE, note="on the phone") == state
    last = ada.moves[-1]
    assert (last.why, last.note) == (Why.REINSTATED, "on the phone")


def test_who_is_taken_back_accepts_where_the_event_asks_for_it(letters):
    event = make_event(accept_hours=48, offer_hours=6)
    ada = make_registration(event, State.CANCELLED, email="ada@example.org")

    assert do(services.reinstate, ada, by=OLE) == State.OFFERED
    left = ada.offer_expires_at - clock.now()
    assert timedelta(hours=47) < left <= timedelta(hours=48)
    assert letters() == [("offer", "ada@example.org")]
    do(services.extend, ada, by=Actor.person(ada))
    left = ada.offer_expires_at - clock.now()
    assert left > timedelta(hours=71)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, "the organiser has taken you back in."),
        ({"capacity": 0}, "the organiser has taken you back in."),
        ({"capacity": 0, "line_paused": True}, "the organiser has taken you back in."),
        ({"accept_hours": 48}, "the organiser has taken you back in, and we are keep"),
    ],
    ids=["confirmed", "waitlisted", "line stopped", "offered"],
)
def test_who_is_taken_back_reads_so_in_letter_and_page(client, columns, said):
    ada = make_registration(make_event(**columns), State.CANCELLED)

    do(services.reinstate, ada, by=OLE)

    letter = db.session.query(Letter).filter_by(registration=ada.reference).one()
    text = " ".join(render(letter, current_sender()).text.split())
    page = text_of(client.get(f"/my/{ada.token}").page.select_one(".standing"))
    assert said in text
    assert "You are on the waitlist. The" not in text
    assert "The organiser has taken you back in." in page


def test_a_newcomer_was_not_taken_back(client):
    ada = make_registration(make_event(), State.CONFIRMED)

    page = text_of(client.get(f"/my/{ada.token}").page.select_one(".standing"))

    assert "taken you back" not in page


@pytest.mark.parametrize(
    ("verb", "state"), [("reinstate", State.CANCELLED), ("reconsider", State.DECLINED)]
)
def test_nobody_comes_back_twice_or_to_a_dead_event(verb, state):
    event = make_event()
    names = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
    ada = make_registration(event, state, **names)
    make_registration(event, State.CONFIRMED, **names)

    with pytest.raises(services.AlreadyRegistered):
        do(getattr(services, verb), ada, by=OLE)
    do(events.cancel, event, by=OLE)
    with pytest.raises(MoveNotAllowed):
        do(getattr(services, verb), ada, by=OLE)


def test_a_second_no_from_the_line_is_written_too(letters):
    event = make_event(capacity=0, needs_approval=True)
    ada = make_registration(event, State.WAITLISTED)
    do(services.decline, ada, by=OLE)
    do(services.reconsider, ada, by=OLE)
    do(services.onto_waitlist, ada, by=OLE)

    with clock.at(clock.now() + timedelta(minutes=11)):
        do(services.decline, ada, by=OLE)

    assert [letter for letter, _to in letters()].count("declined") == 2


def test_leaving_before_a_no_is_told_does_not_give_it_away():
    event = make_event(needs_approval=True)
    ada = make_registration(event, State.PENDING)
    do(services.decline, ada, by=OLE)

    do(services.cancel, ada, by=Actor.person(ada))

    assert ada.state == State.CANCELLED
    assert [(row.letter, row.state) for row in db.session.query(Letter)] == [
        ("declined", "withdrawn"),
        ("application_withdrawn", "waiting"),
    ]
