"""From the form to a confirmed address and a seat or a place in line."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.states import PoolKind
from eventreg.registrations import queries, services
from eventreg.registrations.models import Registration
from eventreg.registrations.services import Applicant
from eventreg.registrations.states import State, Why
from tests.factories import make_event, make_registration

pytestmark = pytest.mark.usefixtures("app")


def an_applicant(**values):
    given = {
        "given_name": "Ada",
        "family_name": "Çelik",
        "email": "ada@example.org",
        "language": "tr",
    }
    return Applicant(**given | values)


def sign_up(event, applicant=None, **options):
    with write_tx():
        return services.sign_up(event, applicant or an_applicant(), **options)


def everybody():
    return list(db.session.query(Registration).order_by(Registration.id))


def verify(registration):
    with write_tx():
        return services.verify(registration)


def test_a_form_is_written_to_and_holds_no_seat(letters):
    event = make_event(capacity=1)

    sign_up(event)

    (ada,) = everybody()
    assert (ada.state, ada.search_key) == (State.UNVERIFIED, "ada celik")
    assert event.pool(PoolKind.EVENT).taken == 0
    assert letters() == [("confirm_your_address", "ada@example.org")]
    assert [(m.old, m.new, m.why) for m in ada.moves] == [
        (None, State.UNVERIFIED, Why.SIGNED_UP)
    ]


def test_seats_go_in_the_order_of_confirming(letters):
    event = make_event(capacity=1)
    ada = make_registration(event, State.UNVERIFIED, email="ada@example.org")
    ben = make_registration(event, State.UNVERIFIED, email="ben@example.org")

    assert verify(ben) == State.CONFIRMED
    assert verify(ada) == State.WAITLISTED
    assert letters() == [
        ("confirmed", "ben@example.org"),
        ("waitlisted", "ada@example.org"),
    ]


def test_confirming_twice_is_as_good_as_once(letters):
    event = make_event(capacity=5)
    ada = make_registration(event, State.UNVERIFIED)

    verify(ada)
    verify(ada)

    assert event.pool(PoolKind.EVENT).taken == 1
    assert len(letters()) == 1


def test_where_the_director_decides_an_application_holds_no_seat(letters):
    event = make_event(capacity=5, needs_approval=True)
    ada = make_registration(event, State.UNVERIFIED, email="ada@example.org")

    assert verify(ada) == State.PENDING
    assert event.pool(PoolKind.EVENT).taken == 0
    assert letters() == [("received", "ada@example.org")]


def test_a_form_sent_in_time_counts_for_a_day_after_the_deadline():
    zone = "Europe/Berlin"
    soon = clock.to_local(clock.now() - timedelta(hours=23), zone)
    late = clock.to_local(clock.now() - timedelta(hours=25), zone)
    ada = make_registration(make_event(deadline_local=soon), State.UNVERIFIED)
    ben = make_registration(make_event(deadline_local=late), State.UNVERIFIED)

    assert verify(ada) == State.CONFIRMED
    with pytest.raises(services.ConfirmedTooLate):
        verify(ben)
    assert ben.state == State.UNVERIFIED


def test_nobody_signs_up_after_the_deadline():
    yesterday = clock.to_local(clock.now() - timedelta(days=1), "Europe/Berlin")
    event = make_event(deadline_local=yesterday)

    with pytest.raises(services.SignUpIsClosed):
        sign_up(event)


def test_the_same_person_again_gets_the_link_and_the_browser_sees_no_difference(
    letters,
):
    event = make_event()
    sign_up(event)
    verify(everybody()[0])

    draft = sign_up(event, an_applicant(given_name="ADA", family_name="Celik"))

    assert len(everybody()) == 1
    assert letters()[-1] == ("already_registered", "ada@example.org")
    assert draft.values["email"] == "ada@example.org"


def test_signing_up_again_before_confirming_writes_the_same_row_anew(letters):
    event = make_event()
    sign_up(event, an_applicant(company="Old Ltd"))

    sign_up(event, an_applicant(company="New Ltd"))

    (ada,) = everybody()
    assert ada.company == "New Ltd"
    assert letters() == [("confirm_your_address", "ada@example.org")] * 2


def test_one_address_may_sign_up_somebody_else():
    event = make_event()

    sign_up(event)
    sign_up(event, an_applicant(given_name="Ben"))

    assert [r.given_name for r in everybody()] == ["Ada", "Ben"]


def test_correcting_the_address_revokes_the_first_link():
    event = make_event()
    draft = sign_up(event, an_applicant(email="adda@example.org"))
    first = everybody()[0].token

    sign_up(event, an_applicant(), replaces=draft.key)

    (ada,) = everybody()
    assert ada.email == "ada@example.org"
    assert ada.token != first
    assert queries.by_token(first) is None


def test_correcting_to_a_registered_address_drops_the_form_and_tells_nobody(letters):
    event = make_event()
    make_registration(
        event, given_name="Ada", family_name="Çelik", email="ada@example.org"
    )
    draft = sign_up(event, an_applicant(email="adda@example.org"))

    sign_up(event, an_applicant(), replaces=draft.key)

    assert [r.state for r in everybody()] == [State.CONFIRMED, State.CANCELLED]
    assert letters()[-1] == ("already_registered", "ada@example.org")


def test_after_a_decline_the_next_form_goes_to_staff():
    event = make_event(needs_approval=False)
    sign_up(event)
    (first,) = everybody()
    with write_tx():
        first.state = State.DECLINED

    sign_up(event)
    second = everybody()[1]

    assert verify(second) == State.PENDING
    assert [row.flags for row in queries.inbox()] == [("declined_before",)]


def test_that_was_not_me_ends_it(letters):
    ada = make_registration(make_event(), State.UNVERIFIED)

    with write_tx():
        services.not_me(ada)

    assert (ada.state, ada.moves[-1].why) == (State.CANCELLED, Why.NOT_ME)
    assert letters() == []


def test_not_me_does_nothing_to_a_confirmed_person():
    ada = make_registration(make_event(), State.CONFIRMED)

    with write_tx():
        services.not_me(ada)

    assert ada.state == State.CONFIRMED


def test_staff_enter_somebody_without_a_letter_to_confirm(letters):
    event = make_event(capacity=1)

    with write_tx():
        ada = services.enter(event, an_applicant(), by=Actor.worker())

    assert ada.state == State.CONFIRMED
    assert letters() == [("confirmed", "ada@example.org")]


def test_staff_do_not_enter_the_same_person_twice():
    event = make_event()
    with write_tx():
        services.enter(event, an_applicant(), by=Actor.worker())

    with pytest.raises(services.AlreadyRegistered), write_tx():
        services.enter(event, an_applicant(), by=Actor.worker())


def test_newcomers_join_a_paused_line_though_seats_are_free():
    event = make_event(capacity=5, line_paused=True)
    ada = make_registration(event, State.UNVERIFIED)

    assert verify(ada) == State.WAITLISTED


def test_after_the_cut_off_newcomers_wait_behind_those_who_wait():
    event = make_event(capacity=5, starts_in=timedelta(hours=2))
    ada = make_registration(event, State.UNVERIFIED)
    assert verify(ada) == State.CONFIRMED

    make_registration(event, State.WAITLISTED)
    cyd = make_registration(event, State.UNVERIFIED)
    assert verify(cyd) == State.WAITLISTED


def test_links_are_written_to_the_address_only(letters):
    event = make_event()
    make_registration(event, email="ada@example.org")

    with write_tx():
        services.send_links("nobody@example.org", "en")
        services.send_links("ADA@example.org", "en")

    assert letters() == [("find_my_registration", "ada@example.org")]
