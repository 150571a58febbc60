"""Signing up: from a form to a confirmed address and a seat or a place in line."""

from datetime import timedelta

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.events.rules import closed_reason
from eventreg.people.queries import is_member, person_by_address
from eventreg.registrations import letters, queries, rules, seats
from eventreg.registrations.applicants import Applicant, write_onto
from eventreg.registrations.codes import new_token
from eventreg.registrations.models import PhotoLevel, Registration, SignUpDraft
from eventreg.registrations.services.moving import begin, decide_seat, move
from eventreg.registrations.states import RegistrationRole, State, Why

#: An address that nobody confirmed is forgotten after this long.
FORGET_AFTER = timedelta(days=7)


class SignUpIsClosed(DomainError):
    """Nobody can sign up at this event now; the sentence says why."""


class ConfirmedTooLate(DomainError):
    """The address was confirmed after the deadline and its day of grace."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Sign-up for this event has ended, so this address can no longer "
                "be confirmed. Please write to the organiser."
            )
        )


class AlreadyRegistered(DomainError):
    """Staff entered somebody who is registered."""

    def __init__(self, registration: Registration) -> None:
        self.registration = registration
        super().__init__(
            _(
                "This person is already registered: %(reference)s",
                reference=registration.reference,
            )
        )


def sign_up(event: Event, applicant: Applicant, *, replaces: str = "") -> SignUpDraft:
    """Take in a guest's form and write to the typed address.

    New people get a letter to confirm the address; whoever is registered
    already gets the link to that registration. The caller sees the same
    either way, so that nobody learns who is registered.

    :param replaces: key of the draft whose wrong address this one corrects.
    :raises SignUpIsClosed: not open now; the sentence says why.
    """
    event = seats.locked_event(event.id)
    closed = closed_reason(event, clock.now())
    if closed is not None:
        raise SignUpIsClosed(closed)
    corrected = _unverified_of(queries.draft(replaces) if replaces else None, event)
    existing = queries.live_of_person(event, applicant.email, applicant.search_key)
    if existing is not None and existing.state is not State.UNVERIFIED:
        if corrected is not None:
            _drop(corrected)
        letters.already_registered(existing)
        return _keep_draft(event, applicant, None)
    if existing is not None and corrected is not None and existing is not corrected:
        _drop(corrected)
    registration = _write(event, applicant, existing or corrected)
    _ask_to_confirm(registration)
    return _keep_draft(event, applicant, registration)


def _unverified_of(draft: SignUpDraft | None, event: Event) -> Registration | None:
    if draft is None or draft.registration_id is None or draft.event_id != event.id:
        return None
    registration = queries.locked(draft.registration_id)
    if registration is None or registration.state is not State.UNVERIFIED:
        return None
    return registration


def _drop(registration: Registration) -> None:
    """Forget a form whose correction met another registration."""
    by = Actor.person(registration)
    move(registration, State.CANCELLED, by=by, why=Why.CANCELLED)


def _write(
    event: Event, applicant: Applicant, registration: Registration | None
) -> Registration:
    """A new unverified registration, or the one that is there, written anew."""
    if registration is None:
        registration = Registration(event=event, state=State.UNVERIFIED)
        write_onto(registration, applicant)
        db.session.add(registration)
        db.session.flush()  # its reference goes into the log
        seats.claim(registration, event)
        begin(registration, by=Actor.person(registration), why=Why.SIGNED_UP)
        return registration
    if registration.email != applicant.email:
        # A letter with the old link went to an address that may be a stranger's.
        registration.token = new_token()
    write_onto(registration, applicant)
    registration.submitted_at = clock.now()
    db.session.flush()
    return registration


def _ask_to_confirm(registration: Registration) -> None:
    until = min(
        registration.submitted_at + FORGET_AFTER,
        max(registration.event.closes_at, registration.submitted_at) + rules.GRACE,
    )
    letters.confirm_your_address(registration, until=until)


def _keep_draft(
    event: Event, applicant: Applicant, registration: Registration | None
) -> SignUpDraft:
    draft = SignUpDraft(
        event_id=event.id,
        values={
            column: value if isinstance(value, bool) else str(value)
            for column, value in vars(applicant).items()
        },
        registration_id=registration.id if registration else None,
    )
    db.session.add(draft)
    db.session.flush()
    return draft


def send_again(draft: SignUpDraft) -> None:
    """Write to the draft's address once more, as the registration now stands."""
    event = seats.locked_event(draft.event_id)
    applicant = applicant_of(draft)
    registration = queries.live_of_person(event, applicant.email, applicant.search_key)
    if registration is None:
        return
    if registration.state is State.UNVERIFIED:
        _ask_to_confirm(registration)
    else:
        letters.already_registered(registration)


def applicant_of(draft: SignUpDraft) -> Applicant:
    """What was typed, as it was typed."""
    values = dict(draft.values)
    return Applicant(**values | {"photo_level": PhotoLevel(values["photo_level"])})


def verify(registration: Registration) -> State:
    """Confirm the address; then the seat decision, or a wait for the director's.

    A second call changes nothing.

    :returns: the state after it.
    :raises ConfirmedTooLate: more than a day after sign-up closed.
    """
    registration = seats.lock(registration)
    if registration.state is not State.UNVERIFIED:
        return registration.state
    event, now = registration.event, clock.now()
    if now > event.closes_at + rules.GRACE or now >= event.ends_at:
        raise ConfirmedTooLate
    registration.verified_at = now
    recognise(registration)
    by = Actor.person(registration)
    if event.needs_approval or queries.was_declined(registration):
        move(registration, State.PENDING, by=by, why=Why.ADDRESS_CONFIRMED)
        letters.received(registration)
    else:
        seat(registration, by=by, why=Why.ADDRESS_CONFIRMED)
    return registration.state


def seat(registration: Registration, *, by: Actor, why: Why) -> State:
    """The seat decision for a verified newcomer, and the letter about it."""
    state = decide_seat(registration, by=by, why=why)
    if state is State.WAITLISTED:
        db.session.flush()  # the letter names the place in line
        letters.waitlisted(registration)
    else:
        letters.confirmed(registration)
    return state


def recognise(registration: Registration) -> None:
    """Tie the registration to the known person it is, and note membership."""
    if registration.email is None:
        return
    person = person_by_address(registration.email, registration.search_key)
    if person is None:
        return
    registration.person_id = person.id
    registration.is_member = is_member(person, registration.event.starts_local.date())
    if registration.is_member and registration.role is RegistrationRole.GUEST:
        registration.role = RegistrationRole.MEMBER


def not_me(registration: Registration) -> None:
    """The owner of the address did not sign up: end it. Twice is as good as once."""
    registration = seats.lock(registration)
    if registration.state is State.UNVERIFIED:
        by = Actor.person(registration)
        move(registration, State.CANCELLED, by=by, why=Why.NOT_ME)


def enter(event: Event, applicant: Applicant, *, by: Actor) -> Registration:
    """Staff sign somebody up, say by phone; the address counts as confirmed.

    :raises AlreadyRegistered: the same address and name is registered.
    """
    event = seats.locked_event(event.id)
    existing = queries.live_of_person(event, applicant.email, applicant.search_key)
    if existing is not None and existing.state is not State.UNVERIFIED:
        raise AlreadyRegistered(existing)
    registration = _write(event, applicant, existing)
    registration.verified_at = clock.now()
    recognise(registration)
    if event.needs_approval:
        move(registration, State.PENDING, by=by, why=Why.SIGNED_UP)
        letters.received(registration)
    else:
        seat(registration, by=by, why=Why.SIGNED_UP)
    return registration


def send_links(email: str) -> None:
    """Write the links of all live registrations to ``email``, if there are any."""
    registrations = queries.live_at_address(email.lower())
    if registrations:
        language = registrations[-1].language
        letters.find_my_registration(email.lower(), registrations, language)
