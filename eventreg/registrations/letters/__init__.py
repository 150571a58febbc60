"""The letters about a registration, each queued with what caused it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from eventreg import clock, outbox
from eventreg.people.names import full_name
from eventreg.registrations import queries, seats
from eventreg.registrations.letters.asking import ASKS
from eventreg.registrations.letters.beside import beside_the_seat, how_it_came
from eventreg.registrations.letters.delegations import (
    delegation_entered as delegation_entered,
)
from eventreg.registrations.letters.delegations import list_entered as list_entered
from eventreg.registrations.letters.in_line import (
    is_at_the_door,
    is_party_waiting,
    place_in_line,
)
from eventreg.registrations.letters.leaving import event_cancelled as event_cancelled
from eventreg.registrations.letters.leaving import left as left
from eventreg.registrations.letters.offers import is_over, open_offer, ways_out_or_in
from eventreg.registrations.letters.queueing import (
    calendar_entry,
    decision_keys,
    instant,
    queue,
    to_readers,
    who_answers,
)
from eventreg.registrations.letters.reaching import was_ended_by_move
from eventreg.registrations.letters.several import (
    find_my_registration as find_my_registration,
)
from eventreg.registrations.models import Registration
from eventreg.registrations.money.asked import fee_values
from eventreg.registrations.money.owed import letter_values
from eventreg.registrations.moved import Moved
from eventreg.registrations.states import SEATED, State, Why
from eventreg.registrations.words import listed


def to_each(
    registrations: Iterable[Registration], letter: Callable[[Registration], None]
) -> None:
    """The same letter about each of those who are decided on together."""
    for registration in registrations:
        letter(registration)


def confirm_your_address(
    registration: Registration,
    *,
    until: datetime,
    not_before: datetime | None,
    words: Mapping[str, str] | None = None,
    moved: Moved | None = None,
) -> None:
    """
    :param not_before: only from then on people who are no members can confirm.
    :param moved: what became different since the form was sent; ``words`` say why.
    """
    token, zone = registration.token, registration.event.timezone
    companions = [c for c in registration.companions if c.state is State.UNVERIFIED]
    queue(
        registration,
        "confirm_your_address",
        links={
            "confirm": ("my.confirm", {"token": token}),
            "not_me": ("my.not_me", {"token": token}),
        },
        not_after=until,
        until=instant(until, zone),
        not_before=instant(not_before, zone) if not_before else "",
        companions=", ".join(map(full_name, companions)),
        reason=to_readers(words, registration),
        **(moved.values(registration.language) if moved else {}),
    )


def received(registration: Registration) -> None:
    queue(registration, "received")


def reconsidered(registration: Registration) -> None:
    queue(registration, "reconsidered")


def already_registered(registration: Registration) -> None:
    queue(
        registration, "already_registered", is_considered=_is_considered(registration)
    )


def decided(registration: Registration) -> None:
    """The letter of a decision, held back as long as it can be undone."""
    due = registration.decision_shown_at
    key, to_who_asked = decision_keys(registration)
    if registration.state is State.OFFERED:
        _seat_offer(registration, "approved", due_at=due, key=key)
    elif registration.state is State.CONFIRMED:
        confirmed(registration, due_at=due, key=key)
    elif registration.state is State.WAITLISTED:
        waitlisted(registration, due_at=due, key=key)
    else:
        queue(registration, "declined", due_at=due, key=key, reason=registration.reason)
        _tell_who_asked(registration, due_at=due, key=to_who_asked)


def seated(registration: Registration) -> None:
    """Of a seat decision that nobody takes back."""
    if registration.state is State.WAITLISTED:
        waitlisted(registration)
    elif registration.state is State.OFFERED:
        offer(registration)
    else:
        confirmed(registration, why=registration.moves[-1].why)


def moved_up(registration: Registration) -> None:
    """A seat for somebody in line, and how it came."""
    confirmed(registration, why=registration.moves[-1].why)


def _tell_who_asked(
    declined: Registration, *, due_at: datetime | None, key: str | None
) -> None:
    """Whoever named a substitute in vain keeps the seat."""
    old = declined.replaces
    if old is not None and old.state is State.CONFIRMED:
        queue(
            old,
            "substitute_declined",
            due_at=due_at,
            key=key,
            substitute=full_name(declined),
        )


def decide_anew(registration: Registration) -> None:
    """Write a decision's letter, which still waits, once more as things stand."""
    withdraw_decision(registration)
    decided(registration)


def withdraw_decision(registration: Registration) -> None:
    """Hold back the letter of a decision that the person has not seen yet."""
    if is_decision_hidden(registration):
        for key in filter(None, decision_keys(registration)):
            outbox.withdraw(key)


def withdraw_reminders(registration: Registration, *letters: str) -> None:
    """Hold back reminders of what is no longer so; all, unless some are named."""
    outbox.withdraw_reminders(registration=registration.reference, letters=letters)


def withdraw_wish_to_confirm(registration: Registration) -> None:
    """Whatever follows, nobody is to confirm this address any more."""
    withdraw_reminders(registration, ASKS)


def send_decision_now(registration: Registration) -> None:
    for key in filter(None, decision_keys(registration)):
        outbox.send_now(key)


def is_decision_hidden(registration: Registration) -> bool:
    """Whether a decision can still be undone, its letter waiting."""
    shown_at = registration.decision_shown_at
    return shown_at is not None and shown_at > clock.now()


def confirmed(
    registration: Registration,
    *,
    why: Why | None = None,
    due_at: datetime | None = None,
    key: str | None = None,
) -> None:
    """With the calendar entry and the check-in code.

    :param why: how the seat came, where the letter says so.
    """
    registration.calendar_sequence += 1
    queue(
        registration,
        "confirmed",
        calendar=calendar_entry(registration, "REQUEST"),
        code=registration.badge_code,
        due_at=due_at,
        key=key,
        **how_it_came(why),
        **beside_the_seat(registration),
        **letter_values(registration, registration.written_to.language),
    )


def waitlisted(
    registration: Registration,
    *,
    due_at: datetime | None = None,
    key: str | None = None,
) -> None:
    queue(
        registration,
        "waitlisted",
        due_at=due_at,
        key=key,
        reinstated=registration.moves[-1].why is Why.REINSTATED,
        **place_in_line(registration),
        **_party(registration),
    )


def _party(registration: Registration) -> dict[str, Any]:
    """Of those who come only together: how many seats they need, and who answers."""
    unit = queries.unit(registration)
    if len(unit) < 2:
        return {}
    free = seats.most_free(unit)
    return {
        "party_size": len(unit),
        "free_seats": "" if free is None else str(free),
        "answers_for": _answers_for(registration),
    }


def approved(registration: Registration) -> None:
    """A seat that must be accepted, for somebody who never read of waiting."""
    _seat_offer(registration, "approved")


def offer(registration: Registration) -> None:
    _seat_offer(registration, "offer", **how_it_came(registration.moves[-1].why))


def offer_extended(registration: Registration) -> None:
    """The offer's new end; the letter about the offer named an earlier one."""
    _seat_offer(registration, "offer_extended")


def offer_expired(registration: Registration) -> None:
    """An offer is over: nobody answered, nobody could, or the event was moved."""
    unheard, size = bool(registration.moves[-1].note), len(queries.unit(registration))
    queue(
        registration,
        "offer_expired",
        links={"rejoin": ("my.rejoin", {"token": registration.token})},
        party_size=size if size > 1 else "",
        party_waits=size > 1 and is_party_waiting(registration),
        not_told=unheard,
        event_was_moved=not unheard and was_ended_by_move(registration),
        at_the_door=is_at_the_door(registration),
        before_guests=queries.comes_before_guests(registration),
    )


def party_changed(
    registration: Registration,
    *,
    gone: Registration,
    comes_alone: bool = False,
    handed_over: bool = False,
) -> None:
    """To who stays in a party that ``gone`` has left, and where they stand now.

    :param handed_over: somebody else has the seat of ``gone``; nobody has to answer
        anew because of that.
    """
    until = registration.offer_expires_at
    is_offered = registration.shown_state is State.OFFERED and until is not None
    zone = registration.event.timezone
    queue(
        registration,
        "party_changed",
        links={"accept": ("my.accept", {"token": registration.token})},
        not_after=until if is_offered else None,
        accept_until=instant(until, zone) if until and is_offered else "",
        answers_for="" if handed_over else _answers_for(registration),
        gone=full_name(gone),
        comes_alone=comes_alone,
        handed_over=handed_over,
        is_considered=_is_considered(registration),
        is_waiting=registration.shown_state is State.WAITLISTED,
        answered_by="" if handed_over else who_answers(registration),
    )


def _is_considered(registration: Registration) -> bool:
    """Whether the person knows only of an application, and of no registration yet."""
    return registration.shown_state is State.PENDING


def _answers_for(registration: Registration) -> str:
    """The others of a party that comes only together, for who answers for them."""
    if not registration.together or registration.head_id is not None:
        return ""
    others = map(full_name, queries.party_of(registration))
    return listed(others, registration.written_to.language)


def event_moved(
    registration: Registration,
    *,
    words: Mapping[str, str],
    moved: Moved,
    offer_is_shorter: bool = False,
) -> None:
    """Another date or place; a confirmed person's calendar entry moves along.

    :param offer_is_shorter: the seat is kept less long than the person was told.
    """
    entry = None
    if registration.shown_state is State.CONFIRMED:
        registration.calendar_sequence += 1
        entry = calendar_entry(registration, "REQUEST")
    queue(
        registration,
        "event_moved",
        links=ways_out_or_in(registration),
        calendar=entry,
        reason=to_readers(words, registration),
        has_seat=registration.shown_state in SEATED,
        is_considered=_is_considered(registration),
        accept_until=open_offer(registration),
        ends_earlier=offer_is_shorter,
        offer_is_over=is_over(registration),
        answers_for=_answers_for(registration),
        **moved.values(registration.written_to.language),
        **beside_the_seat(registration),
    )


def _seat_offer(registration: Registration, letter: str, **options: Any) -> None:
    head = queries.head_of(registration)
    # Who answers for a party gets no second link that only tells them so.
    asked = head if head is registration.written_to else registration
    assert registration.offer_expires_at  # noqa: S101 - the table's CHECK says so
    if asked is registration and head is not None and letter != "offer_extended":
        letter = "party_offer"
    answers_for = _answers_for(registration)
    if letter != "offer_extended":
        unit = queries.unit(registration) if answers_for else [registration]
        options |= fee_values(unit, registration.written_to.language)
    queue(
        registration,
        letter,
        links={
            "accept": ("my.accept", {"token": asked.token}),
            "refuse": ("my.refuse", {"token": registration.token}),
        },
        not_after=registration.offer_expires_at,
        answers_for=answers_for,
        goes_with_yours=asked is not registration,
        accept_until=instant(
            registration.offer_expires_at, registration.event.timezone
        ),
        **options,
    )
