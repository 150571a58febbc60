"""Parties: who was signed up by whom, who comes only together, and leaving."""

from collections.abc import Sequence
from typing import Any

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import network_of_staff
from eventreg.database import db
from eventreg.errors import MoveNotAllowed
from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.registrations import letters, queries, rules, seats
from eventreg.registrations.answers import services as answers
from eventreg.registrations.applicants import Applicant, write_onto
from eventreg.registrations.models import Registration, RegistrationChange, What
from eventreg.registrations.money.owed import leaving
from eventreg.registrations.services.moving import begin, check_choices, move, move_up
from eventreg.registrations.states import LIVE, SEATED, State, Why

#: Where one person answers for a whole party, or will.
ANSWERED = {State.PENDING, State.WAITLISTED, State.OFFERED}


def note(
    registration: Registration,
    what: What,
    *,
    by: Actor,
    changes: dict[str, list[Any]] | None = None,
) -> None:
    """Add a line to the history for what is no move."""
    registration.changes.append(
        RegistrationChange(
            what=what,
            changes=changes or {},
            actor_kind=by.kind,
            actor=by.reference,
            at=clock.now(),
            network=network_of_staff(by),
        )
    )


def bring_along(
    lead: Registration,
    companions: Sequence[Applicant],
    *,
    together: bool,
    questions: Sequence[Question] = (),
) -> None:
    """Sign up those whom the lead named; earlier unconfirmed ones are replaced.

    Whoever is registered already keeps that registration and is written to, so
    that the lead does not learn of it.

    :param together: they ask to come all or not at all.
    :param questions: what the event asks when people sign up.
    """
    _forget_companions(lead)
    event = lead.event
    if together and not may_come_together(event, len(companions) + 1):
        raise ValueError("this party cannot ask to come only together")
    if len(companions) >= rules.MOST_IN_PARTY:
        raise ValueError("the party is too large")
    own = [question for question in questions if not question.per_party]
    named = [found for each in companions if (found := _companion(lead, each, own))]
    check_choices([lead, *named], by=Actor.person(lead))
    lead.together, lead.head_id = together and bool(named), None
    for companion in named:
        companion.together = lead.together
        companion.head_id = lead.id if lead.together else None


def confirmed_with(registration: Registration) -> list[Registration]:
    """Those whose seats are decided when one address is confirmed, the lead first.

    Only the one itself where nothing is confirmed any more, or nobody else waits.
    """
    if registration.state is not State.UNVERIFIED:
        return [registration]
    lead = registration.lead or registration
    if lead.state is not State.UNVERIFIED:
        return [registration]
    return [lead, *unverified_companions(lead)]


def confirmed_by(registration: Registration) -> list[Registration]:
    """Those who are confirmed when this one's address is: itself first."""
    return [registration, *unverified_companions(registration)]


def unverified_companions(lead: Registration) -> list[Registration]:
    return [c for c in queries.companions(lead) if c.state is State.UNVERIFIED]


def may_come_together(event: Event, size: int) -> bool:
    """Whether a party of ``size`` may ask to come all or not at all."""
    return event.only_together and 1 < size <= rules.MOST_TOGETHER


def _forget_companions(lead: Registration) -> None:
    for companion in list(lead.companions):
        if companion.state is State.UNVERIFIED:
            db.session.delete(companion)
    db.session.flush()
    db.session.expire(lead, ["companions"])


def _companion(
    lead: Registration, applicant: Applicant, questions: Sequence[Question]
) -> Registration | None:
    event = lead.event
    existing = (
        queries.live_of_person(event, applicant.email.lower(), applicant.search_key)
        if applicant.email
        else None
    )
    if existing is not None:
        if existing.state is not State.UNVERIFIED:
            letters.already_registered(existing)
        return None
    companion = Registration(event=event, state=State.UNVERIFIED, lead=lead)
    write_onto(companion, applicant)
    db.session.add(companion)
    db.session.flush()  # its reference goes into the log
    answered = answers.counted(questions, applicant.answers)
    chosen = seats.wanted_pools(event, applicant.pool_ids)
    seats.claim(companion, event, [*chosen, *answers.places(answered)])
    answers.begin(companion, answered)
    begin(companion, by=Actor.person(lead), why=Why.SIGNED_UP)
    return companion


def leave_party(
    registration: Registration, *, by: Actor, comes_alone: bool = False
) -> None:
    """Let the others go on without this one: one who leaves shrinks a party.

    The next of them stands in line for the rest, at the same place.

    :param by: whose doing it is; who did it need not be told.
    :param comes_alone: this one has a seat without the others, and is not out.
    """
    if not registration.together:
        return
    others = [each for each in seats.unit(registration) if each is not registration]
    registration.together, registration.head_id = False, None
    if not others:
        return
    head = next((each for each in others if each.head_id is None), None)
    head = head or next((each for each in others if each.email), others[0])
    has_new_head = head.head_id is not None
    for other in others:
        other.together = len(others) > 1
        other.head_id = None if other is head else head.id
        if other.state is not State.UNVERIFIED:
            note(other, What.PARTY, by=by)
    db.session.flush()  # the letters name the others
    told = others
    if not has_new_head and len(others) > 1:
        # Who answered for all still does, and accepts for one less.
        told = [head] if head.shown_state is State.OFFERED else []
    _tell_who_stays(told, others, registration, by=by, comes_alone=comes_alone)
    if has_new_head:
        for other in filter(letters.is_decision_hidden, others):
            # The letter that still waits names who has left.
            letters.decide_anew(other)


def _tell_who_stays(
    told: Sequence[Registration],
    others: Sequence[Registration],
    gone: Registration,
    *,
    by: Actor,
    comes_alone: bool,
) -> None:
    """Write to those for whom somebody else answers now, or who come alone.

    Also to who holds an offer for them all.

    Of a companion without an address the lead reads, unless it is the lead who has
    left, or who answers for them all.
    """
    for other in told:
        reader = other.written_to
        is_known = reader is not other and (reader is gone or reader in others)
        is_own_doing = by == Actor.person(reader)
        if other.shown_state in ANSWERED and not is_known and not is_own_doing:
            letters.party_changed(other, gone=gone, comes_alone=comes_alone)


def take_back_unseen(registration: Registration, *, by: Actor) -> bool:
    """Take back, for one who leaves, a decision that the person cannot see yet.

    The page still says "being considered" and offers to leave. Neither a refusal
    nor the history may give the decision away.

    :returns: whether a seat came free.
    :raises MoveNotAllowed: declined, and the same person has signed up once more.
    """
    if not letters.is_decision_hidden(registration):
        return False
    if lives_elsewhere(registration):
        raise MoveNotAllowed("registration", registration.state, State.CANCELLED)
    leave_party(registration, by=by)
    return forget_decision(registration, by=by)


def lives_elsewhere(registration: Registration) -> bool:
    """Whether the person, declined without knowing, has signed up once more."""
    if registration.state in LIVE or registration.email is None:
        return False
    event, key = registration.event, registration.search_key
    return queries.live_of_person(event, registration.email, key) is not None


def forget_decision(registration: Registration, *, by: Actor) -> bool:
    """``take_back_unseen`` where it is done for the whole party."""
    if not letters.is_decision_hidden(registration):
        return False
    freed = seats.give_back_all(registration)
    move(registration, State.PENDING, by=by, why=Why.UNDONE)
    registration.reason = ""
    return freed


def leave(
    registration: Registration,
    *,
    by: Actor,
    why: Why,
    note: str = "",
    freed: bool = False,
) -> list[Registration]:
    """End one locked registration and pass its seat down the line.

    :param freed: its seat was given back just before.
    :returns: those who moved up, first in line first; often empty.
    """
    freed = freed or registration.state in SEATED
    end(registration, by=by, why=why, note=note)
    # Also where no seat came free: a party may have held up those behind it.
    return move_up(registration.event, by=by, freed=freed)


def end(registration: Registration, *, by: Actor, why: Why, note: str = "") -> None:
    """``leave`` before the line is walked, for several who leave at once."""
    was = registration.shown_state
    if registration.state in LIVE:
        take_back_unseen(registration, by=by)
    leave_party(registration, by=by)
    seats.give_back_all(registration)
    lost = leaving(registration, by_organiser=why is not Why.CANCELLED)
    move(registration, State.CANCELLED, by=by, why=why, note=note)
    cost_cents = lost.cost_cents if lost else 0
    letters.left(registration, was=was, why=why, cost_cents=cost_cents)
