"""Whether somebody has been told of the seat that is kept for them."""

from datetime import datetime
from enum import StrEnum

from eventreg import clock, outbox
from eventreg.outbox import LetterState
from eventreg.registrations.models import (
    Registration,
    RegistrationChange,
    RegistrationMove,
    What,
)
from eventreg.registrations.states import State, Why

#: Each of these says that a seat is kept, and until when.
OFFERS = ("approved", "offer", "party_offer", "offer_extended", "offer_ending")

_UNTIL = "accept_until"


class Reach(StrEnum):
    #: Read in time, as far as anybody knows; also where nobody is written to.
    TOLD = "told"
    #: A worker is just sending it.
    LEAVING = "leaving"
    #: It never left, or too late.
    UNTOLD = "untold"
    #: The mail server refused it for good.
    UNDELIVERED = "undelivered"
    #: Somebody took it back by hand.
    WITHDRAWN = "withdrawn"


def reach(registration: Registration) -> Reach:
    """How far the letter about the running offer has come.

    :param registration: who answers the offer.
    """
    written = outbox.written(
        registration=registration.reference,
        letters=(*OFFERS, "event_moved"),
        since=_offered_at(registration),
    )
    # The letter of a new date has the link too, unless the offer was not known yet.
    found = [row for row in written if row.letter in OFFERS or row.values.get(_UNTIL)]
    ends_at = registration.offer_expires_at or clock.now()
    if not found or any(_was_in_time(letter, ends_at) for letter in found):
        return Reach.TOLD
    last = found[-1]
    if last.state is LetterState.SENDING:
        is_held = last.lease_until is not None and last.lease_until > clock.now()
        return Reach.LEAVING if is_held else Reach.UNTOLD
    if last.state is LetterState.FAILED:
        return Reach.UNDELIVERED
    by_hand = last.state is LetterState.WITHDRAWN and not last.last_error
    return Reach.WITHDRAWN if by_hand else Reach.UNTOLD


def withdraw_offers(registration: Registration) -> list[str]:
    """Take back what has not left about an offer that gets another end.

    :returns: which letters there were.
    """
    outbox.withdraw_unsent(registration=registration.reference, letters=OFFERS)
    since = _offered_at(registration)
    found = outbox.written(
        registration=registration.reference, letters=OFFERS, since=since
    )
    return [letter.letter for letter in found]


def _was_in_time(letter: outbox.models.Letter, ends_at: datetime) -> bool:
    if letter.state is LetterState.KEPT:
        return True
    return letter.sent_at is not None and letter.sent_at < ends_at


def _offered_at(registration: Registration) -> datetime:
    """Since when the end is what it is, as far as the clock set it."""
    again = (c.at for c in registration.changes if is_told_late(c.what, c.changes))
    return max((registration.moves[-1].at, *again))


def is_told_late(what: What, changes: dict[str, list[object]]) -> bool:
    """Whether an offer got more time because nobody could be told of it."""
    return what is What.EXTENDED and "told_late" in changes


def is_shortened(change: RegistrationChange) -> bool:
    """Whether an offer ends earlier than it did, and not later."""
    return change.what is What.EXTENDED and "offer_end" in change.changes


def is_ended(change: RegistrationChange) -> bool:
    """Whether an offer was over at once, because the event was moved so near."""
    if not is_shortened(change):
        return False
    _old, new = change.changes["offer_end"]
    return datetime.fromisoformat(new["at"]) <= change.at


def was_ended_by_move(
    registration: Registration, expiry: RegistrationMove | None = None
) -> bool:
    """Whether moving the event ended the person's last offer, and nobody was late.

    :param expiry: the move by which an earlier offer ended; ``None``: the last one.
    """
    until = expiry.at if expiry else clock.now()
    offered = [
        move.at
        for move in registration.moves
        if move.new is State.OFFERED and move.at <= until
    ]
    ends = [
        change
        for change in registration.changes
        if change.what is What.EXTENDED
        and offered
        and offered[-1] <= change.at <= until
    ]
    is_expiry = expiry is None or expiry.why is Why.OFFER_EXPIRED
    return is_expiry and bool(ends) and is_ended(ends[-1])
