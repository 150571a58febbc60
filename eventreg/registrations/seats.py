"""The seats of a registration: which it needs, taking and giving them back."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.exc import ObjectDeletedError

from eventreg.database import db
from eventreg.errors import Gone
from eventreg.events.models import Event, SeatPool
from eventreg.events.seats import give_back, lock_event, take
from eventreg.events.states import PoolKind
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.states import SEATED, TEAM_ROLES, RegistrationRole


def lock(registration: Registration) -> Registration:
    """The registration read anew, with its event locked before it.

    :raises Gone: it was deleted meanwhile.
    """
    try:
        event_id = registration.event_id
    except ObjectDeletedError:  # before this transaction, which reads it anew
        raise Gone from None
    if lock_event(event_id) is None:
        raise Gone
    again = db.session.scalar(
        sa.select(Registration)
        .where(Registration.id == registration.id)
        .options(selectinload(Registration.claims))
        .with_for_update(of=Registration)
        .execution_options(populate_existing=True)
    )
    if again is None:
        raise Gone
    return again


def locked_event(event_id: int) -> Event:
    """The event, locked. :raises Gone: it was deleted meanwhile."""
    event = lock_event(event_id)
    if event is None:
        raise Gone
    return event


def unit(registration: Registration) -> list[Registration]:
    """Those who are decided on together, locked and read anew, in id order.

    One person, or of a party that comes only together all in the same state.
    The caller holds the event's lock.
    """
    if not registration.together:
        return [registration]
    head_id = registration.head_id or registration.id
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                sa.or_(
                    Registration.id == head_id,
                    Registration.head_id == head_id,
                ),
                Registration.together,
                Registration.state == registration.state,
            )
            .order_by(Registration.id)
            .options(selectinload(Registration.claims))
            .with_for_update(of=Registration)
            .execution_options(populate_existing=True)
        )
    )


def claim(
    registration: Registration, event: Event, chosen: Iterable[SeatPool] = ()
) -> None:
    """Say which pools the registration needs a seat in; takes nothing yet.

    :param chosen: the contingent, sessions and choices; whoever belongs to the
        team sits outside the contingents.
    """
    wanted = {main_pool(registration, event), *chosen}
    if registration.role in TEAM_ROLES:
        wanted = {pool for pool in wanted if pool.kind is not PoolKind.CONTINGENT}
    _preset_role(registration, event, wanted)
    kept = {claim.pool_id: claim for claim in registration.claims}
    registration.claims = [
        kept.get(pool.id) or Claim(pool_id=pool.id)
        for pool in sorted(wanted, key=lambda pool: pool.id)
    ]


def _preset_role(
    registration: Registration, event: Event, wanted: Iterable[SeatPool]
) -> None:
    """As what somebody comes follows a newly chosen contingent.

    A role that staff gave stays.
    """
    claimed = {claim.pool_id for claim in registration.claims}
    before = _roles_of(pool for pool in event.pools if pool.id in claimed)
    after = _roles_of(wanted)
    if before == after:
        return
    plain, member = RegistrationRole.GUEST, RegistrationRole.MEMBER
    if registration.role in {plain, member, *before}:
        usual = member if registration.is_member else plain
        registration.role = next(iter(after), usual)


def _roles_of(pools: Iterable[SeatPool]) -> set[RegistrationRole]:
    return {RegistrationRole(pool.role) for pool in pools if pool.role}


#: Pools that nobody chooses as such: the whole, and places of an answer.
_NOT_CHOSEN = frozenset({PoolKind.EVENT, PoolKind.TEAM, PoolKind.ANSWER})


def wanted_pools(event: Event, pool_ids: Iterable[int]) -> list[SeatPool]:
    """Those of the event's contingents, sessions and choices with these ids."""
    wanted = set(pool_ids)
    return [pool for pool in choosable(event) if pool.id in wanted]


def choosable(event: Event) -> list[SeatPool]:
    """All contingents, sessions and choices of the event, in id order."""
    return [pool for pool in event.pools if pool.kind not in _NOT_CHOSEN]


def main_pool(registration: Registration, event: Event) -> SeatPool:
    """The pool that everybody of this role needs a seat in."""
    team = registration.role in TEAM_ROLES
    return event.pool(PoolKind.TEAM if team else PoolKind.EVENT)


def pools_of(registration: Registration) -> list[SeatPool]:
    """The pools a registration claims, in id order."""
    wanted = {claim.pool_id for claim in registration.claims}
    return [pool for pool in registration.event.pools if pool.id in wanted]


def chosen_by(registration: Registration) -> list[SeatPool]:
    """Its contingent, sessions and choices, in id order; not what it answered."""
    return [p for p in pools_of(registration) if p.kind not in _NOT_CHOSEN]


def answered_by(registration: Registration) -> list[SeatPool]:
    """Its places at the choices of questions, in id order.

    Who may know of them, the question says.
    """
    return [p for p in pools_of(registration) if p.kind is PoolKind.ANSWER]


def contingents_of(registration: Registration) -> list[SeatPool]:
    """Its contingent, if it has one."""
    return [p for p in chosen_by(registration) if p.kind is PoolKind.CONTINGENT]


def needs(registrations: Iterable[Registration]) -> dict[SeatPool, int]:
    """How many seats these need in which pool, in id order of the pools."""
    counted = Counter(pool for each in registrations for pool in pools_of(each))
    return dict(sorted(counted.items(), key=lambda item: item[0].id))


def lacking(registrations: Iterable[Registration]) -> list[SeatPool]:
    """The pools that have too few free seats for all of these."""
    return [pool for pool, n in needs(registrations).items() if pool.free < n]


def most_free(registrations: Iterable[Registration]) -> int | None:
    """How many seats are free where these lack the most; ``None``: nowhere."""
    short = [pool.free for pool, n in needs(registrations).items() if pool.free < n]
    return min(short, default=None)


def take_all(registrations: Sequence[Registration]) -> bool:
    """Take a seat for everybody in each claimed pool, or none in any."""
    return take_needed(needs(registrations))


def take_needed(wanted: Mapping[SeatPool, int]) -> bool:
    """Take so many seats in each pool, in the order given, or none in any."""
    with db.session.begin_nested() as savepoint:
        for pool, count in wanted.items():
            if not take(pool, count):
                savepoint.rollback()
                break
        else:
            return True
    for pool in wanted:
        db.session.refresh(pool)  # what the savepoint undid is still in memory
    return False


def give_back_all(registration: Registration) -> bool:
    """Return the seats, if it holds any; whether it held some."""
    if registration.state not in SEATED:
        return False
    for pool in pools_of(registration):
        give_back(pool)
    return True
