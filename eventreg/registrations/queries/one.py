"""Finding one registration, or those of one person."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Registration, RegistrationMove, SignUpDraft
from eventreg.registrations.states import LIVE, State, Why
from eventreg.web.fields import mail_spellings

#: A draft serves to correct an address for this long.
DRAFT_FOR = timedelta(days=1)
#: A form that was begun can be gone on with for this long.
BEGUN_FOR = timedelta(days=7)
#: So long staff are reminded of those who could not be told of an offer.
UNHEARD_FOR = timedelta(days=14)


def by_token(token: str) -> Registration | None:
    """The registration whose own page ``token`` opens, with its event and log."""
    return db.session.scalar(
        sa.select(Registration)
        .where(Registration.token == token)
        .options(
            joinedload(Registration.event).selectinload(Event.texts),
            selectinload(Registration.moves),
        )
    )


def language_of_token(token: str) -> str | None:
    """The language of the person whose own page ``token`` opens."""
    return db.session.scalar(sa.select(Registration.language).filter_by(token=token))


def by_reference(reference: str) -> Registration | None:
    """The registration with this reference, with its event and log."""
    return db.session.scalar(
        sa.select(Registration)
        .where(Registration.reference == reference.upper())
        .options(
            joinedload(Registration.event).selectinload(Event.texts),
            joinedload(Registration.event).selectinload(Event.pools),
            selectinload(Registration.moves),
        )
    )


def by_badge_code(code: str) -> Registration | None:
    """The registration that a scanned check-in code names; either case."""
    return db.session.scalar(
        sa.select(Registration)
        .where(Registration.badge_code == code.upper())
        .options(joinedload(Registration.event).selectinload(Event.texts))
    )


def locked(registration_id: int) -> Registration | None:
    """The row with its claims, read anew for whoever holds the event's lock."""
    return db.session.scalar(
        sa.select(Registration)
        .where(Registration.id == registration_id)
        .options(selectinload(Registration.claims))
        .with_for_update(of=Registration)
        .execution_options(populate_existing=True)
    )


def draft(key: str) -> SignUpDraft | None:
    """What was typed into a form within the last day, by its key."""
    return db.session.scalar(
        sa.select(SignUpDraft).where(
            SignUpDraft.key == key,
            SignUpDraft.is_begun.is_(False),
            SignUpDraft.created_at > clock.now() - DRAFT_FOR,
        )
    )


def drafts_since(event: Event, instant: datetime) -> Sequence[SignUpDraft]:
    """What was sent to sign up at ``event`` since ``instant``, newest first."""
    return db.session.scalars(
        sa.select(SignUpDraft)
        .where(
            SignUpDraft.event_id == event.id,
            SignUpDraft.is_begun.is_(False),
            SignUpDraft.created_at > instant,
        )
        .order_by(SignUpDraft.id.desc())
    ).all()


def begun(key: str, event_id: int) -> SignUpDraft | None:
    """The long form at this event that somebody began within the last week."""
    return db.session.scalar(
        sa.select(SignUpDraft).where(
            SignUpDraft.key == key,
            SignUpDraft.event_id == event_id,
            SignUpDraft.is_begun.is_(True),
            SignUpDraft.created_at > clock.now() - BEGUN_FOR,
        )
    )


def live_of_person(event: Event, email: str, search_key: str) -> Registration | None:
    """The person's one live registration at ``event``."""
    return db.session.scalar(
        sa.select(Registration).where(
            Registration.event_id == event.id,
            Registration.email.in_(mail_spellings(email)),
            Registration.search_key == search_key,
            Registration.state.in_(LIVE),
        )
    )


def live_without_address(
    event: Event, search_key: str, company_key: str
) -> Registration | None:
    """Somebody live of this name and company who has no address of their own."""
    return db.session.scalar(
        sa.select(Registration)
        .where(
            Registration.event_id == event.id,
            Registration.email.is_(None),
            Registration.search_key == search_key,
            Registration.company_key == company_key,
            Registration.state.in_(LIVE),
        )
        .order_by(Registration.id)
        .limit(1)
    )


def companions(registration: Registration) -> list[Registration]:
    """Those whom this one signed up, locked."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(Registration.lead_id == registration.id)
            .order_by(Registration.id)
            .options(selectinload(Registration.claims))
            .with_for_update(of=Registration)
            .execution_options(populate_existing=True)
        )
    )


def head_of(registration: Registration) -> Registration | None:
    """Who stands in line, and answers, for this one's party; ``None``: nobody else."""
    if registration.head_id is None:
        return None
    return db.session.get(Registration, registration.head_id)


def headed_by(registration: Registration) -> list[Registration]:
    """Those who come only together with this one, who stands in line for them."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(Registration.head_id == registration.id)
            .order_by(Registration.id)
            .with_for_update(of=Registration)
        )
    )


def party_of(registration: Registration) -> list[Registration]:
    """Those for whom this one stands in line, for reading."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.head_id == registration.id,
                Registration.state == registration.state,
            )
            .order_by(Registration.id)
        )
    )


def asked_substitute(registration: Registration) -> Registration | None:
    """Who should take over this seat, as long as no answer has been told."""
    asked = db.session.scalars(
        sa.select(Registration)
        .where(Registration.replaces_id == registration.id)
        .order_by(Registration.id.desc())
    )
    return next((each for each in asked if each.shown_state is State.PENDING), None)


def companion(registration: Registration, reference: str) -> Registration | None:
    """The one with this reference among those whom this one signed up."""
    return db.session.scalar(
        sa.select(Registration)
        .where(
            Registration.lead_id == registration.id,
            Registration.reference == reference.upper(),
        )
        .options(selectinload(Registration.moves))
    )


def substitute_of(registration: Registration) -> Registration | None:
    """Who was named to take over this seat and waits for the director."""
    return db.session.scalar(
        sa.select(Registration).where(
            Registration.replaces_id == registration.id,
            Registration.state == State.PENDING,
        )
    )


def was_declined(registration: Registration) -> bool:
    """Whether the same person was declined at this event before."""
    return bool(
        db.session.scalar(
            sa.select(
                sa.exists().where(
                    Registration.event_id == registration.event_id,
                    Registration.email == registration.email,
                    Registration.search_key == registration.search_key,
                    Registration.state == State.DECLINED,
                )
            )
        )
    )


def live_at_address(email: str) -> list[Registration]:
    """Live registrations at events that are not over, the next event first."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .join(Registration.event)
            .where(
                Registration.email.in_(mail_spellings(email)),
                Registration.state.in_(LIVE),
                Event.ends_at > clock.now(),
            )
            .order_by(Event.starts_at, Registration.id)
            .options(joinedload(Registration.event).selectinload(Event.texts))
            .limit(50)
        )
    )


def merged_into(registration: Registration) -> list[RegistrationMove]:
    """How other registrations of the same person ended for this one."""
    return list(
        db.session.scalars(
            sa.select(RegistrationMove)
            .join(RegistrationMove.registration)
            .where(
                Registration.event_id == registration.event_id,
                Registration.state == State.CANCELLED,
                RegistrationMove.why == Why.MERGED,
                RegistrationMove.note == registration.reference,
            )
            .order_by(RegistrationMove.id)
            .options(contains_eager(RegistrationMove.registration))
        )
    )


def ended_offers() -> list[Registration]:
    """Offers that nobody accepted in time, the oldest first."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.state == State.OFFERED,
                Registration.offer_expires_at <= clock.now(),
            )
            .order_by(Registration.offer_expires_at, Registration.id)
            .limit(100)
        )
    )


def unheard(events: Sequence[Event]) -> list[Registration]:
    """Whose offer at one of ``events`` ended without their knowing, the first first."""
    last = sa.select(sa.func.max(RegistrationMove.id)).where(
        RegistrationMove.registration_id == Registration.id
    )
    ended = sa.exists().where(
        RegistrationMove.id == last.correlate(Registration).scalar_subquery(),
        RegistrationMove.why == Why.OFFER_EXPIRED,
        RegistrationMove.note != "",
        RegistrationMove.at >= clock.now() - UNHEARD_FOR,
    )
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.event_id.in_([event.id for event in events]),
                Registration.state == State.EXPIRED,
                ended,
            )
            .order_by(Registration.id)
            .limit(10)
        )
    )
