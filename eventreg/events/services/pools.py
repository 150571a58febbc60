"""The pools of an event: how many seats, contingents, sessions and choices."""

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError, Gone
from eventreg.events import lookups, rules, signals
from eventreg.events.models import Event, SeatPool
from eventreg.events.pool_addresses import ADDED, keep_addresses
from eventreg.events.services.editing import Changes, locked, tell
from eventreg.events.states import ContingentRole, PoolKind

#: More contingents or sessions than this no form can show.
MOST_POOLS = 40


def set_capacity(event: Event, pool: SeatPool, capacity: int, *, by: Actor) -> int:
    """Give ``pool`` of ``event`` another number of seats.

    :returns: how many people moved up the line onto them.
    :raises DomainError: fewer than are taken, or not a number that makes sense.
    """
    event = locked(event)
    rules.check_capacity(capacity, taken=pool.taken)
    before = pool.capacity
    if capacity == before:
        return 0
    waiting = lookups.people_waiting(event)
    pool.capacity = capacity
    tell(event, {f"capacity {_called(pool)}": [before, capacity]}, by=by)
    if capacity > before:
        db.session.flush()
        signals.capacity_raised.send(event, pool=pool, by=by)
    return waiting - lookups.people_waiting(event)


def add_pool(
    event: Event,
    kind: PoolKind,
    *,
    names: Mapping[str, str],
    capacity: int,
    by: Actor,
    cap_percent: int | None = None,
    role: ContingentRole | None = None,
) -> SeatPool:
    """A contingent, a session or a choice with seats of its own.

    :param names: by language; the event's first one is needed.
    :param cap_percent: of a contingent; above it the inbox warns.
    :param role: of a contingent; as what those come who choose it.
    :raises DomainError: no name, too many pools, or a number that makes no sense.
    """
    event = locked(event)
    if kind not in ADDED:
        raise ValueError(f"{kind} comes with the event")
    if len(event.pools) >= MOST_POOLS:
        raise DomainError(_("These are as many as a form can show."))
    rules.check_capacity(capacity)
    _check_names(event, names)
    pool = SeatPool(
        kind=kind,
        names=dict(names),
        capacity=capacity,
        cap_percent=cap_percent,
        role=role,
    )
    event.pools.append(pool)
    keep_addresses(event)
    db.session.flush()
    tell(event, {f"capacity {_called(pool)}": [None, capacity]}, by=by)
    return pool


def edit_pool(
    event: Event,
    pool: SeatPool,
    *,
    names: Mapping[str, str],
    capacity: int,
    by: Actor,
    cap_percent: int | None = None,
    role: ContingentRole | None = None,
) -> int:
    """Change names, share, role and seats of a pool that staff added.

    Who has signed up already keeps the role.

    :returns: how many people moved up the line onto new seats.
    :raises DomainError: fewer seats than are taken, or no name.
    """
    event = locked(event)
    _check_names(event, names)
    keep_addresses(event)
    changes: Changes = {}
    values = {"names": dict(names), "cap_percent": cap_percent, "role": role}
    for column, new in values.items():
        old = getattr(pool, column)
        if old != new:
            setattr(pool, column, new)
            changes[f"{column} {_called(pool)}"] = [old, new]
    if changes:
        tell(event, changes, by=by)
    return set_capacity(event, pool, capacity, by=by)


def remove_pool(event: Event, pool: SeatPool, *, by: Actor) -> None:
    """Take a pool away that nobody has asked for.

    :raises DomainError: registrations need it.
    :raises Gone: another event's, or one that comes with each event.
    """
    event = locked(event)
    if pool.kind not in ADDED or pool not in event.pools:
        raise Gone
    keep_addresses(event)
    called, capacity = _called(pool), pool.capacity
    try:
        with db.session.begin_nested():
            event.pools.remove(pool)
            db.session.flush()
    except IntegrityError:
        raise DomainError(
            _(
                "Somebody has chosen this already, so it cannot be removed. "
                "Rename it, or set its seats to those taken."
            )
        ) from None
    tell(event, {f"capacity {called}": [capacity, None]}, by=by)


def _check_names(event: Event, names: Mapping[str, str]) -> None:
    if not names.get(event.language):
        raise DomainError(_("Enter a name in the first language of the event."))


def _called(pool: SeatPool) -> str:
    return f"{pool.kind} {pool.id}" if pool.kind in ADDED else str(pool.kind)
