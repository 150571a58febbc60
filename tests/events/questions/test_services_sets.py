"""Standard sets are added whole, in all languages, and never twice."""

import pytest

from eventreg.database import db, write_tx
from eventreg.events.questions import queries, services
from eventreg.events.questions.models import QuestionSection
from eventreg.events.questions.standard import all_sets, sets_for
from eventreg.events.questions.states import (
    WITH_CHOICES,
    Audience,
    DeleteAfter,
    QuestionKind,
)
from eventreg.events.states import Kind
from eventreg.web.locale import LANGUAGES
from tests.factories import make_event, make_sector


@pytest.fixture
def add_set(english, ole):
    """``add_set(event, "catering")``: the questions that it brought."""

    def add(event, name):
        with write_tx():
            return services.add_set(event, all_sets()[name], by=ole)

    return add


def standards(event):
    return [row.standard for row in queries.questions(event)]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Kind.EVENING, ["needs", "catering", "meeting"]),
        (Kind.WORKSHOP, ["needs", "catering", "workshop"]),
        (Kind.TRIP, ["needs", "catering", "company", "goals"]),
    ],
)
def test_each_kind_has_sets_that_fit(app, kind, names):
    assert [one.name for one in sets_for(make_event(kind=kind))] == names


@pytest.mark.parametrize("name", all_sets())
def test_a_set_is_added_once(add_set, name):
    event = make_event(kind=Kind.TRIP)

    first, again = add_set(event, name), add_set(event, name)

    assert (len(first), again) == (len(all_sets()[name].questions), [])
    assert standards(event) == [row.standard for row in first]
    assert db.session.query(QuestionSection).count() <= 1


def test_only_what_is_missing_is_added(add_set, ole):
    event = make_event()
    dish, _allergies = add_set(event, "catering")
    with write_tx():
        services.remove(event, dish.key, by=ole)

    add_set(event, "catering")

    assert standards(event) == ["allergies", "dish"]


def test_conditions_of_a_set_speak_of_its_own_questions(add_set):
    event = make_event(kind=Kind.TRIP)
    *_others, languages, which = add_set(event, "goals")

    assert which.shown_if is languages
    (wanted,) = which.shown_if_answers
    (other,) = (choice for choice in languages.choices if choice.key == wanted)
    assert other.labels["en"] == "Others"


def test_needs_open_behind_a_tick_are_read_by_few_and_soon_deleted(add_set):
    (needs,) = add_set(make_event(), "needs")

    assert needs.labels["en"] == "What do you need to take part?"
    assert (needs.own_tick, needs.audience, needs.delete_after) == (
        True,
        Audience.OFFICE_TRAVEL,
        DeleteAfter.WEEK,
    )


def test_dishes_are_offered_not_religions_and_allergies_behind_a_tick(add_set):
    dish, allergies = add_set(make_event(), "catering")

    words = " ".join(str(choice.labels) for choice in dish.choices).lower()
    assert not any(word in words for word in ("halal", "helal", "kosher", "koscher"))
    assert (dish.delete_after, allergies.own_tick) == (DeleteAfter.WEEK, True)


def test_the_sectors_of_the_network_are_the_choices(add_set):
    for code, name in (("it", "IT"), ("food", "Food"), ("art", "Art")):
        make_sector(code, **dict.fromkeys(LANGUAGES, name))
    sector, *_rest = add_set(make_event(kind=Kind.TRIP), "company")

    assert [choice.labels["tr"] for choice in sector.choices] == ["Art", "Food", "IT"]


def test_without_sectors_the_sector_is_typed(add_set):
    sector, *_rest = add_set(make_event(kind=Kind.TRIP), "company")

    assert sector.kind is QuestionKind.SHORT_TEXT


@pytest.mark.parametrize("name", all_sets())
def test_every_text_of_a_set_stands_in_all_languages(name):
    one = all_sets()[name]
    texts = [one.labels, *(q.written.labels for q in one.questions)]
    texts += [q.written.helps for q in one.questions if q.written.helps]
    for question in one.questions:
        written = question.written
        texts += [choice.labels for choice in written.choices]
        has_choices = bool(written.choices) or question.has_sectors
        assert has_choices == (written.kind in WITH_CHOICES)

    assert {tuple(sorted(text)) for text in texts} == {tuple(sorted(LANGUAGES))}
    assert all(all(text.values()) for text in texts)
