"""The calendar entry that travels with *confirmed* and with its end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from eventreg import clock
from eventreg.outbox.sender import Sender
from eventreg.outbox.values import lines, one_line


def part(
    entry: Mapping[str, Any],
    *,
    to: str,
    sender: Sender,
    own_page: str,
    at: datetime | None = None,
) -> tuple[str, bytes]:
    """Method and iCalendar text of one entry in the attendee's calendar.

    :param entry: ``method`` (REQUEST or CANCEL), ``uid`` (the same for ever),
        ``sequence`` (rises), ``starts_at`` and ``ends_at`` (ISO, UTC),
        ``summary``, ``location``, ``description``; ``attendee``: a name.
    :param own_page: where to cancel; empty if there is no such page.
    :param at: when it was written; now if not given.
    """
    method = entry["method"]
    event = Event()
    event.add("uid", entry["uid"])
    event.add("sequence", int(entry["sequence"]))
    event.add("dtstamp", at or clock.now())
    # UTC: programs show it on the reader's clock, and need no zone's history.
    event.add("dtstart", datetime.fromisoformat(entry["starts_at"]))
    event.add("dtend", datetime.fromisoformat(entry["ends_at"]))
    event.add("summary", one_line(entry["summary"]))
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("transp", "OPAQUE")
    if location := one_line(entry.get("location") or ""):
        event.add("location", location)
    if description := _description(entry, own_page):
        event.add("description", description)
    if own_page:
        event.add("url", own_page)
    event.add("organizer", _organizer(sender), encode=False)
    event.add("attendee", _attendee(to, entry.get("attendee")), encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//eventreg//registration//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return method, calendar.to_ical()


def _description(entry: Mapping[str, Any], own_page: str) -> str:
    said = lines(entry.get("description") or "")
    if not own_page or entry["method"] == "CANCEL":
        return said
    how = _("To cancel, please use your page: %(address)s", address=own_page)
    return f"{said}\n\n{how}" if said else how


def _organizer(sender: Sender) -> vCalAddress:
    organizer = vCalAddress(f"mailto:{sender.address}")
    organizer.params["cn"] = vText(sender.name.replace('"', "'"))
    return organizer


def _attendee(to: str, name: str | None) -> vCalAddress:
    """The person has said yes on the site: nothing is asked in the calendar."""
    attendee = vCalAddress(f"mailto:{to}")
    attendee.params["cn"] = vText(one_line(name or to).replace('"', "'"))
    attendee.params["cutype"] = vText("INDIVIDUAL")
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText("ACCEPTED")
    attendee.params["rsvp"] = vText("FALSE")
    return attendee
