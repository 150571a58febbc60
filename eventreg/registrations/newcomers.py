"""What somebody gets who signs up now: the one place that says so, in words too."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask_babel import gettext as _

from eventreg.events.lookups import Outlook
from eventreg.events.models import Event, SeatPool
from eventreg.events.rules import closed_reason, is_for_members
from eventreg.events.states import PoolKind
from eventreg.people.models import Person
from eventreg.registrations.invitations import approved_events, invitation
from eventreg.registrations.prospects import HELD_UP, Forecast, Prospect, forecasts
from eventreg.web.locale import current_language

_WITHOUT_LINE = {Prospect.SEAT, Prospect.DECISION}


def outlooks(
    events: Sequence[Event], now: datetime, person: Person | None = None
) -> dict[int, Outlook]:
    """What newcomers get at each event, by its id, as public pages say it.

    :param person: who reads it; ``None``: a guest, of whom nothing is known.
    """
    found = forecasts(events, now, person)
    return {event.id: _outlook(event, found[event.id]) for event in events}


def _outlook(event: Event, forecast: Forecast) -> Outlook:
    return Outlook(
        joins_line=forecast.prospect not in _WITHOUT_LINE,
        is_decided_on=forecast.is_decided_on,
        joins_line_if_approved=forecast.is_decided_on and forecast.seat in HELD_UP,
        words=_outlook_words(event, forecast),
        awaited=frozenset(pool.id for pool in forecast.all_awaited),
        at_most=_open_seats(event, forecast.awaited) if forecast.awaited else None,
    )


def _open_seats(event: Event, awaited: Iterable[SeatPool]) -> int:
    """Free seats for which nobody waits, where somebody does in some contingents."""
    places = set(event.pools_of(PoolKind.CONTINGENT)) - set(awaited)
    return sum(max(0, pool.free) for pool in places)


def _outlook_words(event: Event, forecast: Forecast) -> str:
    words = page_words(forecast.prospect)
    if forecast.is_decided_on and forecast.seat in HELD_UP:
        return f"{words} {why_words(forecast.seat)}{_order_words(event)}"
    has_line = forecast.prospect not in _WITHOUT_LINE
    return words + (_order_words(event) if has_line else "")


def _order_words(event: Event) -> str:
    """Who comes first in line, where it is not whoever came first; often empty."""
    if not event.members_first:
        return ""
    return " " + _("Members come before guests on the waitlist.")


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
    forecast = forecasts([event], now)[event.id]
    prospect = forecast.prospect
    if prospect is Prospect.SEAT:
        return _seat_words(event, now) + _except_words(forecast)
    if prospect is Prospect.DECISION:
        return _outlook_words(event, forecast)
    if prospect is Prospect.FULL:
        return _full_words(event) + _order_words(event)
    joining = _(
        "Press the button in our e-mail, and you join the waitlist, in the order of "
        "confirmation."
    )
    return f"{why_words(prospect)} {joining}{_order_words(event)}"


def _seat_words(event: Event, now: datetime) -> str:
    if is_for_members(event, now):
        return _(
            "We write to you at once. Seats are given in the order in which the button "
            "in our e-mail is pressed: by members now, by everybody else from the date "
            "below."
        )
    return _(
        "We write to you at once. The seat is yours when you press the button in "
        "our e-mail: seats are given in the order of confirmation."
    )


def _except_words(forecast: Forecast) -> str:
    """As what one gets no seat although some are free there; often empty."""
    language = current_language()
    names = [pool.name(language) for pool in forecast.all_awaited]
    if not names:
        return ""
    words = _(
        "Others have been waiting longer for the free seats at %(names)s: there you "
        "join the waitlist.",
        names=", ".join(names),
    )
    return f" {words}{_order_words(forecast.all_awaited[0].event)}"


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
    forecast = forecasts([event], now, person)[event.id]
    words = _known_words(event, forecast, asks=asks)
    if not event.needs_approval or event.id not in approved:
        return words
    alone = _("The organiser still decides about anybody you bring along.")
    return f"{words} {alone}"


def _known_words(event: Event, forecast: Forecast, *, asks: bool) -> str:
    prospect = forecast.prospect
    if prospect is Prospect.SEAT and asks:
        words = _(
            "We know you already: answer what is asked below, send it, and the seat is "
            "yours."
        )
        return words + _except_words(forecast)
    if prospect is Prospect.SEAT:
        return _("We know you already: press the button below, and the seat is yours.")
    if prospect is Prospect.DECISION:
        return _outlook_words(event, forecast)
    if prospect is not Prospect.FULL:
        joining = _("You join the waitlist.")
        return f"{why_words(prospect)} {joining}{_order_words(event)}"
    return _known_full_words(event) + _order_words(event)


def _known_full_words(event: Event) -> str:
    if event.offer_hours:
        return _(
            "All seats are taken. You join the waitlist. As soon as it is your turn, "
            "we offer you a seat, and you accept it on your page."
        )
    return _(
        "All seats are taken. You join the waitlist and move up automatically as soon "
        "as a seat comes free."
    )
