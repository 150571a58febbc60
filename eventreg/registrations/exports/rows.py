"""Registrations as rows of cells, in few statements however many there are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.parts import pool_name
from eventreg.events.questions.models import Question, QuestionVersion
from eventreg.events.questions.states import UPLOADS, QuestionKind
from eventreg.events.questions.texts import label
from eventreg.events.questions.words import answer_text
from eventreg.events.states import PoolKind
from eventreg.registrations import queries
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.exports.columns import Reader
from eventreg.registrations.exports.narrowing import Narrowed
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.presence.queries import came_at
from eventreg.registrations.queries.lists import in_order, narrowed_to
from eventreg.tables import Cell, Column, Table
from eventreg.uploads import Upload
from eventreg.web.roles import Role

#: Told how many rows are written, of how many.
Told = Callable[[int, int], None]
#: Rows between two tellings.
_TELL_EVERY = 500

#: By id of the registration and of the question.
_Answers = Mapping[tuple[int, int], Cell]
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
        self._narrowed = narrowed
        self._reader = Reader(
            language=language,
            timezone=event.timezone,
            role=role,
            places=_places(event, conditions) if "places" in narrowed.columns else {},
            leads=_leads(conditions) if "lead" in narrowed.columns else {},
            came=came_at(conditions) if "came_at" in narrowed.columns else {},
        )
        self._given = _answers(event, conditions, narrowed.asked, language)

    def of(self, row: Any) -> list[Cell]:
        own = [field.read(row, self._reader) for field in self._narrowed.fields]
        given = (self._given.get((row.id, each.id)) for each in self._narrowed.asked)
        return [*own, *given]


def _places(event: Event, conditions: _Conditions) -> dict[int, str]:
    names = {
        pool.id: pool_name(pool).text
        for pool in event.pools
        if pool.kind not in (PoolKind.EVENT, PoolKind.TEAM)
    }
    claims = db.session.execute(
        sa.select(Claim.registration_id, Claim.pool_id)
        .join(Claim.registration)
        .where(*conditions, Claim.pool_id.in_(names))
        .order_by(Claim.registration_id, Claim.pool_id)
    )
    found: dict[int, list[str]] = {}
    for registration_id, pool_id in claims:
        found.setdefault(registration_id, []).append(names[pool_id])
    return {id_: ", ".join(places) for id_, places in found.items()}


def _leads(conditions: _Conditions) -> dict[int, str]:
    lead = sa.orm.aliased(Registration)
    pairs = db.session.execute(
        sa.select(lead.id, lead.reference)
        .join(Registration, Registration.lead_id == lead.id)
        .where(*conditions)
        .distinct()
    )
    return {row[0]: row[1] for row in pairs}


@dataclass(frozen=True)
class _Wording:
    kind: QuestionKind
    snapshot: Mapping[str, Any]


def _answers(
    event: Event, conditions: _Conditions, asked: Sequence[Question], language: str
) -> _Answers:
    """All answers to ``asked``, as cells, under the wordings of then."""
    if not asked:
        return {}
    ids = [question.id for question in asked]
    wordings = {
        (row.question_id, row.version): _Wording(
            QuestionKind(row.snapshot["kind"]), row.snapshot
        )
        for row in db.session.scalars(
            sa.select(QuestionVersion).where(QuestionVersion.question_id.in_(ids))
        )
    }
    rows = db.session.execute(
        sa.select(
            Answer.registration_id,
            Answer.question_id,
            Answer.version,
            Answer.value,
            Upload.name,
        )
        .join(Answer.registration)
        .outerjoin(Answer.upload)
        .where(*conditions, Answer.question_id.in_(ids))
    )
    return {
        (registration_id, question_id): _cell(
            wordings[question_id, version], value, file, language, event.language
        )
        for registration_id, question_id, version, value, file in rows
    }


def _cell(
    wording: _Wording, value: Any, file: str | None, language: str, first: str
) -> Cell:
    """A number stays one, and a day: spreadsheets count and sort by them."""
    if wording.kind in UPLOADS:
        return file or ""
    if wording.kind is QuestionKind.NUMBER:
        return float(value) if isinstance(value, str) else value
    if wording.kind is QuestionKind.DATE:
        return date.fromisoformat(value)
    return answer_text(wording.snapshot, value, language=language, first=first)


def count(event: Event, narrowed: Narrowed) -> int:
    """How many rows the table has."""
    return queries.how_many(event, narrowed.wanted)
