"""Somebody else comes instead; and one person who registered twice."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.errors import MoveNotAllowed
from eventreg.events.states import PoolKind
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import queries, services
from eventreg.registrations.models import PhotoLevel, What
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import RegistrationRole, State, Why
from tests.factories import make_event, make_party, make_registration, pool_named

pytestmark = pytest.mark.usefixtures("app")

OLE = Actor(ActorKind.STAFF, "ole")


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def ben(**values):
    given = {"given_name": "Ben", "family_name": "Klug", "email": "ben@example.org"}
    return services.Applicant(**given | values, language="en")


def substitute(old, *, by=None, **values):
    return do(services.substitute, old, ben(**values), by=by or Actor.person(old))


def test_the_seat_changes_hands_and_is_not_passed_on(letters):
    event = make_event(capacity=1, contingents={"science": 1})
    ada = make_registration(
        event, email="ada@example.org", pools=[pool_named(event, "science")]
    )
    waiting = make_registration(event, State.WAITLISTED)

    new = substitute(ada)

    assert (ada.state, new.state) == (State.CANCELLED, State.CONFIRMED)
    assert waiting.state == State.WAITLISTED
    assert event.pool(PoolKind.EVENT).taken == 1
    assert letters() == [
        ("substituted", "ada@example.org"),
        ("confirmed", "ben@example.org"),
    ]
    assert [m.why for m in (ada.moves[-1], new.moves[-1])] == [Why.SUBSTITUTED] * 2
    assert differences() == []


def test_the_new_person_starts_with_own_consents():
    ada = make_registration(
        make_event(),
        show_name=True,
        photo_level=PhotoLevel.PUBLIC,
        role=RegistrationRole.PRESS,
    )

    new = substitute(ada)

    assert (new.show_name, new.photo_level) == (False, PhotoLevel.NONE)
    assert (new.role, new.was_named) == (RegistrationRole.PRESS, True)


def test_who_is_registered_cannot_take_over_and_the_page_does_not_say_why():
    event = make_event()
    ada = make_registration(event)
    make_registration(event, **vars_of(ben()))

    with pytest.raises(services.CannotTakeOver):
        substitute(ada)

    assert ada.state == State.CONFIRMED


def vars_of(applicant):
    names = ("given_name", "family_name", "email")
    return {name: getattr(applicant, name) for name in names}


@pytest.mark.parametrize("state", [State.PENDING, State.WAITLISTED, State.OFFERED])
def test_only_a_seat_can_be_handed_over(state):
    ada = make_registration(make_event(), state)

    with pytest.raises(MoveNotAllowed):
        substitute(ada)


def test_nothing_is_handed_over_once_the_event_has_begun():
    ada = make_registration(make_event(starts_in=timedelta(hours=1)))

    with clock.at(clock.now() + timedelta(hours=2)), pytest.raises(MoveNotAllowed):
        substitute(ada)


def a_request():
    event = make_event(capacity=1, needs_approval=True, accept_hours=24)
    ada = make_registration(event, email="ada@example.org")
    return event, ada, substitute(ada)


def test_where_the_director_decides_it_is_a_request_and_the_seat_is_kept(letters):
    event, ada, new = a_request()

    assert (ada.state, new.state) == (State.CONFIRMED, State.PENDING)
    assert [row.registration for row in queries.inbox()] == [new]
    assert [c.what for c in ada.changes] == [What.SUBSTITUTE]
    assert letters() == [("received", "ben@example.org")]
    with pytest.raises(services.OneIsAsked):
        substitute(ada, given_name="Cyd", email="cyd@example.org")
    assert event.pool(PoolKind.EVENT).taken == 1


def test_granting_the_request_hands_over_without_anything_to_accept(letters):
    event, ada, new = a_request()

    assert do(services.approve, new, by=OLE) == State.CONFIRMED

    assert (ada.state, event.pool(PoolKind.EVENT).taken) == (State.CANCELLED, 1)
    assert letters()[1:] == [
        ("substituted", "ada@example.org"),
        ("confirmed", "ben@example.org"),
    ]
    with pytest.raises(services.TooLateToUndo):
        do(services.undo, new, by=OLE)
    assert differences() == []


def test_a_declined_request_leaves_the_seat_where_it_is():
    _event, ada, new = a_request()

    do(services.decline, new, by=OLE)

    assert (ada.state, new.state) == (State.CONFIRMED, State.DECLINED)
    rows = db.session.query(Letter).filter_by(state="held").order_by(Letter.id)
    assert [(row.letter, row.to) for row in rows] == [
        ("declined", "ben@example.org"),
        ("substitute_declined", "ada@example.org"),
    ]

    do(services.undo, new, by=OLE)
    assert db.session.query(Letter).filter_by(state="held").count() == 0


def test_who_gives_up_meanwhile_leaves_an_ordinary_application():
    event, ada, new = a_request()
    waiting = make_registration(event, State.WAITLISTED)

    do(services.cancel, ada, by=Actor.person(ada))

    assert waiting.state == State.CONFIRMED
    assert do(services.approve, new, by=OLE) == State.WAITLISTED
    assert differences() == []


def test_staff_name_a_substitute_without_asking():
    ada = make_registration(make_event(needs_approval=True))

    assert substitute(ada, by=OLE).state == State.CONFIRMED


def test_a_substitute_of_the_lead_has_signed_nobody_up():
    ada, companion = make_party(make_event())

    new = substitute(ada)

    assert (companion.lead, new.lead, new.companions) == (ada, None, [])


def test_who_is_without_an_address_is_still_written_about_to_who_signed_them_up(
    letters,
):
    event = make_event()
    ada = make_registration(event, email="ada@example.org")
    cyd = make_registration(event, lead_id=ada.id, email=None)
    substitute(ada)

    do(services.cancel, cyd, by=OLE)

    assert letters()[-1] == ("cancelled", "ada@example.org")


def test_a_substitute_of_who_leads_a_party_comes_with_it_but_does_not_lead():
    event = make_event(only_together=True)
    ada, cyd, dan = make_party(event, size=3, together=True)

    new = substitute(ada)

    assert (cyd.head_id, dan.head_id, new.head_id) == (None, cyd.id, cyd.id)
    assert [each.together for each in (ada, cyd, dan, new)] == [False, True, True, True]
    assert [c.what for c in (*cyd.changes, *dan.changes)] == [What.PARTY] * 2


def test_a_substitute_stands_in_the_party_where_a_companion_stood():
    event = make_event(only_together=True)
    ada, cyd, dan = make_party(event, size=3, together=True)

    new = substitute(cyd)

    assert (new.head_id, new.together, new.lead) == (ada.id, True, ada)
    assert (dan.head_id, ada.changes, dan.changes) == (ada.id, [], [])


def test_of_two_registrations_the_further_one_is_kept_and_the_seat_goes_on(letters):
    event = make_event(capacity=2)
    first = make_registration(event, email="ada@example.org")
    second = make_registration(event, email="ada@work.example", message="Vegan")
    waiting = make_registration(event, State.WAITLISTED, email="w@example.org")

    kept = do(services.merge, second, first, by=OLE)

    assert kept is first
    assert (second.state, second.moves[-1].note) == (State.CANCELLED, first.reference)
    assert (first.message, waiting.state) == ("Vegan", State.CONFIRMED)
    assert letters() == [
        ("merged", "ada@work.example"),
        ("confirmed", "w@example.org"),
    ]


def test_who_waits_is_merged_into_who_comes():
    event = make_event()
    waiting = make_registration(event, State.WAITLISTED)
    comes = make_registration(event, State.CONFIRMED)

    assert do(services.merge, waiting, comes, by=OLE) is comes


def test_only_two_of_one_event_are_merged():
    ada, other = make_registration(make_event()), make_registration(make_event())

    for second in (ada, other):
        with pytest.raises(services.NotTheSameEvent):
            do(services.merge, ada, second, by=OLE)


def test_who_gave_the_seat_away_reads_that_nobody_took_it(letters):
    event = make_event(capacity=1)
    ada = make_registration(event, email="ada@example.org")
    waiting = make_registration(event, State.WAITLISTED)
    new = substitute(ada)

    do(services.not_me, new)

    assert (ada.state, waiting.state) == (State.CANCELLED, State.CONFIRMED)
    assert letters()[2:] == [
        ("substitute_gone", "ada@example.org"),
        ("confirmed", waiting.email),
    ]
    text = rendered("substitute_gone")
    assert "The seat is no longer yours" in text
    assert "You keep your seat" not in text


def test_who_only_asked_reads_that_the_seat_stays(letters):
    ada = make_registration(make_event(needs_approval=True), email="ada@example.org")
    new = substitute(ada)

    do(services.not_me, new)

    assert ada.state == State.CONFIRMED
    assert letters()[1:] == [("substitute_gone", "ada@example.org")]
    text = rendered("substitute_gone")
    assert "You keep your seat" in text
    assert "no longer yours" not in text


def rendered(letter):
    row = db.session.query(Letter).filter_by(letter=letter).one()
    return render(row, current_sender()).text


def confirmed_text(to):
    rows = db.session.query(Letter).filter_by(letter="confirmed", to=to)
    return render(rows.order_by(Letter.id.desc()).first(), current_sender()).text


def test_who_takes_over_a_seat_reads_whose_it_was():
    new = substitute(make_registration(make_event(), given_name="Ada"))

    assert "You take over the seat of Ada" in confirmed_text(new.email)


def test_who_comes_back_after_giving_the_seat_up_takes_over_nobodys(client):
    new = substitute(make_registration(make_event(), given_name="Ada"))
    do(services.cancel, new, by=Actor.person(new))

    do(services.reinstate, new, by=OLE)

    own = client.get(f"/my/{new.token}").text
    assert "You take over the seat" not in confirmed_text(new.email)
    assert "You take over the seat" not in own
    assert "named you to come instead" not in own


def test_who_was_to_take_over_a_seat_that_is_gone_gets_an_own_one():
    event = make_event(capacity=2, needs_approval=True)
    ada = make_registration(event)
    new = substitute(ada)
    do(services.cancel, ada, by=Actor.person(ada))

    do(services.approve, new, by=OLE)

    assert new.state is State.CONFIRMED
    assert "You take over the seat" not in confirmed_text(new.email)
