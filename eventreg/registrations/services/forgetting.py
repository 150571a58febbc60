"""Forms whose address nobody confirms: asked once more, and deleted in the end."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventreg import clock, outbox
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations import queries, rules, seats
from eventreg.registrations.letters.asking import ASKS, asked, asked_each
from eventreg.registrations.letters.reaching import Reach
from eventreg.registrations.models import Registration, SignUpDraft
from eventreg.registrations.services.keeping import FORGET_AFTER, forgotten_if
from eventreg.registrations.services.signing_up import ask_to_confirm
from eventreg.registrations.states import State


def ask_once_more(registration: Registration) -> bool:
    """Write anew where the e-mail to confirm the address could not leave in time.

    :returns: False where it did, or where it is too late for a click.
    """
    registration = seats.lock(registration)
    if registration.state is not State.UNVERIFIED:
        return False
    if not rules.can_be_confirmed(registration.event, clock.now()):
        return False
    if asked(registration).reach is not Reach.UNTOLD:
        return False
    outbox.withdraw_unsent(registration=registration.reference, letters=[ASKS])
    ask_to_confirm(registration)
    return True


def forget_unverified() -> int:
    """Delete what nobody confirmed within a week of being asked to, and old drafts.

    Of forms whose owner could not be asked the log keeps that they were deleted.

    :returns: how many registrations were deleted.
    """
    _forget_drafts()
    now, old = clock.now(), _a_week_old()
    found = asked_each(old)
    over = [each for each in old if forgotten_if(each, found[each.id]) <= now]
    # Asked again, because somebody may confirm while this waits for the row.
    still = sa.and_(
        Registration.id.in_([each.id for each in over]),
        Registration.state == State.UNVERIFIED,
    )
    unasked = {
        each.reference for each in over if found[each.id].reach is not Reach.TOLD
    }
    deleted = db.session.scalars(
        sa.delete(Registration).where(still).returning(Registration.reference)
    ).all()
    outbox.put_aside(registrations=deleted)
    for reference in unasked.intersection(deleted):
        record("registration.forgotten_unasked", reference, by=Actor.worker())
    return len(deleted)


def _a_week_old() -> list[Registration]:
    """Forms of which some may be over; the e-mail to each left later than they came."""
    before = clock.now() - FORGET_AFTER
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.state == State.UNVERIFIED,
                Registration.submitted_at <= before,
                # Whoever came before sign-up opened for everybody confirms after that.
                Registration.event.has(
                    sa.or_(Event.opens_at.is_(None), Event.opens_at <= before)
                ),
            )
            .order_by(Registration.id)
            .options(joinedload(Registration.event), joinedload(Registration.lead))
        )
    )


def _forget_drafts() -> None:
    now = clock.now()
    db.session.execute(
        sa.delete(SignUpDraft).where(
            sa.or_(
                SignUpDraft.created_at < now - queries.BEGUN_FOR,
                sa.and_(
                    SignUpDraft.is_begun.is_(False),
                    SignUpDraft.created_at < now - queries.DRAFT_FOR,
                ),
            )
        )
    )
