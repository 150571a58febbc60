"""The mix of an event in words and lengths, as the inbox draws it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from eventreg.events.parts import pool_name
from eventreg.events.shown import Words, texts
from eventreg.people.territories import country_name
from eventreg.registrations.queries import InboxRow
from eventreg.registrations.queries.mix import Bar, Mix, Side, mixes
from eventreg.registrations.words import sector_unknown
from eventreg.web.locale import current_language


@dataclass(frozen=True)
class Line:
    """One bar with its words."""

    words: str | Words
    bar: Bar
    #: Stands for it in the page: ``mix-2-1-4``.
    key: str
    #: Names it where nothing stands above: seats of the whole event are just seats.
    short: str | Words


@dataclass(frozen=True)
class Drawn:
    """One event, side by side."""

    title: Words
    parts: list[tuple[str, list[Line]]]
    #: So many people are not counted, as a yes puts them onto the waitlist.
    held_up: int = 0


def drawn(rows: Sequence[InboxRow], marked: Collection[str]) -> list[Drawn]:
    """The mix of each event whose people are shown."""
    return [
        Drawn(texts(mix.event)["title"], _numbered(number, mix), mix.held_up)
        for number, mix in enumerate(mixes(rows, marked))
    ]


def kinds_of(parts: Sequence[Drawn]) -> dict[str, list[str]]:
    """By reference of a row the keys of the bars that it would make longer.

    Those that it would make shorter have a minus in front.
    """
    found: dict[str, list[str]] = {}
    for each in parts:
        for _title, lines in each.parts:
            for line in lines:
                for reference in line.bar.waiting:
                    found.setdefault(reference, []).append(line.key)
                for reference in line.bar.replacing:
                    found.setdefault(reference, []).append(f"-{line.key}")
    return found


def _numbered(number: int, mix: Mix) -> list[tuple[str, list[Line]]]:
    return [
        (
            title,
            [
                Line(
                    words,
                    bar,
                    f"mix-{number}-{part}-{place}",
                    title if not part and not place else words,
                )
                for place, (words, bar) in enumerate(bars)
            ],
        )
        for part, (title, bars) in enumerate(_parts(mix))
    ]


def _parts(mix: Mix) -> Iterator[tuple[str, list[tuple[str | Words, Bar]]]]:
    """Seats first, then each side."""
    seats = [(pool_name(pool) or _("Together"), bar) for pool, bar in mix.pools]
    yield _("Seats"), seats
    titles = {
        Side.SECTOR: _("Sectors"),
        Side.SIZE: _("People in the company"),
        Side.REGION: _("Countries"),
        Side.FIRST_TIME: _("Newcomers"),
    }
    for side, bars in mix.sides.items():
        yield titles[side], [(_words(side, bar, mix), bar) for bar in bars]


def _words(side: Side, bar: Bar, mix: Mix) -> str:
    language = current_language()
    if side is Side.SECTOR:
        sector = mix.sectors.get(bar.key)
        return sector.name(language) if sector else bar.key or sector_unknown()
    if side is Side.REGION:
        return country_name(bar.key, language)
    return bar.key.replace("-", "–") if side is Side.SIZE else _("First time with us")
