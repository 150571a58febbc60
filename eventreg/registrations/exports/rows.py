"""Registrations as rows of cells, in few statements however many there are."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.questions.texts import label
from eventreg.registrations import queries
from eventreg.registrations.exports.beside import beside
from eventreg.registrations.exports.columns import Reader
from eventreg.registrations.exports.narrowing import Narrowed
from eventreg.registrations.models import Registration
from eventreg.registrations.queries.lists import in_order, narrowed_to
from eventreg.tables import Cell, Column, Table
from eventreg.web.roles import Role

#: Told how many rows are written, of how many.
Told = Callable[[int, int], None]
#: Rows between two tellings.
_TELL_EVERY = 500

_Conditions = Sequence[sa.ColumnElement[bool]]


def table_of(
    event: Event,
    narrowed: Narrowed,
    *,
    language: str,
    role: Role,
    told: Told = lambda _done, _total: None,
) -> Table:
    """What the list of ``event`` shows, all pages of it, as a table."""
    conditions = narrowed_to(event, narrowed.wanted)
    needed = {name: None for field in narrowed.fields for name in field.needs}
    found = db.session.execute(
        sa.select(*(getattr(Registration, name) for name in needed | {"id": None}))
        .where(*conditions)
        .order_by(*in_order(narrowed.wanted.order, language))
    ).all()
    cells = _Cells(event, conditions, narrowed, language=language, role=role)

    def rows() -> Iterator[list[Cell]]:
        for number, row in enumerate(found, start=1):
            yield cells.of(row)
            if number % _TELL_EVERY == 0:
                told(number, len(found))
        told(len(found), len(found))

    columns = [
        Column(heading, width) for heading, width in headings(narrowed, language)
    ]
    return Table(event.title(language), columns, rows())


def headings(narrowed: Narrowed, language: str) -> list[tuple[str, int]]:
    """What stands above each column, and how wide it is."""
    own = [(str(field.heading), field.width) for field in narrowed.fields]
    return own + [(label(each, language).text, 24) for each in narrowed.asked]


def cells_of(
    event: Event,
    registrations: Sequence[Registration],
    narrowed: Narrowed,
    *,
    language: str,
    role: Role,
) -> list[list[Cell]]:
    """The cells of some registrations, for one page of the list."""
    conditions = [Registration.id.in_([each.id for each in registrations])]
    cells = _Cells(event, conditions, narrowed, language=language, role=role)
    return [cells.of(each) for each in registrations]


class _Cells:
    """Writes rows; what stands in other tables is read once, at the beginning."""

    def __init__(
        self,
        event: Event,
        conditions: _Conditions,
        narrowed: Narrowed,
        *,
        language: str,
        role: Role,
    ) -> None:
        found = beside(event, conditions, narrowed, language=language)
        self._narrowed = narrowed
        self._reader = Reader(
            language=language,
            timezone=event.timezone,
            role=role,
            places=found.places,
            leads=found.leads,
            came=found.came,
        )
        self._given = found.answers

    def of(self, row: Any) -> list[Cell]:
        own = [field.read(row, self._reader) for field in self._narrowed.fields]
        given = (self._given.get((row.id, each.id)) for each in self._narrowed.asked)
        return [*own, *given]


def count(event: Event, narrowed: Narrowed) -> int:
    """How many rows the table has."""
    return queries.how_many(event, narrowed.wanted)
