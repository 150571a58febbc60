"""Row *csv*: what taking a list away costs, short and long, with answers."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import QuestionKind
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.bench.figures import Figure
from tests.bench.papers import cost, signed_in, staff
from tests.bench.sites import SLUG, bench_site
from tests.factories import make_event, make_question
from tests.factories.crowds import make_crowd

#: People, answers each, CPU seconds allowed for CSV and for XLSX.
TABLES = ((1_000, 4, 0.15, 0.4), (10_000, 4, 1.5, 4.0), (10_000, 20, 4.5, 12.0))

_KINDS: tuple[tuple[QuestionKind, Any], ...] = (
    (QuestionKind.SHORT_TEXT, "Machines for paper"),
    (QuestionKind.NUMBER, 40),
    (QuestionKind.ONE_OF, "blue"),
    (QuestionKind.YES_NO, True),
)


def exports(database: str) -> list[Figure]:
    """CPU seconds of all server processes for one file with every column."""
    return [
        figure
        for count, answers, *most in TABLES
        for figure in _of(database, count, answers, most)
    ]


def _of(database: str, count: int, answers: int, most: Sequence[float]) -> list[Figure]:
    address = f"/manage/events/{SLUG}/registrations/export"
    with bench_site(database, fill=lambda: fill_answered(count, answers)) as bench:
        ole = signed_in(bench)
        found = []
        for form, budget in zip(("csv", "xlsx"), most, strict=True):
            values = {"format": form, "columns": "all"}

            def order(values: dict[str, str] = values) -> bytes:
                return ole.order(address, address, values)

            seconds, size = cost(bench, order)
            note = f"{count:,} x {answers} answers, {size / 1000:.0f} kB"
            found.append(Figure(form, seconds, "s CPU", budget, note))
        ole.close()
    return found


def fill_answered(count: int, answers: int) -> None:
    """An event with ``count`` people who have answered so many questions each."""
    staff()
    event = make_event(slug=SLUG, capacity=100_000)
    make_crowd(event, State.CONFIRMED, count)
    _answer(event, [_question(event, number) for number in range(answers)])


def _question(event: Event, number: int) -> tuple[Question, Any]:
    kind, value = _KINDS[number % len(_KINDS)]
    return make_question(event, kind), value


def _answer(event: Event, asked: list[tuple[Question, Any]]) -> None:
    people = db.session.scalars(
        sa.select(Registration.id).filter_by(event_id=event.id)
    ).all()
    rows = [
        {
            "registration_id": person,
            "question_id": question.id,
            "version": question.version,
            "value": value,
            "given_at": clock.now(),
        }
        for person in people
        for question, value in asked
    ]
    with write_tx() as session:
        session.execute(sa.insert(Answer), rows)
