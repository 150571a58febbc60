"""What somebody gets who signs up now: the one place that says so, in words too."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _

from eventreg.events.lookups import Outlook
from eventreg.events.models import Event
from eventreg.events.rules import closed_reason, is_for_members
from eventreg.events.states import PoolKind
from eventreg.people.models import Person
from eventreg.registrations import queries, rules
from eventreg.registrations.invitations import approved_events, invitation
from eventreg.registrations.rules import Standstill


class Prospect(StrEnum):
    """A seat at once, a decision, or a place in line and why."""

    SEAT = "seat"
    DECISION = "decision"
    FULL = "full"
    PAUSED = "paused"
    #: The line stands still before the start, and others wait in it.
    TOO_LATE = "too_late"
    #: A party that comes only together waits for the seats that are free.
    BEHIND = "behind"


_WITHOUT_LINE = {Prospect.SEAT, Prospect.DECISION}
_STANDSTILLS = {
    Standstill.PAUSED: Prospect.PAUSED,
    Standstill.CUT_OFF: Prospect.TOO_LATE,
    Standstill.TOO_SHORT: Prospect.TOO_LATE,
}


def outlooks(events: Sequence[Event], now: datetime) -> dict[int, Outlook]:
    """What newcomers get at each event, by its id, as public pages say it."""
    return {
        event_id: _outlook(prospect)
        for event_id, prospect in prospects(events, now).items()
    }


def outlooks_of_known(
    events: Sequence[Event], person: Person, now: datetime
) -> dict[int, Outlook]:
    """``outlooks`` for somebody known, who may be approved already; one query more."""
    found = prospects(events, now, approved=approved_events(person))
    return {event_id: _outlook(prospect) for event_id, prospect in found.items()}


def _outlook(prospect: Prospect) -> Outlook:
    return Outlook(
        joins_line=prospect not in _WITHOUT_LINE,
        is_decided_on=prospect is Prospect.DECISION,
        words=page_words(prospect),
    )


def prospects(
    events: Sequence[Event], now: datetime, *, approved: Collection[int] = ()
) -> dict[int, Prospect]:
    """What a guest gets at each event, by its id.

    Asks nothing where the pools say it all, else two queries for all events.

    :param approved: the ids of events where the director has said yes beforehand.
    """
    with_room = [event for event in events if has_room(event)]
    waited_for = queries.with_a_line(
        event for event in with_room if rules.standstill(event, now) in _STANDSTILLS
    )
    parties = queries.largest_parties(
        event for event in with_room if event.only_together
    )
    return {
        event.id: _prospect(
            event,
            now,
            is_waited_for=event.id in waited_for,
            largest_party=parties.get(event.id, 0),
            is_approved=event.id in approved,
        )
        for event in events
    }


def has_room(event: Event) -> bool:
    """Whether a seat is free, and where one comes as something, in one of those."""
    contingents = event.pools_of(PoolKind.CONTINGENT)
    has_place = not contingents or any(pool.free > 0 for pool in contingents)
    return event.pool(PoolKind.EVENT).free > 0 and has_place


def _prospect(
    event: Event,
    now: datetime,
    *,
    is_waited_for: bool,
    largest_party: int,
    is_approved: bool,
) -> Prospect:
    """The answer of ``services.moving`` to a newcomer, without asking for a seat."""
    if event.needs_approval and not is_approved:
        return Prospect.DECISION
    still, has_seat = rules.standstill(event, now), has_room(event)
    if still is Standstill.PAUSED:
        return Prospect.PAUSED
    if still in _STANDSTILLS and (is_waited_for or not has_seat):
        return _STANDSTILLS[still]
    if not has_seat:
        return Prospect.FULL
    is_behind = rules.parties_move(event, now) and (
        largest_party > event.pool(PoolKind.EVENT).free
    )
    return Prospect.BEHIND if is_behind else Prospect.SEAT


def page_words(prospect: Prospect) -> str:
    return {
        Prospect.SEAT: "",
        Prospect.DECISION: _(
            "The organiser decides who takes part and writes to you. Please do not "
            "book or pay for anything before that."
        ),
        Prospect.FULL: _("When a seat comes free, the first in line gets it."),
        Prospect.PAUSED: _(
            "The organiser has stopped the waitlist for now: whoever signs up joins "
            "it, and nobody moves up until it goes on."
        ),
        Prospect.TOO_LATE: _(
            "So close to the start the waitlist no longer moves up by itself. Seats "
            "that come free are given at the entrance."
        ),
        Prospect.BEHIND: _("Others have been waiting longer for the free seats."),
    }[prospect]


def why_words(prospect: Prospect) -> str:
    """Why there is only the line, beside a sentence that says how one joins it."""
    if prospect is Prospect.PAUSED:
        return _(
            "The organiser has stopped the waitlist for now: nobody moves up until it "
            "goes on."
        )
    return page_words(prospect)


def form_words(event: Event, now: datetime) -> str:
    """What the form says will come of it, before somebody fills it in.

    Empty where nobody can sign up any more.
    """
    if closed_reason(event, now):
        return ""
    prospect = prospects([event], now)[event.id]
    if prospect is Prospect.SEAT and is_for_members(event, now):
        return _(
            "We write to you at once. Seats are given in the order in which the button "
            "in our e-mail is pressed: by members now, by everybody else from the date "
            "below."
        )
    if prospect is Prospect.SEAT:
        return _(
            "We write to you at once. The seat is yours when you press the button in "
            "our e-mail: seats are given in the order of confirmation."
        )
    if prospect is Prospect.DECISION:
        return page_words(prospect)
    if prospect is Prospect.FULL:
        return _full_words(event)
    joining = _(
        "Press the button in our e-mail, and you join the waitlist, in the order of "
        "confirmation."
    )
    return f"{why_words(prospect)} {joining}"


def _full_words(event: Event) -> str:
    if event.offer_hours:
        return _(
            "All seats are taken. Press the button in our e-mail, and you join the "
            "waitlist, in the order of confirmation. As soon as a seat is yours to "
            "take, we offer it to you, and you accept it on your page."
        )
    return _(
        "All seats are taken. Press the button in our e-mail, and you join the "
        "waitlist, in the order of confirmation. You move up automatically as soon as "
        "a seat comes free."
    )


def known_words(
    event: Event, person: Person, now: datetime, *, asks: bool = False
) -> str:
    """``form_words`` for somebody who need not confirm an address.

    :param asks: something must be answered first.
    """
    is_invited = invitation(event, person) is not None
    if closed_reason(event, now, is_invited=is_invited):
        return ""
    approved = approved_events(person)
    prospect = prospects([event], now, approved=approved)[event.id]
    words = _known_words(event, prospect, asks=asks)
    if not event.needs_approval or event.id not in approved:
        return words
    alone = _("The organiser still decides about anybody you bring along.")
    return f"{words} {alone}"


def _known_words(event: Event, prospect: Prospect, *, asks: bool) -> str:
    if prospect is Prospect.SEAT and asks:
        return _(
            "We know you already: answer what is asked below, send it, and the seat is "
            "yours."
        )
    if prospect is Prospect.SEAT:
        return _("We know you already: press the button below, and the seat is yours.")
    if prospect is Prospect.DECISION:
        return page_words(prospect)
    if prospect is not Prospect.FULL:
        return f"{why_words(prospect)} " + _("You join the waitlist.")
    if event.offer_hours:
        return _(
            "All seats are taken. You join the waitlist. As soon as it is your turn, "
            "we offer you a seat, and you accept it on your page."
        )
    return _(
        "All seats are taken. You join the waitlist and move up automatically as soon "
        "as a seat comes free."
    )
