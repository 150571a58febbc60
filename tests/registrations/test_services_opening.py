"""When people can sign up: members first, until when, and who comes late."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.registrations import queries, services
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import (
    letters_leave,
    make_event,
    make_member,
    make_person,
    make_registration,
)

pytestmark = pytest.mark.usefixtures("app")

OLE = Actor(ActorKind.STAFF, "ole")


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def in_days(days, zone="Europe/Berlin"):
    return clock.to_local(clock.now() + timedelta(days=days), zone)


def applicant(email="ada@example.org"):
    return services.Applicant(
        given_name="Ada", family_name="King", email=email, language="en"
    )


def signed_up(event, email="ada@example.org"):
    draft = do(services.sign_up, event, applicant(email))
    return db.session.get(Registration, draft.registration_id)


def for_members(**columns):
    """Members can sign up; in five days everybody can."""
    return make_event(members_open_local=in_days(-1), opens_local=in_days(5), **columns)


def a_member():
    return make_person(
        make_member("Acme"),
        given_name="Ada",
        family_name="King",
        email="ada@example.org",
    )


def test_before_anybody_can_nobody_signs_up():
    event = make_event(members_open_local=in_days(1), opens_local=in_days(5))
    a_member()

    with pytest.raises(services.SignUpIsClosed):
        do(services.sign_up, event, applicant())


def test_a_member_signs_up_before_the_others():
    a_member()
    ada = signed_up(for_members())

    assert do(services.verify, ada) == State.CONFIRMED
    assert ada.is_member


def test_a_guest_keeps_the_form_and_confirms_once_everybody_can():
    guest = signed_up(for_members())

    with pytest.raises(services.NotOpenForEverybody):
        do(services.verify, guest)
    db.session.refresh(guest)
    assert (guest.state, guest.verified_at) == (State.UNVERIFIED, None)

    with clock.at(clock.now() + timedelta(days=6)):
        assert do(services.verify, guest) == State.CONFIRMED


def test_nobody_confirms_once_staff_have_moved_the_opening_on():
    a_member()
    event = for_members()
    member, guest = signed_up(event), signed_up(event, "ben@example.org")
    move_opening(event, members=2, everybody=9)

    for each in (member, guest):
        with pytest.raises(services.NotOpenForEverybody):
            do(services.verify, each)

    with clock.at(clock.now() + timedelta(days=3)):
        assert do(services.verify, member) == State.CONFIRMED
        with pytest.raises(services.NotOpenForEverybody):
            do(services.verify, guest)
    with clock.at(clock.now() + timedelta(days=10)):
        assert do(services.verify, guest) == State.CONFIRMED


def test_nor_where_everybody_could_sign_up_before():
    event = make_event()
    guest = signed_up(event)
    move_opening(event, members=None, everybody=9)

    with pytest.raises(services.NotOpenForEverybody):
        do(services.verify, guest)


def move_opening(event, *, members, everybody):
    with write_tx():
        event.opens_local = in_days(everybody)
        event.opens_at = clock.to_utc(event.opens_local, event.timezone)
        event.members_open_local = None if members is None else in_days(members)
        event.members_open_at = event.members_open_local and clock.to_utc(
            event.members_open_local, event.timezone
        )


def test_such_a_form_is_kept_for_a_week_after_the_opening():
    signed_up(for_members())
    letters_leave()

    with clock.at(clock.now() + timedelta(days=11)):
        assert do(services.forget_unverified) == 0
    with clock.at(clock.now() + timedelta(days=13)):
        assert do(services.forget_unverified) == 1


def test_a_member_stands_before_all_guests_where_the_event_says_so():
    a_member()
    event = make_event(capacity=0, members_first=True)
    ben = make_registration(event, State.WAITLISTED)
    mia = make_registration(event, State.WAITLISTED, is_member=True)
    ada = signed_up(event)

    do(services.verify, ada)

    assert [queries.place_in_line(r) for r in (mia, ada, ben)] == [1, 2, 3]


def test_a_member_takes_the_seat_that_guests_wait_for_behind_a_standing_line():
    a_member()
    event = make_event(capacity=1, members_first=True, starts_in=timedelta(hours=2))
    make_registration(event, State.WAITLISTED)
    guest = make_registration(event, State.UNVERIFIED)
    ada = signed_up(event)

    assert do(services.verify, guest) == State.WAITLISTED
    assert do(services.verify, ada) == State.CONFIRMED


def late(**columns):
    """The deadline was two days ago."""
    return make_event(deadline_local=in_days(-2), **columns)


def test_a_late_application_waits_in_the_inbox_marked_late():
    ada = signed_up(late(takes_late=True, needs_approval=True))

    assert do(services.verify, ada) == State.PENDING
    assert "late" in queries.inbox()[0].flags


@pytest.mark.parametrize(
    "columns",
    [{"needs_approval": True}, {"takes_late": True}],
    ids=["not wanted", "nobody decides"],
)
def test_who_comes_late_elsewhere_comes_too_late(columns):
    with pytest.raises(services.SignUpIsClosed):
        do(services.sign_up, late(**columns), applicant())


def test_an_application_in_time_is_not_marked_late():
    event = make_event(deadline_local=in_days(1), takes_late=True, needs_approval=True)
    do(services.verify, signed_up(event))

    assert queries.inbox()[0].flags == ()


def test_the_deadline_is_the_first_instant_that_is_too_late():
    start = clock.now().replace(second=0, microsecond=0) + timedelta(days=3)
    event = make_event(deadline_local=clock.to_local(start, "Europe/Berlin"))

    with clock.at(start - timedelta(microseconds=1)):
        ada = signed_up(event)
    with clock.at(start), pytest.raises(services.SignUpIsClosed):
        do(services.sign_up, event, applicant("ben@example.org"))
    with clock.at(start + timedelta(hours=24)):
        assert do(services.verify, ada) == State.CONFIRMED
