"""What an event costs goes along to its copy; its dates go along with the start."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.money import queries, rules, services
from eventreg.registrations.money.models import Fee, FeePlan, FeeStep


def copy_fees(event: Event, *, copy: Event, **_others: Any) -> None:
    """``copy`` costs what ``event`` costs; dates keep their distance to the start."""
    db.session.flush()
    plan = queries.plan_of(event)
    if plan is None:
        return
    later = copy.starts_local.date() - event.starts_local.date()
    db.session.add(
        FeePlan(
            event_id=copy.id,
            due_on=plan.due_on and plan.due_on + later,
            fees=[
                Fee(role=fee.role, amount_cents=fee.amount_cents) for fee in plan.fees
            ],
            steps=[
                FeeStep(from_on=d, percent=p) for d, p in _steps(plan, later).items()
            ],
        )
    )


def move_dates(
    event: Event, *, changes: Mapping[str, list[Any]], by: Actor, **_others: Any
) -> None:
    """With another start the steps of cancelling move, and a due date to come."""
    plan = queries.plan_of(event)
    if plan is None or not has_dates(event) or "starts_local" not in changes:
        return
    old, new = map(datetime.fromisoformat, changes["starts_local"])
    later = new.date() - old.date()
    due_on = plan.due_on
    if due_on is not None and not rules.is_overdue(plan, rules.today(event)):
        due_on += later
    services.set_fees(
        event,
        fees={fee.role: fee.amount_cents for fee in plan.fees},
        due_on=due_on,
        steps=_steps(plan, later),
        by=by,
    )


def has_dates(event: Event) -> bool:
    """Whether anything that ``event`` costs hangs on a date."""
    plan = queries.plan_of(event)
    return plan is not None and bool(plan.due_on or plan.steps)


def _steps(plan: FeePlan, later: timedelta) -> dict[date, int]:
    return {step.from_on + later: step.percent for step in plan.steps}
