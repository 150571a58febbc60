"""What people owe: fees follow the life of a registration, never the other way."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.errors import MoveNotAllowed
from eventreg.events.states import Kind, PoolKind
from eventreg.registrations import services as registrations
from eventreg.registrations.money import queries, rules, services
from eventreg.registrations.money.models import FeePlan, FeeStep
from eventreg.registrations.money.states import MARKS, PaymentState
from eventreg.registrations.money.whose import Money
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_event, make_fees, make_registration

pytestmark = pytest.mark.usefixtures("app")

WORKER = Actor.worker()
GUEST, MEMBER = RegistrationRole.GUEST, RegistrationRole.MEMBER

#: How somebody stands who has a seat for 120 euros.
STANDS = {
    PaymentState.DUE: Money(12_000),
    PaymentState.PAID: Money(12_000, 12_000),
    PaymentState.WAIVED: Money(12_000, is_waived=True),
    PaymentState.REFUND_DUE: Money(0, 12_000),
}


def stands(registration):
    """State and cents; ``None``: nothing is due."""
    db.session.expire_all()
    money = queries.money_of(registration)
    return (money.state, money.cents) if money.state else None


def confirmed(event, *, is_told=True, **values):
    """Somebody who waited for the decision and has a seat now."""
    ada = make_registration(event, State.PENDING, **values)
    with write_tx():
        registrations.approve(ada, by=WORKER)
        if is_told:
            ada.decision_shown_at = None
    assert ada.state is State.CONFIRMED
    return ada


def cancel(registration, *, by=WORKER):
    with write_tx():
        registrations.cancel(registration, by=by, note="")


def mark(registration, state):
    with write_tx():
        services.mark(registration, state, by=WORKER)


@pytest.fixture
def event():
    found = make_event(needs_approval=True, starts_in=timedelta(days=60))
    make_fees(found, {GUEST: 12_000, MEMBER: 9_000})
    return found


@pytest.mark.parametrize(
    ("role", "owes"),
    [
        (GUEST, (PaymentState.DUE, 12_000)),
        (MEMBER, (PaymentState.DUE, 9_000)),
        (RegistrationRole.PRESS, None),
    ],
    ids=["guest", "member", "press"],
)
def test_who_gets_a_seat_owes_the_fee_of_the_role(event, role, owes):
    assert stands(confirmed(event, role=role)) == owes


def test_whoever_waits_or_applies_owes_nothing(event):
    for state in (State.PENDING, State.WAITLISTED, State.UNVERIFIED):
        assert stands(make_registration(event, state)) is None


def test_where_nothing_costs_nothing_is_written():
    ada = confirmed(make_event(needs_approval=True))

    assert stands(ada) is None


def test_the_fee_holds_no_seat_and_frees_none(event):
    ada = confirmed(event)

    mark(ada, PaymentState.WAIVED)

    assert (ada.state, event.pool(PoolKind.EVENT).taken) == (State.CONFIRMED, 1)


def test_a_new_fee_reaches_who_owes_it_and_not_who_has_paid(event):
    ada, ben = confirmed(event), confirmed(event, email="ben@example.org")
    mark(ada, PaymentState.PAID)

    make_fees(event, {GUEST: 15_000})

    assert stands(ada) == (PaymentState.PAID, 12_000)
    assert stands(ben) == (PaymentState.DUE, 15_000)


def test_a_new_role_changes_what_is_due(event):
    ada = confirmed(event)

    with write_tx():
        registrations.choose(ada, [], by=WORKER, language="en", role=MEMBER)

    assert stands(ada) == (PaymentState.DUE, 9_000)


@pytest.mark.parametrize(
    ("from_now", "percent", "cost"),
    [(1, 50, 0), (0, 50, 6_000), (-5, 100, 12_000)],
    ids=["before the first step", "on its first day", "all of it"],
)
def test_cancelling_costs_what_the_ladder_says(event, from_now, percent, cost):
    day = rules.today(event) + timedelta(days=from_now)
    make_fees(event, {GUEST: 12_000}, steps={day: percent})
    ada, ben = confirmed(event), confirmed(event, email="ben@example.org")
    mark(ben, PaymentState.PAID)

    cancel(ada, by=Actor.person(ada))
    cancel(ben, by=Actor.person(ben))

    left = 12_000 - cost
    assert stands(ada) == ((PaymentState.DUE, cost) if cost else None)
    expected = (PaymentState.REFUND_DUE, left) if left else (PaymentState.PAID, 12_000)
    assert stands(ben) == expected


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2027, 4, 30), 0),
        (date(2027, 5, 1), 25),
        (date(2027, 5, 31), 25),
        (date(2027, 6, 1), 80),
    ],
)
def test_of_several_steps_the_latest_that_has_begun_counts(day, percent):
    steps = {date(2027, 5, 1): 25, date(2027, 6, 1): 80}
    plan = FeePlan(steps=[FeeStep(from_on=d, percent=p) for d, p in steps.items()])

    assert rules.percent_on(plan, day) == percent


def test_what_the_organiser_ends_costs_nobody_anything(event):
    make_fees(event, {GUEST: 12_000}, steps={rules.today(event): 100})
    ada, ben = confirmed(event), confirmed(event, email="ben@example.org")
    mark(ben, PaymentState.PAID)

    with write_tx():
        registrations.end_all(event, by=WORKER, reason={})

    assert stands(ada) is None
    assert stands(ben) == (PaymentState.REFUND_DUE, 12_000)


def test_an_approval_taken_back_owes_nothing(event):
    ada = confirmed(event, is_told=False)

    with write_tx():
        registrations.undo(ada, by=WORKER)

    assert stands(ada) is None


@pytest.mark.parametrize("old", PaymentState)
@pytest.mark.parametrize("new", [None, *PaymentState])
def test_only_listed_marks_are_taken(event, old, new):
    ada = confirmed(event)
    with write_tx():
        queries.payment_of(ada).money = STANDS[old]

    if new in MARKS[old]:
        mark(ada, new)
        assert (stands(ada) or (None, 0))[0] == new
    else:
        with pytest.raises(MoveNotAllowed):
            mark(ada, new)


def test_each_change_is_noted(event):
    ada = confirmed(event)
    mark(ada, PaymentState.PAID)

    noted = db.session.scalars(
        sa.select(AuditEntry)
        .filter_by(act="registration.payment", target=ada.reference)
        .order_by(AuditEntry.id)
    )

    assert [entry.changes["payment"] for entry in noted] == [
        [None, "due"],
        ["due", "paid"],
    ]


def test_a_trip_with_a_fee_is_decided_as_before(event):
    trip = make_event(kind=Kind.TRIP, needs_approval=True, accept_hours=168)
    make_fees(trip, {GUEST: 148_000}, due_on=clock.today())
    ada = make_registration(trip, State.PENDING)

    with write_tx():
        registrations.approve(ada, by=WORKER)

    assert (ada.state, stands(ada)) == (State.OFFERED, None)
