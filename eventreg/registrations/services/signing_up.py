"""Signing up: from a form to a confirmed address and a seat or a place in line."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _

from eventreg import clock, outbox
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event, SeatPool
from eventreg.events.questions.models import Question
from eventreg.events.questions.queries import asked_at
from eventreg.events.questions.states import Stage
from eventreg.events.rules import closed_reason
from eventreg.events.states import CHOSEN, EventState
from eventreg.registrations import letters, queries, rules, seats
from eventreg.registrations.answers import services as answers
from eventreg.registrations.applicants import Applicant, company_key_of, write_onto
from eventreg.registrations.codes import new_token
from eventreg.registrations.models import Registration, SignUpDraft
from eventreg.registrations.moved import Moved
from eventreg.registrations.services import at_the_desk
from eventreg.registrations.services.as_seen import (
    NOTHING_SEEN,
    check_form,
)
from eventreg.registrations.services.confirming import check_confirming
from eventreg.registrations.services.doubles import AlreadyRegistered
from eventreg.registrations.services.drafts import (
    Typed,
    applicant_of,
    keep_draft,
    sent_just_now,
)
from eventreg.registrations.services.keeping import can_confirm_until
from eventreg.registrations.services.moving import (
    ChoiceIsFull,
    begin,
    check_choices,
    decide_seat,
    move,
    move_all,
)
from eventreg.registrations.services.parties import (
    bring_along,
    confirmed_by,
    leave,
    leave_party,
    take_back_unseen,
    unverified_companions,
)
from eventreg.registrations.services.recognising import opens_at, recognise
from eventreg.registrations.states import LIVE, RegistrationRole, State, Why
from eventreg.web.dates import format_when


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


class NotOpenForEverybody(DomainError):
    """Sign-up has not opened for this person, who is perhaps not known as a member.

    :param opens_at: when it does.
    """

    def __init__(self, event: Event, opens_at: datetime | None) -> None:
        when = format_when(opens_at or event.starts_at, event.timezone)
        super().__init__(
            _(
                "Sign-up opens for you on %(when)s. Your form is kept: open the link "
                "in your e-mail again from then on.",
                when=when,
            )
        )


def sign_up(
    event: Event,
    applicant: Applicant,
    companions: Sequence[Applicant] = (),
    *,
    together: bool = False,
    replaces: str = "",
    seen: Mapping[str, str] = NOTHING_SEEN,
) -> SignUpDraft:
    """Take in a guest's form and write to the typed address.

    New people get a letter to confirm the address; whoever is registered
    already gets the link to that registration. The caller sees the same
    either way, so that nobody learns who is registered. The same form once more
    within a minute changes nothing and writes no second letter.

    :param companions: whom this person signs up too; their addresses need no
        confirming of their own.
    :param together: they ask to come all or not at all.
    :param replaces: key of the draft whose wrong address this one corrects.
    :param seen: prints of the event and the fee as the form showed them.
    :raises ChoiceIsFull: a chosen session has no place left.
    :raises SeenOtherwise: one of them changed meanwhile.
    :raises SignUpIsClosed: not open now; the sentence says why.
    """
    event = seats.locked_event(event.id)
    typed = Typed(applicant, tuple(companions), together)
    closed = closed_reason(event, clock.now())
    if closed is not None:
        raise SignUpIsClosed(closed)
    corrected = _unverified_of(queries.draft(replaces) if replaces else None, event)
    sent = sent_just_now(event, typed)
    if sent and (corrected is None or corrected.id == sent.registration_id):
        return sent
    check_form(event, seen, is_member=False)
    questions = asked_at(event, Stage.APPLICATION)
    _check_places(event, typed, questions)
    existing = queries.live_of_person(event, applicant.email, applicant.search_key)
    if existing is not None and existing.state is not State.UNVERIFIED:
        if corrected is not None:
            _drop(corrected)
        letters.already_registered(existing)
        return keep_draft(event, typed, None)
    if existing is not None and corrected is not None and existing is not corrected:
        _drop(corrected)
    registration = write_down(
        event, applicant, existing or corrected, questions, by=None
    )
    if companions or existing or corrected:
        bring_along(registration, companions, together=together, questions=questions)
    else:
        check_choices([registration], by=Actor.person(registration))
    ask_to_confirm(registration)
    return keep_draft(event, typed, registration)


def _check_places(event: Event, typed: Typed, questions: Sequence[Question]) -> None:
    """Refuse what is full before anybody is looked up: the same for all who send it.

    :raises ChoiceIsFull: a chosen session or choice has too few places for all; its
        sentence names each of them.
    """
    everybody = [typed.applicant, *typed.companions]
    wanted = [(each, _chosen(event, each, questions)) for each in everybody]
    found = []
    for pool in event.pools:
        who = [each for each, pools in wanted if pool in pools]
        if pool.kind in CHOSEN and pool.free < len(who):
            last = who[-1 if pool.free else 0]
            is_own = last is typed.applicant
            found.append(ChoiceIsFull(last, pool, needed=len(who), is_own=is_own))
    if found:
        raise found[0].name_all(found)


def _chosen(
    event: Event, applicant: Applicant, questions: Sequence[Question]
) -> list[SeatPool]:
    answered = answers.counted(questions, applicant.answers)
    return seats.wanted_pools(event, applicant.pool_ids) + answers.places(answered)


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
    for each in [registration, *unverified_companions(registration)]:
        leave_party(each, by=by)
        move(each, State.CANCELLED, by=by, why=Why.CANCELLED)


def write_down(
    event: Event,
    applicant: Applicant,
    registration: Registration | None,
    questions: Sequence[Question],
    *,
    by: Actor | None,
) -> Registration:
    """A new unverified registration, or the one that is there, written anew.

    :param by: who enters this person; ``None``: they do so themselves.
    """
    answered = answers.counted(questions, applicant.answers)
    chosen = seats.wanted_pools(event, applicant.pool_ids) + answers.places(answered)
    if registration is None:
        registration = Registration(event=event, state=State.UNVERIFIED)
        write_onto(registration, applicant)
        db.session.add(registration)
        db.session.flush()  # its reference goes into the log
        seats.claim(registration, event, chosen)
        answers.begin(registration, answered)
        by = by or Actor.person(registration)
        begin(registration, by=by, why=Why.SIGNED_UP)
        return registration
    if registration.email != applicant.email:
        # A letter with the old link went to an address that may be a stranger's.
        registration.token = new_token()
        outbox.put_aside(registrations=[registration.reference])
    write_onto(registration, applicant)
    # Another person's form may have named this one; now it is their own.
    leave_party(registration, by=Actor.person(registration))
    registration.lead = None
    registration.submitted_at = clock.now()
    seats.claim(registration, event, chosen)
    answers.rewrite(registration, questions, answered)
    db.session.flush()
    return registration


def ask_to_confirm(
    registration: Registration,
    *,
    words: Mapping[str, str] | None = None,
    moved: Moved | None = None,
) -> None:
    """Write to a typed address that one click is left, and until when.

    :param moved: the event has become another since the form was sent, for which
        staff wrote ``words``, by language.
    """
    letters.confirm_your_address(
        registration,
        until=can_confirm_until(registration),
        not_before=opens_at(registration),
        words=words,
        moved=moved,
    )


def send_again(draft: SignUpDraft) -> None:
    """Write to the draft's address once more, as the registration now stands.

    Nobody is written to where there is none any more; the caller sees the same, so
    that nobody learns what somebody else did with it.
    """
    event = seats.locked_event(draft.event_id)
    applicant = applicant_of(draft)
    registration = queries.live_of_person(event, applicant.email, applicant.search_key)
    if registration is None:
        return
    if registration.state is State.UNVERIFIED:
        ask_to_confirm(registration)
    else:
        letters.already_registered(registration)


def verify(
    registration: Registration, *, seen: Mapping[str, str] = NOTHING_SEEN
) -> State:
    """Confirm the address; then the seat decision, or a wait for the director's.

    Counts for the whole party. A second call changes nothing.

    :param seen: prints of the event and the fees as the page showed them.
    :returns: the state after it.
    :raises ChoiceIsFull: a chosen session filled up meanwhile.
    :raises ConfirmedTooLate: more than a day after sign-up closed.
    :raises SeenOtherwise: one of them changed meanwhile.
    :raises NotOpenForEverybody: sign-up has not opened for this person.
    """
    registration = seats.lock(registration)
    if registration.state is not State.UNVERIFIED:
        return registration.state
    event, now = registration.event, clock.now()
    if not rules.can_be_confirmed(event, now):
        raise ConfirmedTooLate
    check_confirming(registration, seen)
    if registration.lead_id is not None:
        # A companion who found the own page before the lead confirmed the form,
        # or whose lead gave it up: they come alone.
        leave_party(registration, by=Actor.person(registration))
    party = confirmed_by(registration)
    for each in party:
        each.verified_at = now
        recognise(each)
    if later := opens_at(registration):
        raise NotOpenForEverybody(event, later)
    by = Actor.person(registration)
    if len(party) > 1 and not event.needs_approval:
        check_choices(party, by=by)
    for unit in [party] if registration.together else [[each] for each in party]:
        admit(unit, by=by, why=Why.ADDRESS_CONFIRMED)
    return registration.state


def admit(
    unit: list[Registration], *, by: Actor, why: Why, is_approved: bool = False
) -> None:
    """To the director, or to the seat decision; and the letters about it.

    :param is_approved: the director has said yes beforehand.
    """
    waits = unit[0].event.needs_approval or any(map(queries.was_declined, unit))
    if waits and not is_approved:
        move_all(unit, State.PENDING, by=by, why=why)
        letters.to_each(unit, letters.received)
        return
    decide_seat(unit, by=by, why=why)
    db.session.flush()  # the letters name the place in line
    letters.to_each(unit, letters.seated)


def not_me(registration: Registration) -> None:
    """The owner of the address did not sign up, or was named without asking.

    Ends it; twice is as good as once. Who brought companions along ends theirs,
    as long as nothing is confirmed.
    """
    registration = seats.lock(registration)
    by = Actor.person(registration)
    if registration.state is State.UNVERIFIED:
        for each in [registration, *unverified_companions(registration)]:
            leave_party(each, by=by)
            move(each, State.CANCELLED, by=by, why=Why.NOT_ME)
    elif registration.was_named:
        freed = take_back_unseen(registration, by=by)
        if registration.state in LIVE:
            leave(registration, by=by, why=Why.NOT_ME, freed=freed)


def enter(
    event: Event,
    applicant: Applicant,
    *,
    by: Actor,
    is_here: bool = False,
    role: RegistrationRole = RegistrationRole.GUEST,
) -> Registration:
    """Staff sign somebody up, say by phone; the address counts as confirmed.

    :param is_here: the person stands at the desk, where from the cut-off on
        neither the line nor a decision comes first.
    :param role: a guest whom the network knows as a member becomes one.
    :raises AlreadyRegistered: the same address and name is registered, or, where
        there is no address, the same name of the same company.
    :raises ChoiceIsFull: a chosen session has no place left.
    :raises NoSeatFree: for somebody who is here.
    :raises NotYetAtTheDesk: the cut-off is still ahead.
    :raises SignUpIsClosed: the event is over or called off.
    :raises TeamIsFull: for a role of the team.
    """
    event = seats.locked_event(event.id)
    if event.state is EventState.CANCELLED or event.is_past:
        raise SignUpIsClosed(closed_reason(event, clock.now()) or "")
    existing = _live_like(event, applicant)
    if existing is not None and existing.state is not State.UNVERIFIED:
        raise AlreadyRegistered(existing)
    questions = asked_at(event, Stage.APPLICATION)
    registration = write_down(event, applicant, existing, questions, by=by)
    registration.verified_at = clock.now()
    if role is not RegistrationRole.GUEST:
        registration.role = role
        kept = seats.chosen_by(registration) + seats.answered_by(registration)
        seats.claim(registration, event, kept)
    recognise(registration)
    if is_here:
        at_the_desk.seat(registration, by=by)
    else:
        admit([registration], by=by, why=Why.SIGNED_UP)
    return registration


def _live_like(event: Event, applicant: Applicant) -> Registration | None:
    """Who is registered already as ``applicant``."""
    if applicant.email:
        return queries.live_of_person(event, applicant.email, applicant.search_key)
    company_key = company_key_of(applicant)
    return queries.live_without_address(event, applicant.search_key, company_key)


def send_links(email: str, language: str) -> None:
    """Write the links of all live registrations to ``email``, if there are any.

    :param language: of the page on which somebody asked.
    """
    registrations = queries.live_at_address(email.lower())
    if registrations:
        letters.find_my_registration(email.lower(), registrations, language)
