"""Events as calendar entries (RFC 5545), one or many."""

from collections.abc import Callable, Iterable

import icalendar
from flask_babel import gettext as _

from eventreg import clock
from eventreg.events import shown
from eventreg.events.models import Event
from eventreg.events.states import EventState


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
    whole = icalendar.Calendar()
    whole.add("prodid", f"-//{host}//eventreg//")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", icalendar.vText(name))
    for event in events:
        whole.add_component(_entry(event, host=host, address=address_of(event)))
    return whole.to_ical()


def _entry(event: Event, *, host: str, address: str) -> icalendar.Event:
    words = shown.texts(event)
    is_cancelled = event.state is EventState.CANCELLED
    title = words["title"].text
    entry = icalendar.Event()
    entry.add("uid", f"{event.slug}@{event.calendar_host or host}")
    entry.add("dtstamp", clock.now())
    entry.add("sequence", event.sequence)
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.ends_at)
    entry.add(
        "summary", _("Cancelled: %(title)s", title=title) if is_cancelled else title
    )
    entry.add("location", event.calendar_place)
    entry.add(
        "description", "\n\n".join(filter(None, [words["summary"].text, address]))
    )
    entry.add("url", address)
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    return entry
