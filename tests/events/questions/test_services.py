"""Staff write, change, order and remove questions; answers keep their wording."""

import pytest

from eventreg.database import db, write_tx
from eventreg.errors import DomainError
from eventreg.events.questions import queries, services
from eventreg.events.questions.models import Question, QuestionVersion
from eventreg.events.questions.services.ordering import DOWN, UP
from eventreg.events.questions.states import QuestionKind
from eventreg.events.questions.words import answer_text
from eventreg.events.questions.written import WrittenChoice, written_of
from eventreg.registrations.answers.models import Answer
from tests.factories import make_answer, make_event, make_registration


def choices(question):
    return [choice.labels["en"] for choice in question.offered]


def versions(question):
    rows = db.session.query(QuestionVersion).filter_by(question_id=question.id)
    return [(row.version, row.snapshot["labels"]) for row in rows]


def answered(question, value="beans"):
    return make_answer(make_registration(question.event), question, value)


def test_a_question_is_added_with_its_first_wording(ask):
    question = ask(make_event(), "Which dish?", "one_of", choices=["Beans", "Fish"])

    assert (question.version, choices(question)) == (1, ["Beans", "Fish"])
    assert versions(question) == [(1, {"en": "Which dish?"})]
    assert len({choice.key for choice in question.choices} | {question.key}) == 3


def test_other_words_are_another_version(ask, change):
    question = ask(make_event(), "Which dish?")

    change(question, labels={"en": "What do you eat?"})

    assert question.version == 2
    assert versions(question) == [
        (1, {"en": "Which dish?"}),
        (2, {"en": "What do you eat?"}),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"required": True},
        {"per_party": True},
        {"own_tick": True},
        {"audience": "travel"},
        {"delete_after": "week"},
        {"stage": "after_confirmation"},
        {},
    ],
    ids=str,
)
def test_what_leaves_the_words_alone_is_no_other_version(ask, change, values):
    question = ask(make_event())

    change(question, **values)

    assert (question.version, len(versions(question))) == (1, 1)


@pytest.mark.parametrize(
    "values", [{"most": "9"}, {"least": "1"}, {"helps": {"en": "x"}}]
)
def test_limits_and_help_are_part_of_the_wording(ask, change, values):
    question = ask(make_event())

    change(question, **values)

    assert question.version == 2


def test_an_answer_is_read_under_the_words_it_was_given_under(ask, change):
    question = ask(make_event(), "Which dish?", "one_of", choices=["Beans", "Fish"])
    answer = answered(question, question.choices[0].key)
    kept = written_of(question).choices

    change(
        question,
        choices=(WrittenChoice({"en": "White beans"}, kept[0].key), kept[1]),
    )

    old = queries.wordings([question.id])[question.id, answer.version].snapshot
    assert answer_text(old, answer.value, language="en", first="en") == "Beans"
    assert choices(question) == ["White beans", "Fish"]


def test_words_of_a_language_to_come_stay_until_the_first_one_changes(ask, change):
    question = ask(make_event(languages=["en"]))
    change(question, labels={"en": "Which dish?"})
    with write_tx():
        question.labels = {"en": "Which dish?", "tr": "Hangi yemek?"}

    change(question, labels={"en": "Which dish?"}, required=True)
    unchanged = dict(question.labels)
    change(question, labels={"en": "How are you?"})

    assert unchanged == {"en": "Which dish?", "tr": "Hangi yemek?"}
    assert question.labels == {"en": "How are you?"}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"labels": {"de": "Was?"}},
            "Enter the question in the first language of the event.",
        ),
        ({"kind": QuestionKind.ONE_OF}, "Enter at least two answers to choose from."),
        (
            {"least": "3", "most": "2"},
            "The smaller limit must not be above the larger one.",
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(ask, change, values, sentence):
    question = ask(make_event())

    with pytest.raises(DomainError) as error:
        change(question, **values)

    assert str(error.value) == sentence


def test_two_answers_need_different_words(ask):
    event = make_event()

    with pytest.raises(DomainError):
        ask(event, kind="one_of", choices=["Beans"])
    question = ask(event, kind="one_of", choices=["Beans", "Fish"])
    assert choices(question) == ["Beans", "Fish"]


# Conditions


@pytest.fixture
def pair(ask):
    """A question, and one that waits for a yes to it."""
    event = make_event()
    first = ask(event, "Do you eat?", "yes_no")
    second = ask(event, "What?", shown_if=first.key, shown_if_answers=("yes",))
    return first, second


def test_a_question_waits_for_an_answer(pair):
    first, second = pair

    assert (second.shown_if, second.shown_if_answers) == (first, ["yes"])


def test_what_is_waited_for_stays_before(pair, form_of, ole):
    first, second = pair

    for key, step in ((second.key, UP), (first.key, DOWN)):
        with pytest.raises(DomainError) as error, write_tx():
            services.move(first.event, key, step, by=ole)

    assert str(error.value).startswith("“What?” waits for an answer to “Do you eat?”")
    assert form_of(first.event) == ["Do you eat?", "What?"]


@pytest.mark.parametrize("values", [{"kind": QuestionKind.DATE}, {"per_party": True}])
def test_what_is_waited_for_stays_a_question_to_wait_for(pair, change, values):
    with pytest.raises(DomainError):
        change(pair[0], **values)


def test_what_is_waited_for_is_not_removed(pair, form_of, ole):
    with pytest.raises(DomainError), write_tx():
        services.remove(pair[0].event, pair[0].key, by=ole)

    assert form_of(pair[0].event) == ["Do you eat?", "What?"]


def test_an_answer_that_is_waited_for_is_not_removed(ask, change):
    event = make_event()
    first = ask(event, "Which?", "one_of", choices=["a", "b", "c"])
    ask(event, "Why c?", shown_if=first.key, shown_if_answers=(first.choices[2].key,))

    with pytest.raises(DomainError) as error:
        change(first, choices=written_of(first).choices[:2])

    assert "that would no longer be there" in str(error.value)
    assert choices(first) == ["a", "b", "c"]


# Removing


def test_without_answers_a_question_is_gone(ask, ole, form_of):
    question = ask(make_event())

    with write_tx():
        assert services.remove(question.event, question.key, by=ole) is None

    assert db.session.query(Question).count() == 0


def test_answers_stay_unless_staff_delete_them_too(ask, ole, form_of):
    question = ask(make_event())
    event = question.event
    answered(question)

    with write_tx():
        services.remove(event, question.key, by=ole)

    assert (form_of(event), db.session.query(Answer).count()) == ([], 1)

    with write_tx():
        services.remove(event, question.key, by=ole, with_answers=True)

    assert db.session.query(Answer).count() == 0
    assert db.session.query(Question).count() == 0


def test_a_question_comes_back_onto_the_form(ask, ole, form_of):
    question = ask(make_event(), "Which dish?")
    answered(question)
    with write_tx():
        services.remove(question.event, question.key, by=ole)

    with write_tx():
        services.restore(question.event, question.key, by=ole)

    assert form_of(question.event) == ["Which dish?"]
