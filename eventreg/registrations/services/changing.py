"""Changing what somebody said, as what they come, and which places they need."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from eventreg import clock, outbox
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.events.models import SeatPool
from eventreg.events.questions.models import Question
from eventreg.events.questions.rules import Answers
from eventreg.events.seats import give_back
from eventreg.events.states import CHOSEN, PoolKind
from eventreg.people.keys import write_keys
from eventreg.people.names import search_key
from eventreg.registrations import letters, queries, rules, seats
from eventreg.registrations.answers import services as answers
from eventreg.registrations.codes import new_token
from eventreg.registrations.models import Registration, What
from eventreg.registrations.money import services as money
from eventreg.registrations.money.asked import own_cents
from eventreg.registrations.services.as_seen import (
    NOTHING_SEEN,
    check_fee,
)
from eventreg.registrations.services.doubles import check_alone
from eventreg.registrations.services.moving import TeamIsFull, move, move_up
from eventreg.registrations.services.parties import (
    confirmed_with,
    forget_decision,
    leave_party,
    lives_elsewhere,
    note,
)
from eventreg.registrations.services.refusals import (
    OthersGoFirst,
    PoolIsFull,
    TooFewPlaces,
    TooLateToChange,
    check_not_over,
)
from eventreg.registrations.services.signing_up import ask_to_confirm
from eventreg.registrations.states import (
    LIVE,
    SEATED,
    TEAM_ROLES,
    RegistrationRole,
    State,
    Why,
)

#: What a person changes alone; names and address are changed by staff, or by
#: naming a substitute, because they say who comes.
OWN = frozenset(
    {"badge_name", "phone", "company", "position", "country", "language", "message"}
)
BY_STAFF = OWN | {
    "native_name",
    "address_as",
    "salutation",
    "title",
    "suffix",
    "given_name",
    "family_name",
    "family_first",
    "email",
}


def change_details(
    registration: Registration, values: Mapping[str, Any], *, by: Actor
) -> dict[str, list[Any]]:
    """Give columns of ``registration`` new values; the history shows the difference.

    :param values: by column; a person may change ``OWN``, staff ``BY_STAFF``.
    :returns: what really changed, old and new by column.
    :raises AlreadyRegistered: the new name and address are somebody's already.
    :raises TooLateToChange: the person's time for it has passed.
    """
    registration = seats.lock(registration)
    allowed = BY_STAFF if by.kind is ActorKind.STAFF else OWN
    if not allowed.issuperset(values):
        raise ValueError(f"not to be changed by {by.kind}: {set(values) - allowed}")
    _check_time(registration, by)
    if "email" in values:
        values = {**values, "email": (values["email"] or "").lower() or None}
    changes = {
        name: [getattr(registration, name), new]
        for name, new in values.items()
        if getattr(registration, name) != new
    }
    if changes:
        _write(registration, {name: pair[1] for name, pair in changes.items()})
        note(registration, What.DETAILS, by=by, changes=changes)
    if "email" in changes:
        _ask_at_the_new_address(registration)
    return changes


def _ask_at_the_new_address(registration: Registration) -> None:
    """Nobody has confirmed this one; the link in the old e-mail ends."""
    if registration.state is not State.UNVERIFIED or registration.lead_id is not None:
        return
    if rules.can_be_confirmed(registration.event, clock.now()):
        outbox.put_aside(registrations=[registration.reference])
        registration.token = new_token()
        ask_to_confirm(registration)


def _write(registration: Registration, values: Mapping[str, Any]) -> None:
    """The values and the keys made from them."""
    with db.session.no_autoflush:
        for name, new in values.items():
            setattr(registration, name, new)
        registration.company_key = search_key(registration.company)[:400]
        write_keys(registration)
        if values.keys() & {"given_name", "family_name", "email"}:
            check_alone(registration)


def choose(
    registration: Registration,
    pools: Iterable[SeatPool],
    *,
    by: Actor,
    language: str,
    role: RegistrationRole | None = None,
    seen: Mapping[str, str] = NOTHING_SEEN,
) -> list[Registration]:
    """Choose another contingent, other sessions or, for staff, another role.

    Somebody who holds seats gets all of the new ones or keeps all of the old. Who
    was decided on by another contingent, and was not told yet, is considered anew.

    :param pools: the contingent, sessions and choices; all that is chosen.
    :param language: of the reader, for names in the history and in errors.
    :param seen: a print of the fee as the page said it.
    :returns: those who moved up onto places that came free.
    :raises EventIsOver: its end has passed; only of who was there the place and the
        role are put right.
    :raises FeeFollows: the choice costs something else than the page said.
    :raises OthersGoFirst: of a contingent for which somebody waits, likewise.
    :raises PoolIsFull: a wanted pool is full; nothing has changed.
    :raises TooFewPlaces: a session or choice has too few for the whole party.
    :raises TeamIsFull: the same of the team's, to which the new role leads.
    :raises TooLateToChange: the person's time for it has passed.
    """
    registration = seats.lock(registration)
    if registration.shown_state not in LIVE:  # an unseen decline says nothing
        raise MoveNotAllowed("registration", registration.state, registration.state)
    _check_time(registration, by)
    if registration.state not in SEATED:
        check_not_over(registration.event)
    before, old_role = seats.pools_of(registration), registration.role
    cents = own_cents(registration) if seen else 0
    pools = list(pools)
    freed = by.kind is ActorKind.PERSON and _considered_anew(registration, pools)
    if by.kind is ActorKind.PERSON:
        _check_nobody_waits(registration, pools, language)
    registration.role = role or old_role
    answered = seats.answered_by(registration)
    seats.claim(registration, registration.event, [*pools, *answered])
    after = seats.pools_of(registration)
    held = registration.state in SEATED
    _take_new_places(registration, before, after, language)
    _note_choice(registration, before, old_role, by=by, language=language)
    money.adjust(registration, by=by)
    if seen:
        check_fee(registration, seen, before=cents)
    if registration.state is State.WAITLISTED and registration.role in TEAM_ROLES:
        _seat_in_team(registration, language, by=by)
    if before == after:
        return []
    db.session.flush()
    return move_up(registration.event, by=by, freed=held or freed)


def change_answers(
    registration: Registration,
    questions: Sequence[Question],
    given: Answers,
    *,
    keeping: Collection[str] = (),
    by: Actor,
    language: str,
) -> list[Registration]:
    """Answer ``questions`` anew; the history shows what became different.

    Somebody who holds seats gets all places that the new answers need, or keeps
    the old ones and the old answers.

    :param questions: those that the person is asked now, all of one stage.
    :param given: by key; what is missing is answered no more.
    :param keeping: keys of those whose answer stays as it is stored, though it was
        given to an earlier wording, or the question is not asked any more.
    :param language: of the reader, for errors.
    :returns: those who moved up onto places that came free.
    :raises PoolIsFull: a choice is full; nothing has changed.
    :raises TooFewPlaces: a choice has too few places for the whole party.
    :raises TooLateToChange: the person's time for it has passed.
    """
    registration = seats.lock(registration)
    if registration.shown_state not in LIVE:  # an unseen decline says nothing
        raise MoveNotAllowed("registration", registration.state, registration.state)
    _check_time(registration, by)
    answered = answers.counted(questions, given)
    answered |= answers.kept_as_given(registration, questions, keeping)
    before = seats.pools_of(registration)
    asked = {choice.pool for question in questions for choice in question.choices}
    others = [p for p in seats.answered_by(registration) if p not in asked]
    wanted = [*seats.chosen_by(registration), *others, *answers.places(answered)]
    seats.claim(registration, registration.event, wanted)
    after = seats.pools_of(registration)
    _take_new_places(registration, before, after, language)
    changes = answers.rewrite(registration, questions, answered)
    if changes:
        note(registration, What.DETAILS, by=by, changes={**changes})
        letters.withdraw_reminders(registration, "answers_due")
    if before == after:
        return []
    db.session.flush()
    return move_up(registration.event, by=by, freed=registration.state in SEATED)


def _considered_anew(registration: Registration, pools: Iterable[SeatPool]) -> bool:
    """Take back a decision that was not told and was about another contingent.

    The form is that of somebody whom nobody has decided on, and so is what comes
    of it: neither the page nor a refusal may give the decision away.

    :returns: whether a seat came free.
    """
    wanted = [pool for pool in pools if pool.kind is PoolKind.CONTINGENT]
    if wanted == seats.contingents_of(registration) or lives_elsewhere(registration):
        return False
    unit, by = seats.unit(registration), Actor.worker()
    freed = [forget_decision(each, by=by) for each in unit]
    return any(freed)


def _check_nobody_waits(
    registration: Registration, pools: Iterable[SeatPool], language: str
) -> None:
    """Who has a seat must not change past those in line for the same contingent."""
    if registration.state not in SEATED:
        return
    held = seats.pools_of(registration)
    wanted = [p for p in pools if p.kind is PoolKind.CONTINGENT and p not in held]
    if not wanted or not queries.does_anybody_wait_for(wanted):
        return
    if any(pool.free < 1 for pool in wanted):
        raise PoolIsFull(wanted, language)
    raise OthersGoFirst(registration.event, wanted, language)


def is_contingent_fixed(registration: Registration) -> bool:
    """Whether only staff change the contingent: the director has decided by it.

    As far as the person knows.
    """
    if registration.role in TEAM_ROLES:
        return True
    undecided = {State.UNVERIFIED, State.PENDING}
    is_decided = registration.shown_state not in undecided
    return registration.event.needs_approval and is_decided


def _take_new_places(
    registration: Registration,
    before: list[SeatPool],
    after: list[SeatPool],
    language: str,
) -> None:
    gained = [pool for pool in after if pool not in before]
    full = [pool for pool in gained if pool.free < 1]
    if registration.state not in SEATED:
        full = [pool for pool in full if pool.kind in CHOSEN]
        if full:
            raise PoolIsFull(full, language)
        _check_enough(registration, gained, language)
        return
    if not seats.take_needed(dict.fromkeys(gained, 1)):
        raise _are_full(full or gained, language)
    for pool in before:
        if pool not in after:
            give_back(pool)


def _check_enough(
    registration: Registration, gained: list[SeatPool], language: str
) -> None:
    """Those who get their seats at once need a place each where they chose alike."""
    chosen = [pool for pool in gained if pool.kind in CHOSEN]
    if not chosen:
        return
    db.session.flush()  # the others are read anew
    together = seats.unit(registration)
    people = together if len(together) > 1 else confirmed_with(registration)
    needed = seats.needs(people)
    for pool in chosen:
        if pool.free < needed.get(pool, 0):
            raise TooFewPlaces(pool, needed[pool], language)


def _are_full(pools: Sequence[SeatPool], language: str) -> DomainError:
    """What is said of ``pools``; the team's, which bears no name, says it itself."""
    is_team = any(pool.kind is PoolKind.TEAM for pool in pools)
    return TeamIsFull() if is_team else PoolIsFull(pools, language)


def _seat_in_team(registration: Registration, language: str, *, by: Actor) -> None:
    """Nobody waits for a seat of the team, which has no line."""
    leave_party(registration, by=by, comes_alone=True)
    if not seats.take_all([registration]):
        raise _are_full(seats.lacking([registration]), language)
    move(registration, State.CONFIRMED, by=by, why=Why.PROMOTED)
    letters.confirmed(registration)


def _note_choice(
    registration: Registration,
    before: list[SeatPool],
    old_role: RegistrationRole,
    *,
    by: Actor,
    language: str,
) -> None:
    def named(pools: list[SeatPool]) -> str:
        # Who may read of places that an answer took, its question says.
        chosen = (pool for pool in pools if pool.kind is not PoolKind.ANSWER)
        return ", ".join(filter(None, (pool.name(language) for pool in chosen)))

    places = [named(before), named(seats.pools_of(registration))]
    if places[0] != places[1]:
        note(registration, What.PLACES, by=by, changes={"places": [*places]})
    if registration.role is not old_role:
        roles: list[object] = [str(old_role), str(registration.role)]
        note(registration, What.ROLE, by=by, changes={"role": roles})


def _check_time(registration: Registration, by: Actor) -> None:
    ends_at = registration.event.changes_end_at
    if by.kind is ActorKind.PERSON and ends_at <= clock.now():
        raise TooLateToChange
