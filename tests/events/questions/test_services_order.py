"""Questions and sections stand in an order that staff change step by step."""

import pytest

from eventreg.database import write_tx
from eventreg.errors import Gone
from eventreg.events.questions import queries, services
from eventreg.events.questions.services.ordering import DOWN, UP
from tests.factories import make_event, make_section


@pytest.fixture
def three(ask):
    """``a`` under no heading, ``b`` and ``c`` under one, and an empty one."""
    event = make_event()
    food = make_section(event, "Food", position=1)
    make_section(event, "Travel", position=2)
    ask(event, "a")
    ask(event, "b", section=food.key)
    ask(event, "c", section=food.key)
    return event


def placed(event):
    return [
        (row.labels["en"], row.section.labels["en"] if row.section else "")
        for row in queries.questions(event)
    ]


@pytest.mark.parametrize(
    ("label", "step", "order"),
    [
        ("c", UP, [("a", ""), ("c", "Food"), ("b", "Food")]),
        ("b", UP, [("a", ""), ("b", ""), ("c", "Food")]),
        ("a", DOWN, [("a", "Food"), ("b", "Food"), ("c", "Food")]),
        ("c", DOWN, [("a", ""), ("b", "Food"), ("c", "Travel")]),
        ("a", UP, [("a", ""), ("b", "Food"), ("c", "Food")]),
    ],
    ids=["within", "out of the first", "into the first", "into the next", "at the end"],
)
def test_a_question_moves_by_one_step(three, ole, label, step, order):
    (key,) = (q.key for q in queries.questions(three) if q.labels["en"] == label)

    with write_tx():
        services.move(three, key, step, by=ole)

    assert placed(three) == order


def test_a_section_moves_with_its_questions(three, ole):
    _food, travel = queries.sections(three)
    (first, *_rest) = queries.questions(three)
    with write_tx():
        services.move(three, first.key, DOWN, by=ole)
        services.move_section(three, travel.key, UP, by=ole)

    assert [row.labels["en"] for row in queries.sections(three)] == ["Travel", "Food"]
    assert placed(three) == [("a", "Food"), ("b", "Food"), ("c", "Food")]


def test_the_questions_of_a_removed_section_stay(three, ole):
    food, _travel = queries.sections(three)

    with write_tx():
        services.remove_section(three, food.key, by=ole)

    assert placed(three) == [("a", ""), ("b", ""), ("c", "")]
    assert [row.labels["en"] for row in queries.sections(three)] == ["Travel"]


def test_a_section_of_another_event_is_gone(three, ole):
    other = make_section(make_event())

    with pytest.raises(Gone), write_tx():
        services.remove_section(three, other.key, by=ole)
