"""Events as calendar entries (RFC 5545), one or many."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from flask_babel import gettext as _

from eventreg import clock
from eventreg.events import rules, shown
from eventreg.events.models import Event
from eventreg.events.states import EventState

#: How long one is reminded to sign up, and how long before the calendar says so.
_SIGNING_UP = timedelta(minutes=15)
_BEFORE = timedelta(minutes=10)


def calendar(
    events: Iterable[Event],
    *,
    name: str,
    host: str,
    address_of: Callable[[Event], str],
) -> bytes:
    """A calendar to follow or to take over, in the reader's language.

    :param host: of the site now; the names (UID) of entries keep the one that they
        were published under.
    :param address_of: the public page of an event.
    """
    whole = _empty(name, host)
    for event in events:
        whole.add_component(_entry(event, host=host, address=address_of(event)))
    return whole.to_ical()


def opening(event: Event, opens_at: datetime, *, host: str, address: str) -> bytes:
    """A calendar with one entry: sign-up opens, with an alarm shortly before.

    By the clock of the event, so that the entry says the hour that its page says.

    :param opens_at: for whom the file is made.
    """
    title = shown.texts(event)["title"].text
    entry = _blank(event, f"{event.slug}-opening", host=host, address=address)
    begins = opens_at.astimezone(ZoneInfo(event.timezone))
    entry.add("dtstart", begins)
    entry.add("dtend", begins + _SIGNING_UP)
    entry.add("summary", _("Sign-up opens: %(title)s", title=title))
    entry.add("transp", "TRANSPARENT")
    said = rules.closed_reason(event, clock.now())
    entry.add("description", "\n\n".join(filter(None, [said, address])))
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -_BEFORE)
    alarm.add("description", entry["summary"])
    entry.add_component(alarm)
    whole = _empty(str(entry["summary"]), host)
    whole.add_component(entry)
    whole.add_missing_timezones(
        first_date=begins.date().replace(month=1, day=1),
        last_date=begins.date().replace(month=12, day=31),
    )
    return whole.to_ical()


def _empty(name: str, host: str) -> icalendar.Calendar:
    whole = icalendar.Calendar()
    whole.add("prodid", f"-//{host}//eventreg//")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", icalendar.vText(name))
    return whole


def _entry(event: Event, *, host: str, address: str) -> icalendar.Event:
    words = shown.texts(event)
    title = words["title"].text
    entry = _blank(event, event.slug, host=host, address=address)
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.ends_at)
    is_cancelled = event.state is EventState.CANCELLED
    entry.add(
        "summary", _("Cancelled: %(title)s", title=title) if is_cancelled else title
    )
    entry.add("location", event.calendar_place)
    entry.add(
        "description", "\n\n".join(filter(None, [words["summary"].text, address]))
    )
    return entry


def _blank(event: Event, name: str, *, host: str, address: str) -> icalendar.Event:
    """What all entries about ``event`` say; ``name`` stays the same for ever."""
    entry = icalendar.Event()
    entry.add("uid", f"{name}@{event.calendar_host or host}")
    entry.add("dtstamp", clock.now())
    entry.add("sequence", event.sequence)
    entry.add("url", address)
    is_cancelled = event.state is EventState.CANCELLED
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    return entry
