"""What happens by itself: offers end, events are cancelled, forms are forgotten."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.states import RUNNING
from eventreg.registrations import letters, queries, rules, seats
from eventreg.registrations.letters.reaching import Reach, withdraw_offers
from eventreg.registrations.letters.reaching import reach as reach_of
from eventreg.registrations.models import Registration, What
from eventreg.registrations.moved import Moved
from eventreg.registrations.services.moving import move, move_all, move_up
from eventreg.registrations.services.parties import forget_decision, note
from eventreg.registrations.services.signing_up import ask_to_confirm
from eventreg.registrations.services.untold import answering, begin_anew
from eventreg.registrations.states import LIVE, State, Why


def expire(registration: Registration, *, by: Actor) -> list[Registration]:
    """End an offer that was not accepted in time; the seat goes on.

    Does nothing when the person answered in the same second.

    :returns: those who moved up.
    """
    return expire_at(registration, clock.now(), by=by)


def expire_at(
    registration: Registration, now: datetime, *, by: Actor
) -> list[Registration]:
    """``expire`` as of ``now``: the offer ends if its time was over then.

    Whoever could not be told of it gets the time anew, if there is any.
    """
    registration = seats.lock(registration)
    ends_at = registration.offer_expires_at
    if registration.state is not State.OFFERED or not ends_at or ends_at > now:
        return []
    unit = seats.unit(registration)
    reach = reach_of(answering(unit))
    if reach is Reach.LEAVING:
        return []
    if reach is Reach.UNTOLD and begin_anew(unit, now, by=by):
        return []
    for each in unit:
        seats.give_back_all(each)
    unheard = "" if reach is Reach.TOLD else reach.value
    for each in unit:
        withdraw_offers(each)
    move_all(unit, State.EXPIRED, by=by, why=Why.OFFER_EXPIRED, note=unheard)
    # After a night without the worker nobody reads on the day after of a seat.
    if not registration.event.is_past:
        letters.to_each(unit, letters.offer_expired)
    return move_up(registration.event, by=by, freed=True)


def end_all(event: Event, *, by: Actor, reason: Mapping[str, str]) -> int:
    """End every registration of a cancelled event; nobody moves up.

    A decision that nobody has been told of is taken back before, a decline too.

    :param reason: for the letters, by language.
    :returns: how many people were written to.
    """
    registrations = list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.event_id == event.id,
                sa.or_(
                    Registration.state.in_(LIVE),
                    Registration.decision_shown_at > clock.now(),
                ),
            )
            .order_by(Registration.id)
            .with_for_update(of=Registration)
            .execution_options(populate_existing=True)
        )
    )
    # Whoever was declined unseen may have signed up once more: that one ends first,
    # as one person has one live registration.
    for registration in sorted(registrations, key=lambda r: r.state not in LIVE):
        if registration.state not in LIVE:
            db.session.flush()
        was = registration.shown_state
        forget_decision(registration, by=by)
        seats.give_back_all(registration)
        move(registration, State.CANCELLED, by=by, why=Why.EVENT_CANCELLED)
        if was is not State.UNVERIFIED:
            letters.event_cancelled(registration, was=was, reason=reason)
    return len(registrations)


def tell_of_new_date(
    event: Event,
    *,
    by: Actor,
    words: Mapping[str, str],
    changes: Mapping[str, list[Any]],
) -> int:
    """Write to everybody who is not out that ``event`` was postponed or moved.

    Offers never outlast the new cut-off. A decision that still waits goes out
    with the new date, and so does the wish that an address be confirmed.

    :param words: why, by language.
    :param changes: old and new value by column.
    :returns: how many people were written to.
    """
    people = list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.event_id == event.id,
                Registration.state.in_(LIVE),
                # Of their companions the lead's form tells.
                sa.or_(
                    Registration.state != State.UNVERIFIED,
                    Registration.lead_id.is_(None),
                ),
            )
            .order_by(Registration.id)
            .with_for_update(of=Registration)
            .execution_options(populate_existing=True)
        )
    )
    moved = Moved(event, changes)
    for registration in people:
        if registration.state is State.UNVERIFIED:
            ask_to_confirm(registration, words=words, moved=moved)
            continue
        is_hidden = letters.is_decision_hidden(registration)
        is_shorter = _end_by_the_cut_off(registration, by=by, is_told=not is_hidden)
        if is_hidden:
            letters.decide_anew(registration)
        letters.event_moved(
            registration, words=words, moved=moved, offer_is_shorter=is_shorter
        )
    return len(people)


def _end_by_the_cut_off(
    registration: Registration, *, by: Actor, is_told: bool
) -> bool:
    """Shorten an offer that outlasts the cut-off, and say whether that was needed.

    :param is_told: the person knows of the offer, and so its history says it.
    """
    old, new = registration.offer_expires_at, registration.event.cut_off_at
    if old is None or old <= new:
        return False
    registration.offer_expires_at = new
    if is_told:
        zone = registration.event.timezone
        pair = [{"at": at.isoformat(), "zone": zone} for at in (old, new)]
        note(registration, What.EXTENDED, by=by, changes={"offer_end": pair})
    return True


def settle_lines() -> int:
    """Move lines that only the clock set free; nobody waits for a click.

    Two days before the start, parties that come only together no longer hold
    up those behind them.

    :returns: how many people moved up.
    """
    events = db.session.scalars(
        sa.select(Event)
        .where(
            Event.state.in_(RUNNING),
            Event.starts_at > clock.now(),
            Event.starts_at <= clock.now() + rules.PARTIES_MOVE_UNTIL,
            sa.exists().where(
                Registration.event_id == Event.id,
                Registration.state == State.WAITLISTED,
            ),
        )
        .order_by(Event.id)
    ).all()
    moved = 0
    for event in events:
        moved += len(move_up(seats.locked_event(event.id), by=Actor.worker()))
        pass_over(event)
    return moved


def pass_over(event: Event) -> None:
    """Note once, for each party that is passed over now, that it is."""
    if rules.parties_move(event, clock.now()):
        return
    for registration in queries.parties_in_line(event):
        if not any(c.what is What.PASSED_OVER for c in registration.changes):
            note(registration, What.PASSED_OVER, by=Actor.worker())
