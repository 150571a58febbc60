"""The questions of an event come in the order of the form, in few statements."""

import pytest

from eventreg import clock
from eventreg.database import db
from eventreg.events.questions import queries
from eventreg.events.questions.states import QuestionKind, Stage
from tests.factories import make_event, make_question, make_section
from tests.house import count_queries


def labels(questions):
    return [question.labels["en"] for question in questions]


def test_questions_come_by_section_those_without_one_first(app):
    event = make_event()
    second = make_section(event, position=2)
    first = make_section(event, position=1)
    make_question(event, label="d", section=second)
    make_question(event, label="c", section=first, position=5)
    make_question(event, label="b", section=first, position=4)
    make_question(event, label="a")
    make_question(make_event(), label="another event's")

    assert labels(queries.questions(event)) == ["a", "b", "c", "d"]


def test_what_was_taken_off_the_form_comes_only_when_wanted(app):
    event = make_event()
    make_question(event, label="old", retired_at=clock.now())
    make_question(event, label="new")

    assert labels(queries.questions(event)) == ["new"]
    assert labels(queries.questions(event, retired=True)) == ["old", "new"]


def test_each_stage_has_its_questions(app):
    event = make_event()
    make_question(event, label="now")
    make_question(event, label="later", stage=Stage.AFTER_CONFIRMATION)

    assert labels(queries.asked_at(event, Stage.APPLICATION)) == ["now"]
    assert labels(queries.asked_at(event, Stage.AFTER_CONFIRMATION)) == ["later"]


@pytest.mark.parametrize("number", [1, 30])
def test_many_questions_cost_as_many_statements_as_one(app, number):
    event = make_event()
    for _ in range(number):
        first = make_question(
            event,
            QuestionKind.ONE_OF,
            choices={"fish": 2, "beans": None},
            section=make_section(event),
        )
        make_question(event, shown_if=(first, ["fish"]))
    event_id = event.id
    db.session.expire_all()

    with count_queries() as statements:
        for question in queries.questions(db.session.get(type(event), event_id)):
            assert question.shown_if is None or question.shown_if.section.labels
            assert all(
                choice.pool is None or choice.pool.free for choice in question.choices
            )

    assert len(statements) == 4
