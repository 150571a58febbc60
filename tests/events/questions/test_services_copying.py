"""The questions of an earlier event for a new one."""

from datetime import datetime

import pytest

from eventreg.database import write_tx
from eventreg.events.models import SeatPool
from eventreg.events.questions import queries, services
from eventreg.events.states import PoolKind
from tests.factories import make_answer, make_event, make_registration, make_section


@pytest.fixture
def old(ask):
    """Last year's: a choice, and what waits for one of its answers."""
    event = make_event(starts_local=datetime(2026, 6, 1, 18))
    food = make_section(event, "Food")
    first = ask(
        event, "Dish?", "one_of", choices={"Fish": 5, "Beans": None}, section=food.key
    )
    fish = {"shown_if": first.key, "shown_if_answers": (first.choices[0].key,)}
    ask(event, "Bones?", "yes_no", section=food.key, **fish)
    ask(event, "Day?", "date", least="2026-05-30", most="2026-06-02")
    return event


@pytest.fixture
def copied(old, ole):
    """``copied("Dish?", …)``: this year's event, with copies of those."""

    def copy(*labels, **values):
        new = make_event(starts_local=datetime(2027, 6, 3, 18), **values)
        rows = queries.questions(old)
        keys = {row.key for row in rows if row.labels["en"] in labels}
        with write_tx():
            services.copy_some(old, new, keys, by=ole)
        return new

    return copy


def test_all_questions_come_along_in_their_order(old, ole, form_of):
    new = make_event(starts_local=datetime(2027, 6, 1, 18))

    with write_tx():
        count = services.copy_all(old, copy=new, by=ole)

    assert (count, form_of(new)) == (3, form_of(old))


def test_places_that_a_copied_event_has_already_are_not_made_twice(old, ole):
    new = make_event()
    with write_tx():
        new.pools.append(SeatPool(kind=PoolKind.ANSWER, names={}, capacity=5))

    with write_tx():
        services.copy_all(old, copy=new, by=ole)

    assert [pool.names for pool in new.pools_of(PoolKind.ANSWER)] == [{"en": "Fish"}]


def test_copies_have_keys_sections_and_places_of_their_own(old, copied):
    new = copied("Dish?")

    (dish,) = queries.questions(new)
    pattern = next(row for row in queries.questions(old) if row.choices)
    assert dish.key != pattern.key
    assert {c.key for c in dish.choices}.isdisjoint(c.key for c in pattern.choices)
    assert dish.section.event_id == new.id
    assert [pool.capacity for pool in new.pools_of(PoolKind.ANSWER)] == [5]


def test_a_condition_speaks_of_the_copies(copied):
    new = copied("Dish?", "Bones?")

    bones, dish = sorted(queries.questions(new), key=lambda row: row.labels["en"])
    assert bones.shown_if is dish
    assert bones.shown_if_answers == [dish.choices[0].key]


def test_without_what_it_waits_for_a_question_is_asked_always(copied):
    (bones,) = queries.questions(copied("Bones?"))

    assert (bones.shown_if, bones.shown_if_answers) == (None, [])


def test_dates_move_as_the_start_does(copied):
    (day,) = queries.questions(copied("Day?"))

    assert (day.least, day.most) == ("2027-06-01", "2027-06-04")


def test_answers_stay_where_they_were_given(old, copied):
    question = queries.questions(old)[0]
    make_answer(make_registration(old), question, "x")

    new = copied("Dish?")

    assert [row.version for row in queries.questions(new)] == [1]


def test_an_event_in_another_language_gets_the_words_there_are(copied):
    new = copied("Dish?", languages=["tr"])

    (dish,) = queries.questions(new)
    assert dish.labels == {"tr": "Dish?", "en": "Dish?"}
    assert dish.choices[0].labels == {"tr": "Fish", "en": "Fish"}
