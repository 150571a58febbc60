"""Which questions are shown, what may wait for what, and who reads the answers."""

import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from eventreg import clock
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.events.questions import rules
from eventreg.events.questions.models import Question, QuestionChoice, QuestionSection
from eventreg.events.questions.states import Audience, QuestionKind, Stage
from eventreg.web.roles import Role


def question(
    key, kind=QuestionKind.SHORT_TEXT, *, choices=(), shown_if=None, **columns
):
    """A question that no database knows."""
    columns = {
        "position": 0,
        "labels": {"en": key},
        "stage": Stage.APPLICATION,
        "per_party": False,
        **columns,
    }
    if shown_if:
        columns |= {"shown_if": shown_if[0], "shown_if_answers": shown_if[1]}
    row = Question(key=key, kind=kind, event=Event(languages=["en"]), **columns)
    row.choices = [QuestionChoice(key=key, labels={"en": key}) for key in choices]
    return row


def keys(questions):
    return [question.key for question in questions]


@pytest.fixture
def drinks():
    """Do you drink? Which one? How do you like your tea? Each waits for the last."""
    thirsty = question("thirsty", QuestionKind.YES_NO)
    which = question(
        "which",
        QuestionKind.SEVERAL_OF,
        choices=["tea", "ayran"],
        shown_if=(thirsty, ["yes"]),
    )
    sugar = question("sugar", shown_if=(which, ["tea"]))
    return [thirsty, which, sugar]


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ({}, ["thirsty"]),
        ({"thirsty": False}, ["thirsty"]),
        ({"thirsty": True}, ["thirsty", "which"]),
        ({"thirsty": True, "which": ["ayran"]}, ["thirsty", "which"]),
        ({"thirsty": True, "which": ["ayran", "tea"]}, ["thirsty", "which", "sugar"]),
        ({"thirsty": False, "which": ["tea"]}, ["thirsty"]),
        ({"which": ["tea"]}, ["thirsty"]),
    ],
    ids=["nothing", "no", "yes", "other", "one of two", "hidden wins", "no first"],
)
def test_a_question_is_shown_by_the_answer_that_it_waits_for(drinks, answers, shown):
    assert keys(rules.asked(drinks, answers)) == shown


def test_an_answer_to_a_hidden_question_is_not_kept(drinks):
    answers = {"thirsty": False, "which": ["tea"], "sugar": "two"}

    assert rules.kept(drinks, answers) == {"thirsty": False}


def test_what_was_taken_off_the_form_is_not_asked(drinks):
    drinks[0].retired_at = clock.now()

    assert keys(rules.asked(drinks, {"thirsty": True})) == []


ANY_ANSWER = st.one_of(
    st.none(), st.booleans(), st.text(), st.lists(st.sampled_from(["tea", "yes"]))
)


@given(st.dictionaries(st.sampled_from(["thirsty", "which", "sugar"]), ANY_ANSWER))
def test_nothing_is_shown_without_what_it_waits_for(answers):
    thirsty = question("thirsty", QuestionKind.YES_NO)
    which = question("which", shown_if=(thirsty, ["yes"]))

    shown = keys(rules.asked([thirsty, which], answers))

    assert shown[:1] == ["thirsty"]
    assert ("which" in shown) == ("yes" in rules.condition_keys(answers.get("thirsty")))


@pytest.mark.parametrize(
    "other",
    [
        {"kind": QuestionKind.SHORT_TEXT},
        {"kind": QuestionKind.YES_NO, "stage": Stage.AFTER_CONFIRMATION},
        {"kind": QuestionKind.YES_NO, "per_party": True},
    ],
    ids=["a text", "another stage", "asked of the lead alone"],
)
def test_a_question_cannot_wait_for_that(app, other):
    first = question("first", **other)
    second = question("second", shown_if=(first, ["yes"]))

    with pytest.raises(DomainError), force_locale("en"):
        rules.check_condition(second, [first, second])


def test_a_question_waits_for_no_later_one_nor_itself(app):
    first = question("first", QuestionKind.YES_NO)
    second = question("second", QuestionKind.YES_NO, shown_if=(first, ["yes"]))
    rules.check_order([first, second])

    with pytest.raises(DomainError), force_locale("en"):
        rules.check_order([second, first])


@pytest.mark.parametrize("wanted", [[], ["maybe"], ["yes", "maybe"]])
def test_a_question_waits_only_for_answers_that_can_be_given(app, wanted):
    first = question("first", QuestionKind.YES_NO)
    second = question("second", shown_if=(first, wanted))

    with pytest.raises(DomainError) as error, force_locale("en"):
        rules.check_condition(second, [first, second])

    assert str(error.value) == "Choose the answers that show this question."


def test_questions_without_a_section_stand_before_all_others():
    late = QuestionSection(position=2, labels={})
    early = QuestionSection(position=1, labels={})
    rows = [
        question("c", section=late, position=0),
        question("b", section=early, position=7),
        question("a", position=9),
        question("d", section=late, position=1),
    ]

    assert keys(rules.in_order(rows)) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.DIRECTOR_OFFICE, {Role.DIRECTOR, Role.OFFICE}),
        (Audience.OFFICE_TRAVEL, {Role.OFFICE, Role.TRAVEL_LEAD}),
        (Audience.TRAVEL, {Role.TRAVEL_LEAD}),
        (Audience.ALL_STAFF, {Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD}),
    ],
)
def test_each_audience_is_these_roles(audience, readers):
    asks = question("diet", audience=audience)

    assert {role for role in Role if rules.may_read(asks, role)} == readers
