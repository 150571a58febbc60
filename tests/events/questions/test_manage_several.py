"""Staff write several questions on one page."""

import pytest

from eventreg.events.questions.states import QuestionKind
from tests.events.questions.pages import address, asked
from tests.factories import make_question, make_section

pytestmark = pytest.mark.usefixtures("office")


def row(number, label, kind="short_text", answers="", **typed):
    given = {"label": label, "kind": kind, "answers": answers, **typed}
    return {f"questions-{number}-{name}": value for name, value in given.items()}


def post(client, event, *rows, **typed):
    for number, one in enumerate(rows):
        typed |= row(number, *one) if isinstance(one, tuple) else row(number, **one)
    return client.post(address(event, "/several"), data=typed)


def test_all_rows_that_are_filled_in_become_questions_in_their_order(client, event):
    make_question(event, label="There before")

    answer = post(
        client,
        event,
        ("Your topic?",),
        ("", "date"),
        ("Which dish?", "one_of", " Fish \r\n\r\nBeans"),
        {"label": "Will you stay?", "kind": "yes_no", "required": "y"},
    )

    _before, topic, dish, stays = asked(event)
    assert answer.location == address(event, f"#at-{topic.key}")
    assert (topic.labels, topic.kind) == ({"en": "Your topic?"}, "short_text")
    assert [choice.labels for choice in dish.offered] == [
        {"en": "Fish"},
        {"en": "Beans"},
    ]
    assert (stays.kind, stays.required) == (QuestionKind.YES_NO, True)
    assert (topic.required, topic.section) == (False, None)


def test_they_go_to_the_section_that_was_chosen(client, event):
    first = make_section(event, "First")
    make_section(event, "Second")

    page = client.get(address(event, "/several")).page
    post(client, event, ("Your topic?",), section=first.key)

    chosen = page.select_one("#section option[selected]")
    assert (chosen.text, [row.section for row in asked(event)]) == ("Second", [first])


@pytest.mark.parametrize(
    ("rows", "error", "target"),
    [
        ([("",)], "Question 1: Enter at least one question", "questions-0-label"),
        (
            [("A?",), ("B?", "one_of", "only")],
            "Question 2: Enter at least two answers to choose from.",
            "questions-1-answers",
        ),
        (
            [("",), ("A?",), ("B?", "several_of", "")],
            "Question 3: Enter at least one answer to choose from.",
            "questions-2-answers",
        ),
        (
            [("A?", "one_of", "x\nx")],
            "Question 1: Two answers have the same words.",
            "questions-0-answers",
        ),
        (
            [("", "one_of", "x\ny")],
            "Question 1: Enter the question in the first language of the event.",
            "questions-0-label",
        ),
        (
            [("A?", "one_of", "x" * 201 + "\ny")],
            "Question 1: Use 200 characters or fewer for each answer",
            "questions-0-answers",
        ),
        (
            [("A?", "date", "x\ny")],
            "Question 1: Only “One of several answers” and “Several of several "
            "answers” have answers to choose from: choose one of these, or empty this",
            "questions-0-answers",
        ),
        (
            [("A" * 301,)],
            "Question 1: Question: use 300 characters or fewer",
            "questions-0-label",
        ),
        ([("A?", "poem")], "Question 1: Choose one of the options", "questions-0-kind"),
    ],
)
def test_a_wrong_row_comes_back_with_its_number(client, event, rows, error, target):
    response = post(client, event, *rows)

    links = response.page.select(".error-summary a")
    assert (response.status_code, response.errors) == (422, [error])
    assert [link["href"] for link in links] == [f"#{target}"]
    assert asked(event) == []


def test_nothing_typed_is_lost_when_one_row_is_wrong(client, event):
    page = post(client, event, ("A <b>?",), ("B?", "one_of", "=1+1")).page

    assert page.select_one("#questions-0-label")["value"] == "A <b>?"
    assert page.select_one("#questions-1-answers").text.strip() == "=1+1"
    assert page.select_one("#questions-1-kind [selected]")["value"] == "one_of"


def test_more_rows_keep_what_was_typed_and_store_nothing(client, event):
    page = post(client, event, ("A?",), ("B?",), rows="add").page

    labels = [field["value"] for field in page.select("[id$=-label]")]
    assert labels == ["A?", "B?", "", "", ""]
    assert page.select_one("#questions-2-label").has_attr("data-focus")
    assert asked(event) == []


def test_forged_rows_do_no_harm(client, event):
    typed = {f"questions-{'9' * 4000}-label": "C?", "questions-x": "D?"}

    response = post(client, event, **typed)

    assert response.errors == ["Question 1: Enter at least one question"]


def test_a_number_behind_an_answer_is_a_word_of_it_and_the_page_says_so(client, event):
    page = client.get(address(event, "/several")).page

    post(client, event, ("Which dish?", "one_of", "Fish, 2\r\nBeans"))

    hints = {
        hint.text.strip() for hint in page.select(".several__answers .field__hint")
    }
    [dish] = asked(event)
    assert hints == {"One per line, as it should read; places come afterwards."}
    assert [choice.labels["en"] for choice in dish.offered] == ["Fish, 2", "Beans"]
    assert [choice.pool for choice in dish.offered] == [None, None]
