"""What other tables hold about registrations, read in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from eventreg.columns import Json, UTCDateTime
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.parts import pool_name
from eventreg.events.questions.models import QuestionVersion
from eventreg.events.questions.states import UPLOADS, QuestionKind
from eventreg.events.questions.words import answer_text
from eventreg.events.states import PoolKind
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.exports.narrowing import Narrowed
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.presence.models import CheckIn
from eventreg.registrations.presence.queries import comings
from eventreg.tables import Cell
from eventreg.uploads import Upload

_Conditions = Sequence[sa.ColumnElement[bool]]

#: What a row of the statement may hold: one shape for all that is read.
_SHAPE: dict[str, sa.types.TypeEngine[Any]] = {
    "registration_id": sa.Integer(),
    "number": sa.Integer(),
    "version": sa.Integer(),
    "value": Json,
    "name": sa.String(),
    "at": UTCDateTime(),
}


@dataclass(frozen=True)
class Beside:
    """By id of the registration; of answers by id of the question too."""

    #: The names of what it claims a seat in.
    places: dict[int, str] = field(default_factory=dict)
    #: The number of whoever signed this person up.
    leads: dict[int, str] = field(default_factory=dict)
    #: When this person came.
    came: dict[int, datetime] = field(default_factory=dict)
    answers: dict[tuple[int, int], Cell] = field(default_factory=dict)


def beside(
    event: Event, conditions: _Conditions, narrowed: Narrowed, *, language: str
) -> Beside:
    """What the columns of ``narrowed`` need beside the registrations themselves.

    :param conditions: hold for the registrations that are shown.
    """
    statements = list(_statements(event, conditions, narrowed))
    found: dict[str, list[Any]] = {}
    if statements:
        for row in db.session.execute(sa.union_all(*statements)):
            found.setdefault(row.what, []).append(row)
    return Beside(
        places=_places(event, found.get("place", ())),
        leads={row.number: row.name for row in found.get("lead", ())},
        came={row.registration_id: row.at for row in found.get("came", ())},
        answers=_answers(
            found.get("answer", ()),
            {(row.number, row.version): row.value for row in found.get("wording", ())},
            language=language,
            first=event.language,
        ),
    )


def _statements(
    event: Event, conditions: _Conditions, narrowed: Narrowed
) -> list[sa.Select[Any]]:
    found = []
    if "places" in narrowed.columns:
        found.append(_claims(event, conditions))
    if "lead" in narrowed.columns:
        found.append(_leads(conditions))
    if "came_at" in narrowed.columns:
        came = _row("came", registration_id=CheckIn.registration_id, at=CheckIn.at)
        found.append(comings(conditions).with_only_columns(*came))
    if ids := [question.id for question in narrowed.asked]:
        found += [_wordings(ids), _given(ids, conditions)]
    return found


def _row(what: str, **values: Any) -> list[sa.ColumnElement[Any]]:
    """The columns of one statement; what it does not say is empty."""
    columns = [
        values.get(name, sa.cast(sa.null(), kind)).label(name)
        for name, kind in _SHAPE.items()
    ]
    return [sa.literal(what).label("what"), *columns]


def _claims(event: Event, conditions: _Conditions) -> sa.Select[Any]:
    row = _row("place", registration_id=Claim.registration_id, number=Claim.pool_id)
    return (
        sa.select(*row)
        .join(Claim.registration)
        .where(*conditions, Claim.pool_id.in_(_names(event)))
    )


def _leads(conditions: _Conditions) -> sa.Select[Any]:
    lead = aliased(Registration)
    return (
        sa.select(*_row("lead", number=lead.id, name=lead.reference))
        .join(Registration, Registration.lead_id == lead.id)
        .where(*conditions)
    )


def _wordings(question_ids: Sequence[int]) -> sa.Select[Any]:
    """Each wording once, however many answers were given under it."""
    row = _row(
        "wording",
        number=QuestionVersion.question_id,
        version=QuestionVersion.version,
        value=QuestionVersion.snapshot,
    )
    return sa.select(*row).where(QuestionVersion.question_id.in_(question_ids))


def _given(question_ids: Sequence[int], conditions: _Conditions) -> sa.Select[Any]:
    row = _row(
        "answer",
        registration_id=Answer.registration_id,
        number=Answer.question_id,
        version=Answer.version,
        value=Answer.value,
        name=Upload.name,
    )
    return (
        sa.select(*row)
        .select_from(Answer)
        .join(Answer.registration)
        .outerjoin(Answer.upload)
        .where(*conditions, Answer.question_id.in_(question_ids))
    )


def _names(event: Event) -> dict[int, str]:
    """Of all pools that somebody can choose, by id."""
    return {
        pool.id: pool_name(pool).text
        for pool in event.pools
        if pool.kind not in (PoolKind.EVENT, PoolKind.TEAM)
    }


def _places(event: Event, claims: Sequence[Any]) -> dict[int, str]:
    names, found = _names(event), dict[int, list[str]]()
    for claim in sorted(claims, key=lambda row: (row.registration_id, row.number)):
        found.setdefault(claim.registration_id, []).append(names[claim.number])
    return {id_: ", ".join(places) for id_, places in found.items()}


def _answers(
    given: Sequence[Any],
    wordings: Mapping[tuple[int, int], Mapping[str, Any]],
    *,
    language: str,
    first: str,
) -> dict[tuple[int, int], Cell]:
    """As cells, under the wordings of then."""
    return {
        (row.registration_id, row.number): _cell(
            wordings[row.number, row.version], row.value, row.name, language, first
        )
        for row in given
    }


def _cell(
    wording: Mapping[str, Any], value: Any, file: str | None, language: str, first: str
) -> Cell:
    """A number stays one, and a day: spreadsheets count and sort by them."""
    kind = QuestionKind(wording["kind"])
    if kind in UPLOADS:
        return file or ""
    if kind is QuestionKind.NUMBER:
        return float(value) if isinstance(value, str) else value
    if kind is QuestionKind.DATE:
        return date.fromisoformat(value)
    return answer_text(wording, value, language=language, first=first)
