"""Agenda and speakers as the page of an event shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask_babel import gettext as _

from eventreg.events.models import Event
from eventreg.events.programme import AgendaEntry, Speaker
from eventreg.events.times import HOME_ZONE
from eventreg.events.values import Words, said
from eventreg.uploads import Upload
from eventreg.web.dates import city_of, format_clock, format_day, format_when


@dataclass(frozen=True)
class Shown:
    """One point: when, in words, and what it is."""

    key: str
    #: For programs, and in words: the start alone, and start and end.
    starts: str
    begins: str
    when: str
    title: Words
    place: Words
    text: Words


@dataclass(frozen=True)
class Day:
    """The points of one day; no heading where the event has but one."""

    heading: str
    entries: list[Shown]


@dataclass(frozen=True)
class Face:
    """A speaker with what is said of them."""

    key: str
    name: str
    company: str
    role: Words
    text: Words
    picture: Upload | None


def days(event: Event, entries: Iterable[AgendaEntry]) -> list[Day]:
    """``entries``, which are in the order of time, by the day at their place."""
    groups = [
        (day, [_shown(event, entry) for entry in group])
        for day, group in groupby(entries, key=lambda e: e.starts_local.date())
    ]
    is_long = len(groups) > 1 or any(day != _day_of(event) for day, _ in groups)
    return [Day(format_day(day) if is_long else "", group) for day, group in groups]


def _day_of(event: Event) -> date:
    return event.starts_local.date()


def clock_words(event: Event) -> str:
    """On which clock the times are read; empty where it is home's."""
    if event.timezone == HOME_ZONE:
        return ""
    return _(
        "Local time in %(city)s, unless another city is named.",
        city=city_of(event.timezone),
    )


def faces(event: Event, speakers: Iterable[Speaker]) -> list[Face]:
    return [
        Face(
            key=speaker.key,
            name=speaker.name,
            company=speaker.company,
            role=said(speaker.roles, event.language),
            text=said(speaker.texts, event.language),
            picture=speaker.picture,
        )
        for speaker in speakers
    ]


def _shown(event: Event, entry: AgendaEntry) -> Shown:
    return Shown(
        key=entry.key,
        starts=entry.starts_local.isoformat(timespec="minutes"),
        begins=_begins(event, entry),
        when=_when(event, entry),
        title=said(entry.titles, event.language),
        place=said(entry.places, event.language),
        text=said(entry.texts, event.language),
    )


def _begins(event: Event, entry: AgendaEntry) -> str:
    return format_clock(entry.starts_at, entry.zone, zone=entry.zone != event.timezone)


def _when(event: Event, entry: AgendaEntry) -> str:
    """Times alone on the event's own clock; on another one with its city."""
    is_abroad = entry.zone != event.timezone
    starts = _begins(event, entry)
    ends_at, ends_local = entry.ends_at, entry.ends_local
    if ends_at is None or ends_local is None:
        return starts
    if entry.ends_zone == entry.zone and is_abroad:
        starts = format_clock(entry.starts_at, entry.zone)
    is_same_day = ends_local.date() == entry.starts_local.date()
    form = format_clock if is_same_day else format_when
    ends = form(ends_at, entry.ends_zone, zone=entry.ends_zone != event.timezone)
    return f"{starts}–{ends}" if len(starts + ends) < 12 else f"{starts} – {ends}"
