"""A list of people is entered at an event, and withdrawn as a whole."""

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg.audit.actors import ActorKind
from eventreg.database import db, write_tx
from eventreg.events.states import EventState, PoolKind
from eventreg.outbox.models import Letter
from eventreg.people.imports import queries as lists
from eventreg.people.imports.services import ImportIsOver, ListHasChanged
from eventreg.people.imports.states import Kept, Outcome
from eventreg.registrations import seats_audit
from eventreg.registrations.imports import arrivals, services
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.services import SignUpIsClosed, cancel, change_details
from eventreg.registrations.states import RegistrationRole, State, Why
from tests.factories import (
    make_event,
    make_member,
    make_person,
    make_registration,
    pool_named,
)
from tests.factories.lists import OLE
from tests.registrations.lists import (
    DELEGATION,
    HEAD,
    brought,
    entered,
    plan_of,
    undo,
)

pytestmark = pytest.mark.usefixtures("app")

THREE = "\n".join(
    [HEAD, *(f"Ada{n};King;ada{n}@example.org;Ada AG" for n in range(3))]
).encode()


def registered():
    return db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()


def states():
    return [registration.state for registration in registered()]


def kept(list_import):
    return {row.row_number: row.kept for row in lists.results(list_import)}


def notes(list_import, event):
    return {row.number: row.notes for row in plan_of(list_import, event).rows}


def test_a_delegation_is_entered_and_only_its_contact_is_written_to(letters):
    event = make_event()

    entered(event, contact=2)

    assert [(r.given_name, r.role, r.state) for r in registered()] == [
        ("Mehmet", RegistrationRole.DELEGATION, State.CONFIRMED),
        ("Şükrü", RegistrationRole.DELEGATION, State.CONFIRMED),
        ("Isa", RegistrationRole.DELEGATION, State.CONFIRMED),
    ]
    assert letters() == [
        ("confirmed", "mehmet@example.org"),
        ("list_entered", "mehmet@example.org"),
    ]


def test_the_contact_reads_where_everybody_stands():
    entered(make_event(capacity=2), contact=2, language="en")

    [letter] = db.session.scalars(sa.select(Letter).filter_by(letter="list_entered"))
    mehmet, sukru, isa = registered()
    assert letter.values["count"] == 3
    assert letter.values["people"].splitlines() == [
        f"Mehmet Öztürk – Confirmed ({mehmet.reference})",
        f"Şükrü Kılıç – Confirmed ({sukru.reference})",
        f"Isa – On the waitlist ({isa.reference})",
    ]


ASSISTANT = {"name": "Elif Demir", "email": "office@example.org", "language": "tr"}


def test_a_contact_who_does_not_come_gets_the_one_list(letters):
    event = make_event(capacity=1)
    body = f"{HEAD}\nŞükrü;Kılıç;;Bursa Odası\nIsa;;;Bursa Odası".encode()

    entered(event, body, outside=ASSISTANT)

    [letter] = db.session.scalars(sa.select(Letter))
    sukru, isa = registered()
    assert letters() == [("delegation_entered", "office@example.org")]
    assert (letter.language, letter.values["greeting"]) == ("tr", "Sayın Elif Demir")
    assert letter.values["people"].splitlines() == [
        f"Şükrü Kılıç – Yer kesinleşti ({sukru.reference})",
        f"Isa – Bekleme listesinde ({isa.reference})",
    ]


def test_nobody_is_told_of_a_list_that_entered_nobody(letters):
    body = f"{HEAD}\n;;x@example.org;".encode()

    entered(make_event(), body, outside=ASSISTANT)

    assert letters() == []


def test_seats_are_given_in_the_order_of_the_list():
    event = make_event(capacity=2)

    entered(event, THREE)

    assert states() == [State.CONFIRMED, State.CONFIRMED, State.WAITLISTED]
    assert seats_audit.differences() == []


def test_nobody_is_passed_over_by_a_list():
    event = make_event(capacity=1)
    make_registration(event)
    make_registration(event, State.WAITLISTED)

    entered(event, THREE)

    assert states()[2:] == [State.WAITLISTED] * 3


def test_where_the_director_decides_the_list_goes_to_the_inbox(letters):
    entered(make_event(needs_approval=True), THREE)

    assert states() == [State.PENDING] * 3
    assert {name for name, _to in letters()} == {"received"}


def test_the_team_sits_outside_the_public_seats():
    event = make_event(capacity=1, team_seats=2)

    list_import = brought(event, THREE, role="team")

    assert notes(list_import, event)[4] == ("All seats for the team are taken.",)
    entered(event, THREE, role="team")
    assert states() == [State.CONFIRMED] * 2
    assert (event.pool(PoolKind.EVENT).taken, event.pool(PoolKind.TEAM).taken) == (0, 2)


def test_a_list_has_one_contingent():
    event = make_event(capacity=9, contingents={"Science": 1, "Press": 5})
    science = pool_named(event, "Science")

    entered(event, THREE, pools=[science.id])

    assert states() == [State.CONFIRMED, State.WAITLISTED, State.WAITLISTED]
    assert pool_named(event, "Press").taken == 0


def test_guests_who_are_known_as_members_come_as_members():
    make_person(make_member(), given_name="Ada0", email="ada0@example.org")

    entered(make_event(), THREE, role="guest")

    assert [r.role for r in registered()] == [
        RegistrationRole.MEMBER,
        RegistrationRole.GUEST,
        RegistrationRole.GUEST,
    ]


def test_whoever_is_registered_already_is_left_alone():
    event = make_event()
    ada = make_registration(
        event, given_name="Ada1", family_name="King", email="ada1@example.org"
    )

    list_import = entered(event, THREE)

    assert list_import.counts == {"entered": 2, "double": 1}
    assert list_import.left_out == [
        [3, "Ada1 King", "double", [f"Ist schon angemeldet: {ada.reference}."]]
    ]


def test_the_same_list_twice_enters_nobody_twice():
    event = make_event()
    entered(event)

    assert plan_of(brought(event), event).counts == {Outcome.DOUBLE: 3}


def test_a_form_that_was_never_confirmed_is_entered():
    event = make_event()
    make_registration(
        event,
        State.UNVERIFIED,
        given_name="Ada1",
        family_name="King",
        email="ada1@example.org",
    )

    entered(event, THREE)

    assert states() == [State.CONFIRMED] * 3


@pytest.mark.parametrize(
    ("row", "note"),
    [
        ("Ada;King;x;", "“x” is no e-mail address that our letters reach."),
        (";;a@example.org;Ada AG", "The person has no name."),
        ("=1+1;King;;", "Given name is a formula: “=1+1”."),
        ("---;;;", "Given name “---” has no letter."),
        ("Ada;🙂;;", "Family name “🙂” has no letter."),
    ],
)
def test_errors_leave_their_row_out_and_no_other(row, note):
    event = make_event()
    body = f"{HEAD}\n{row}\nBen;Berg;ben@example.org;".encode()

    assert notes(brought(event, body), event)[2] == (note,)
    assert entered(event, body).counts == {"entered": 1, "error": 1}


def test_a_dash_for_the_name_on_the_badge_is_left_out_and_said():
    event = make_event()
    body = f"{HEAD};Badge\nAda;King;ada@example.org;;-".encode()

    [note] = notes(brought(event, body), event)[2]
    entered(event, body)

    assert note == "Name on the badge “-” is not understood and left out."
    assert [each.badge_name for each in registered()] == [""]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"capacity": 9}, "3 people would be entered. 9 seats are free."),
        (
            {"capacity": 1},
            "3 people would be entered. Only 1 seat is free: the others join the "
            "waitlist.",
        ),
        (
            {"line_paused": True},
            "3 people would be entered. The organiser has stopped the waitlist for "
            "now: nobody moves up until it goes on. They join the waitlist.",
        ),
        (
            {"needs_approval": True},
            "3 people would be entered. They go to the inbox, where each one is "
            "decided on.",
        ),
    ],
)
def test_the_preview_says_whether_there_are_seats(values, words):
    event = make_event(**values)
    plan = plan_of(brought(event, THREE), event)

    with force_locale("en"):
        assert arrivals.outlook(event, plan, {}) == words


@pytest.mark.parametrize("contact", [3, 99])
def test_a_contact_without_an_address_stops_the_import(contact):
    with pytest.raises(services.ContactIsMissing):
        entered(make_event(), contact=contact)

    assert registered() == []


def test_the_contact_may_be_registered_already(letters):
    event = make_event()
    make_registration(
        event,
        given_name="Mehmet",
        family_name="Öztürk",
        email="mehmet@example.org",
        company="Bursa Odası",
    )

    entered(event, contact=2)

    assert letters() == [("list_entered", "mehmet@example.org")]


def test_a_cancelled_event_takes_no_list():
    with pytest.raises(SignUpIsClosed):
        entered(make_event(state=EventState.CANCELLED))


def test_a_list_that_is_outdated_enters_nobody():
    event = make_event()
    list_import = brought(event, THREE)
    seen = plan_of(list_import, event).digest
    make_registration(
        event, given_name="Ada1", family_name="King", email="ada1@example.org"
    )

    with pytest.raises(ListHasChanged), write_tx():
        services.import_registrations(list_import, event, seen=seen, by=OLE)

    assert len(registered()) == 1


def test_a_list_is_entered_once():
    event = make_event()
    list_import = entered(event)

    with pytest.raises(ImportIsOver), write_tx():
        services.import_registrations(list_import, event, seen="", by=OLE)


def test_the_log_says_that_it_was_a_list():
    entered(make_event())

    moves = db.session.scalars(sa.select(RegistrationMove)).all()
    assert {(move.actor_kind, move.actor) for move in moves} == {
        (ActorKind.IMPORT, "OLE")
    }


def test_undoing_withdraws_everybody_and_tells_those_with_an_address(letters):
    event = make_event()
    list_import = entered(event)
    before = len(letters())

    undo(list_import)

    assert {(r.state, r.moves[-1].why) for r in registered()} == {
        (State.CANCELLED, Why.WITHDRAWN)
    }
    assert letters()[before:] == [("cancelled", "mehmet@example.org")]
    assert event.pool(PoolKind.EVENT).taken == 0
    assert set(kept(list_import).values()) == {None}


def test_nobody_of_the_list_moves_up_while_it_is_undone(letters):
    list_import = entered(make_event(capacity=2), THREE)
    before = len(letters())

    undo(list_import)

    assert sorted(letters()[before:]) == [
        ("cancelled", f"ada{number}@example.org") for number in range(3)
    ]


def test_undoing_passes_the_seats_on(letters):
    event = make_event(capacity=3, offer_hours=0)
    list_import = entered(event)
    make_registration(event, State.WAITLISTED, email="ben@example.org")

    undo(list_import)

    assert states()[3] is State.CONFIRMED
    assert letters().count(("confirmed", "ben@example.org")) == 1


def test_undoing_leaves_who_was_changed_or_has_left():
    event = make_event()
    list_import = entered(event)
    mehmet, sukru, _isa = registered()
    with write_tx():
        change_details(mehmet, {"position": "Başkan"}, by=OLE)
    with write_tx():
        cancel(sukru, by=OLE)

    undo(list_import)

    assert kept(list_import) == {2: Kept.CHANGED, 3: Kept.GONE, 4: None}
    assert states() == [State.CONFIRMED, State.CANCELLED, State.CANCELLED]


def test_sixty_people_are_one_list():
    event = make_event(capacity=45)
    lines = [f"Gast{n};Öz;;Bursa Odası" for n in range(59)]
    body = "\n".join(
        [DELEGATION.decode().splitlines()[0], *lines, "Lea;Lead;l@example.org;"]
    )

    entered(event, body.encode(), contact=61)

    assert states().count(State.CONFIRMED) == 45
    assert states().count(State.WAITLISTED) == 15
