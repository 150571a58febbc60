"""An event as pages show it: its texts in the reader's language, its seats, words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from babel.dates import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventreg.events import lookups, parts, queries, rules
from eventreg.events.lookups import SEAT, Outlook
from eventreg.events.models import Event
from eventreg.events.states import RUNNING, EventState, Kind, PoolKind
from eventreg.events.times import HOME_ZONE, ZONES
from eventreg.events.values import Seats as Seats
from eventreg.events.values import Words as Words
from eventreg.events.values import said_to
from eventreg.people.models import Person
from eventreg.people.territories import place_key
from eventreg.web.dates import city_of, format_span, format_when
from eventreg.web.locale import current_language, language_word

FIELDS = (
    *("title", "summary", "description"),
    *("access", "price", "terms", "cover_alt"),
)

#: The space in “1.760 €” or “€ 25”, where no line may break.
_IN_AN_AMOUNT = re.compile(r"(?<=\d) (?=€)|(?<=€) (?=\d)")


_KINDS = {
    Kind.EVENING: _l("Network evening"),
    Kind.WORKSHOP: _l("Workshop"),
    Kind.TRIP: _l("Delegation trip"),
}

#: The colour of the tag and its word.
_STATES = {
    EventState.DRAFT: ("soft", _l("Draft")),
    EventState.PUBLISHED: ("good", _l("Published")),
    EventState.CLOSED: ("wait", _l("Sign-up closed")),
    EventState.CANCELLED: ("bad", _l("Cancelled")),
}
_PAST = ("soft", _l("Past"))


def kind_name(kind: Kind) -> str:
    """What a kind of event is called."""
    return str(_KINDS[kind])


def state_word(state: EventState) -> str:
    """What a state of an event is called."""
    return str(_STATES[state][1])


def state_words(event: Event) -> tuple[str, str]:
    """The state as the colour of its tag and a word; *past* overrules."""
    is_past = event.is_past and event.state in RUNNING
    colour, word = _PAST if is_past else _STATES[event.state]
    return colour, str(word)


def texts(event: Event) -> dict[str, Words]:
    """Each text in the reader's language, else in the event's first one."""
    language = current_language()
    own, first = event.text(language), event.text(event.language)
    shown = {}
    for name in FIELDS:
        source = own if getattr(own, name) else first
        lang = source.language if source.language != language else None
        text = _IN_AN_AMOUNT.sub("\N{NO-BREAK SPACE}", getattr(source, name))
        shown[name] = Words(text, lang)
    return shown


@dataclass(frozen=True)
class Listed:
    """One line in a list of events."""

    event: Event
    kind: str
    weekday: str
    title: Words
    summary: Words
    when: str
    #: When it was to begin before it was postponed; empty: then as well.
    moved_from: str
    seats: Seats
    #: What is left of them for whoever signs up now.
    left: str
    #: The contingents, with what is left of each.
    parts: list[parts.Part]
    #: Why nobody can sign up; empty: one can.
    closed: str
    #: From when everybody can, while only members can; empty: everybody, or nobody.
    members_words: str
    tone: str
    state: str


def moved_from(event: Event, now: datetime) -> str:
    """When a postponed event was to begin before, as long as it is still ahead."""
    before = event.previous_starts_at
    if before is None or before == event.starts_at or event.state not in RUNNING:
        return ""
    return format_when(before, event.timezone) if event.starts_at > now else ""


def listed(event: Event, now: datetime, outlook: Outlook = SEAT) -> Listed:
    """``event`` as one line of a list.

    :param outlook: what newcomers get; only lists for visitors need to know.
    """
    words, seats = texts(event), Seats.of(event.pool(PoolKind.EVENT))
    contingents = parts.groups(event, outlook, [PoolKind.CONTINGENT])
    tone, state = state_words(event)
    return Listed(
        event=event,
        kind=kind_name(event.kind),
        weekday=_format(event.starts_local, "EEE"),
        title=words["title"],
        summary=words["summary"],
        when=format_span(event.starts_at, event.ends_at, event.timezone),
        moved_from=moved_from(event, now),
        seats=seats,
        left=seats.left_for(outlook),
        parts=[part for group in contingents for part in group.parts],
        closed=rules.closed_reason(event, now) or "",
        members_words=rules.members_words(event, now),
        tone=tone,
        state=state,
    )


def by_month(
    events: Iterable[Event], now: datetime, reader: Person | None = None
) -> Iterator[tuple[str, list[Listed]]]:
    """Lines under the month in which the events start, on their own clocks.

    :param reader: ``None``: a visitor of whom nothing is known.
    """
    events = list(events)
    outlooks = lookups.outlooks(events, now, reader)
    for _month, group in groupby(
        events, key=lambda e: (e.starts_local.year, e.starts_local.month)
    ):
        lines = [listed(event, now, outlooks[event.id]) for event in group]
        yield _format(lines[0].event.starts_local, "LLLL y"), lines


def month_of(event: Event) -> str:
    """The month in which it starts, as addresses say it: ``2027-06``."""
    return f"{event.starts_local:%Y-%m}"


def month_choices(events: Iterable[Event], *, chosen: str = "") -> dict[str, str]:
    """The months in which ``events`` start, in their order, with their names.

    :param chosen: is among them if it is a month, though nothing starts in it.
    """
    starts = {month_of(event): event.starts_local for event in events}
    if chosen not in starts and (first := _first_of(chosen)):
        is_backwards = list(starts) != sorted(starts)
        starts = dict(sorted([*starts.items(), (chosen, first)], reverse=is_backwards))
    return {month: _format(local, "LLLL y") for month, local in starts.items()}


def _first_of(month: str) -> datetime | None:
    """When ``month`` begins, as addresses say it; ``None``: it is none."""
    if not re.fullmatch(r"2\d{3}-(0[1-9]|1[0-2])", month, re.ASCII):
        return None
    return datetime.fromisoformat(f"{month}-01")


def cancelled_because(event: Event) -> Words:
    """Why it was called off, as staff wrote it; often empty."""
    reason = queries.cancel_reason(event)
    return said_to(current_language(), reason, event.languages)


def readers_words(languages: Mapping[str, int]) -> str:
    """In which languages people read, as a sentence; empty: nobody reads.

    :param languages: how many read each.
    """
    if not languages:
        return ""
    if len(languages) == 1:
        return _("They read %(language)s.", language=language_word(*languages))
    counted = ", ".join(
        f"{language_word(code)} ({count})" for code, count in languages.items()
    )
    return _("They read: %(languages)s.", languages=counted)


def map_url(event: Event) -> str:
    """Where a map shows the place; empty for trips, which have many.

    A plain link: the page itself asks no other site for anything.
    """
    if event.kind is Kind.TRIP or not event.place_address:
        return ""
    where = " ".join([event.place_name, *event.place_address.split()])
    return f"https://www.openstreetmap.org/search?{urlencode({'query': where})}"


def _format(local: datetime, pattern: str) -> str:
    return str(format_datetime(local, pattern, locale=current_language()))


def own_clock(event: Event) -> str:
    """The start with its clock, where neither is home's nor said with the span.

    By the event's own clock, as letters and every other page have it.
    """
    lasts = event.ends_at - event.starts_at
    if event.timezone == HOME_ZONE or lasts < timedelta(days=1):
        return ""
    return format_when(event.starts_at, event.timezone)


def zone_choices(current: str = HOME_ZONE) -> dict[str, str]:
    """Clocks to choose from: home's first, then by city; ``current`` among them.

    Cities stand in the order of the reader's alphabet.
    """
    language = current_language()
    cities = {zone: city_of(zone) for zone in {*ZONES, current} - {HOME_ZONE}}
    others = sorted(cities.items(), key=lambda choice: place_key(choice[1], language))
    return {HOME_ZONE: city_of(HOME_ZONE), **dict(others)}


def agenda_name(kind: Kind) -> str:
    """What the points of such an event are called together."""
    return _("Itinerary") if kind is Kind.TRIP else _("Agenda")


def part_names(kind: Kind) -> list[tuple[rules.Part, str]]:
    """The parts in which an event is edited, in the order of their menu."""
    return [
        (rules.Part.TEXTS, _("Texts")),
        (rules.Part.COVER, _("Picture")),
        (rules.Part.AGENDA, agenda_name(kind)),
        (rules.Part.SPEAKERS, _("Speakers")),
        (rules.Part.WHEN_AND_WHERE, _("When and where")),
        (rules.Part.SEATS, _("Seats")),
        (rules.Part.SIGN_UP, _("Sign-up")),
        (rules.Part.QUESTIONS, _("Questions")),
        (rules.Part.LANGUAGES, _("Languages")),
    ]
