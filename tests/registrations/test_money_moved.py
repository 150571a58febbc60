"""A postponed event: what is to be paid, and what cancelling costs, moves along."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.events import services
from eventreg.registrations.money.queries import plan_of
from tests.factories import make_event, make_fees
from tests.house import text_of

START = datetime(2027, 9, 16, 19, 30)


@pytest.fixture
def event(app, clock_at):
    clock_at(clock.to_utc(datetime(2027, 5, 20, 12, 0), "Europe/Berlin"))
    return make_event(starts_local=START, ends_local=START + timedelta(hours=3))


def postpone(event, **later):
    values = {
        "starts_local": event.starts_local + timedelta(**later),
        "ends_local": event.ends_local + timedelta(**later),
    }
    with write_tx():
        services.postpone(event, values, by=Actor.worker())
    return plan_of(event)


def steps_of(plan):
    return [(step.from_on, step.percent) for step in plan.steps]


def test_due_date_and_steps_move_by_as_many_days_as_the_start(event):
    steps = {date(2027, 5, 1): 50, date(2027, 9, 9): 100}
    make_fees(event, due_on=date(2027, 6, 1), steps=steps)

    plan = postpone(event, days=7, hours=2)

    assert plan.due_on == date(2027, 6, 8)
    assert steps_of(plan) == [(date(2027, 5, 8), 50), (date(2027, 9, 16), 100)]
    assert [fee.amount_cents for fee in plan.fees] == [12_000]


def test_a_due_date_that_has_passed_stays(event):
    make_fees(event, due_on=date(2027, 5, 19), steps={date(2027, 9, 9): 100})

    plan = postpone(event, days=7)

    assert plan.due_on == date(2027, 5, 19)
    assert steps_of(plan) == [(date(2027, 9, 16), 100)]


def test_another_place_moves_no_date_and_is_no_change_of_fees(event):
    make_fees(event, due_on=date(2027, 6, 1))
    with write_tx():
        services.postpone(event, {"place_name": "Rathaus"}, by=Actor.worker())

    acts = sa.select(AuditEntry).where(AuditEntry.act == "event.fees_changed")
    assert plan_of(event).due_on == date(2027, 6, 1)
    assert len(db.session.scalars(acts).all()) == 1


@pytest.mark.parametrize(
    ("fees", "is_said"),
    [
        ({"due_on": date(2027, 6, 1)}, True),
        ({"steps": {date(2027, 9, 9): 100}}, True),
        ({}, False),
    ],
    ids=["due date", "steps", "no dates"],
)
def test_the_page_says_so_beforehand(client, sign_in, event, fees, is_said):
    make_fees(event, **fees)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/postpone").page

    said = "The day until which the fee is to be paid moves along" in text_of(page.main)
    assert said is is_said
