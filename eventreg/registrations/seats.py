"""The seats of a registration: which it needs, taking and giving them back."""

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from eventreg.database import db
from eventreg.errors import Gone
from eventreg.events.models import Event, SeatPool
from eventreg.events.seats import give_back, lock_event, take
from eventreg.events.states import PoolKind
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.states import SEATED, TEAM_ROLES


def lock(registration: Registration) -> Registration:
    """The registration read anew, with its event locked before it.

    :raises Gone: it was deleted meanwhile.
    """
    if lock_event(registration.event_id) is None:
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


def claim(registration: Registration, event: Event) -> None:
    """Say which pools the registration needs a seat in; takes nothing yet."""
    team = registration.role in TEAM_ROLES
    pool = event.pool(PoolKind.TEAM if team else PoolKind.EVENT)
    registration.claims = [Claim(pool_id=pool.id)]


def pools_of(registration: Registration) -> list[SeatPool]:
    """The pools a registration claims, in id order."""
    wanted = {claim.pool_id for claim in registration.claims}
    return [pool for pool in registration.event.pools if pool.id in wanted]


def take_all(registration: Registration) -> bool:
    """Take a seat in each claimed pool, or none in any."""
    with db.session.begin_nested() as savepoint:
        for pool in pools_of(registration):
            if not take(pool):
                savepoint.rollback()
                break
        else:
            return True
    for pool in pools_of(registration):
        db.session.refresh(pool)  # what the savepoint undid is still in memory
    return False


def give_back_all(registration: Registration) -> bool:
    """Return the seats, if it holds any; whether it held some."""
    if registration.state not in SEATED:
        return False
    for pool in pools_of(registration):
        give_back(pool)
    return True
