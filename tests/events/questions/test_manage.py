"""Staff make the questions of an event on pages."""

import pytest

from eventreg.events.questions.states import Audience, DeleteAfter, QuestionKind, Stage
from eventreg.events.states import EventState, PoolKind
from tests.events.questions.pages import address, asked, post
from tests.factories import (
    make_answer,
    make_event,
    make_question,
    make_registration,
    make_section,
)
from tests.house import text_of

pytestmark = pytest.mark.usefixtures("office")


USUAL = {
    "stage": "application",
    "audience": "director_office",
    "delete_after": "registration",
}


def add(client, event, kind="short-text", label="Which dish?", **typed):
    return post(client, event, f"/new/{kind}", **(USUAL | {"label_en": label} | typed))


@pytest.mark.parametrize("kind", QuestionKind)
def test_words_are_enough_for_a_question(client, event, kind):
    choices = {"choices-0-words_en": "Red", "choices-1-words_en": "Blue"}

    answer = add(client, event, kind.replace("_", "-"), **choices)

    (question,) = asked(event)
    assert answer.location == address(event, f"#at-{question.key}")
    assert (question.kind, question.labels) == (kind, {"en": "Which dish?"})
    assert (question.required, question.per_party, question.own_tick) == (False,) * 3
    assert question.stage is Stage.APPLICATION


def test_everything_about_a_question_can_be_said(client, event):
    first = make_question(event, QuestionKind.YES_NO, required=True)
    section = make_section(event)
    typed = {
        **{"label_de": "Welcher Tag?", "help_en": "Roughly.", "required": "y"},
        **{"own_tick": "y", "least": "1.6.2027", "most": "2027-06-09"},
        **{"section": "", "shown_if": first.key, "shown_if_answers": "yes"},
        **{"audience": "travel", "delete_after": "week", "in_inbox": "y"},
    }

    add(client, event, "date", "Which day?", **typed)

    question = asked(event)[-1]
    assert question.labels == {"en": "Which day?", "de": "Welcher Tag?"}
    assert question.helps == {"en": "Roughly."}
    assert (question.least, question.most) == ("2027-06-01", "2027-06-09")
    assert (question.shown_if.key, question.shown_if_answers) == (first.key, ["yes"])
    assert (question.audience, question.delete_after, question.in_inbox) == (
        Audience.TRAVEL,
        DeleteAfter.WEEK,
        True,
    )
    assert (question.section, section.position > 0) == (None, True)


def test_answers_have_words_in_each_language_and_places(client, event):
    typed = {
        "choices-0-words_en": "Mill",
        "choices-0-words_de": "Mühle",
        "choices-0-places": "7",
        "choices-1-words_en": "Port",
        "choices-2-words_en": "",
    }

    add(client, event, "one-of", **typed)

    (question,) = asked(event)
    assert [choice.labels for choice in question.choices] == [
        {"en": "Mill", "de": "Mühle"},
        {"en": "Port"},
    ]
    assert [pool.capacity for pool in event.pools_of(PoolKind.ANSWER)] == [7]


@pytest.mark.parametrize(
    ("kind", "typed", "target", "error"),
    [
        ("short-text", {"label_en": " "}, "label_en", "Enter the question"),
        (
            "short-text",
            {"label_en": "x" * 301},
            "label_en",
            "Question: use 300 characters or fewer",
        ),
        ("short-text", {"most": "0"}, "most", "Enter a whole number from 1 to 400"),
        (
            "number",
            {"least": "many"},
            "least",
            "Enter a number in figures, like 12 or 2.5",
        ),
        (
            "date",
            {"most": "31.2.2027"},
            "most",
            "Enter a day that exists, with its year in four figures",
        ),
        (
            "number",
            {"least": "3", "most": "2"},
            "most",
            "The smaller limit must not be above the larger one.",
        ),
        (
            "one-of",
            {"choices-0-words_en": "Red", "choices-1-words_en": ""},
            "choices-1-words_en",
            "Answer 2: Enter at least two answers to choose from.",
        ),
        (
            "several-of",
            {"choices-0-words_en": ""},
            "choices-0-words_en",
            "Answer 1: Enter at least one answer to choose from.",
        ),
        (
            "one-of",
            {
                "choices-0-words_en": "Red",
                "choices-1-words_en": "",
                "choices-2-words_en": "Red",
            },
            "choices-2-words_en",
            "Answer 3: Two answers have the same words.",
        ),
        (
            "one-of",
            {"choices-0-words_en": "Dark red", "choices-1-words_en": "dark  Red"},
            "choices-1-words_en",
            "Answer 2: Two answers have the same words.",
        ),
        (
            "one-of",
            {"choices-0-words_en": "Red", "choices-1-words_de": "Blau"},
            "choices-1-words_en",
            "Answer 2: Enter each answer in the first language of the event.",
        ),
        (
            "one-of",
            {"choices-0-places": "-1"},
            "choices-0-places",
            "Answer 1: Enter a whole number from 1 to 100000",
        ),
        (
            "short-text",
            {"audience": "everybody"},
            "audience",
            "Choose one of the options",
        ),
        (
            "short-text",
            {"shown_if": "nothing"},
            "shown_if",
            "Choose one of the options",
        ),
    ],
)
def test_a_wrong_question_comes_back_with_a_link_to_the_field(
    client, event, kind, typed, target, error
):
    make_question(event, QuestionKind.YES_NO)

    response = add(client, event, kind, **typed)

    links = response.page.select(".error-summary a")
    assert (response.status_code, response.errors) == (422, [error])
    assert [link["href"] for link in links] == [f"#{target}"]
    assert response.page.select_one(f"#{target}") is not None
    assert len(asked(event)) == 1


def test_a_question_that_others_wait_for_says_which_field_parts_them(client, event):
    first = make_question(event, QuestionKind.ONE_OF, "Which?", choices=["red", "blue"])
    make_question(event, label="Why?", shown_if=(first, ["red"]))
    rows = {"choices-0-words_en": "green", "choices-1-words_en": "grey"}
    wrong = [
        {"kind": "short_text"},
        {"kind": "one_of", "stage": "after_confirmation"} | rows,
        {"kind": "one_of", "per_party": "y"} | rows,
        {"kind": "one_of"}
        | rows
        | {"choices-0-words_en": "", "choices-2-words_en": "x"},
    ]

    answers = [
        post(client, event, f"/{first.key}", **(USUAL | {"label_en": "Which?"} | typed))
        for typed in wrong
    ]

    links = [answer.page.select_one(".error-summary a") for answer in answers]
    assert [link["href"] for link in links] == [
        "#kind",
        "#stage-0",
        "#per_party",
        "#choices-0-words_en",
    ]
    assert {answer.status_code for answer in answers} == {422}


def test_nothing_typed_is_lost_when_something_is_wrong(client, event):
    typed = {
        **{"help_en": "<b>Help</b> {{ 7*7 }}", "choices-0-words_en": "=1+1"},
        **{"choices-1-words_en": "👩‍🍳", "choices-1-places": "x"},
    }

    page = add(client, event, "one-of", "Bitte\u202e wählen", **typed).page

    assert page.select_one("#label_en")["value"] == "Bitte wählen"
    assert page.select_one("#help_en").text.strip() == "<b>Help</b> {{ 7*7 }}"
    assert page.select_one("#choices-0-words_en")["value"] == "=1+1"
    assert page.select_one("#choices-1-words_en")["value"] == "👩‍🍳"
    assert page.select_one("#choices-1-places")["value"] == "x"


def test_another_row_keeps_what_was_typed_and_stores_nothing(client, event):
    page = add(
        client, event, "one-of", rows="add", **{"choices-0-words_en": "Red"}
    ).page

    assert [row["value"] for row in page.select("[id^=choices-][id$=-words_en]")] == [
        "Red",
        "",
    ]
    assert asked(event) == []


def test_a_row_moves_up(client, event):
    typed = {f"choices-{n}-words_en": word for n, word in enumerate(("a", "b", "c"))}

    page = add(client, event, "one-of", rows="up-2", **typed).page

    assert [row["value"] for row in page.select("[id^=choices-][id$=-words_en]")] == [
        "a",
        "c",
        "b",
    ]


def test_forged_rows_do_no_harm(client, event):
    typed = {
        "choices-0-words_en": "a",
        "choices-1-words_en": "b",
        f"choices-{'9' * 5000}-words_en": "c",
        "choices-x": "d",
    }

    add(client, event, "one-of", **typed)

    (question,) = asked(event)
    assert [choice.labels["en"] for choice in question.choices] == ["a", "b"]


def test_the_answers_to_wait_for_are_shown_once_a_question_is_chosen(client, event):
    first = make_question(event, QuestionKind.ONE_OF, choices=["red", "blue"])

    page = add(client, event, rows="answers", shown_if=first.key).page
    refused = add(client, event, shown_if=first.key)

    assert [box["value"] for box in page.select("[name=shown_if_answers]")] == [
        "red",
        "blue",
    ]
    assert refused.errors == ["Choose the answers that show this question."]


def test_the_condition_says_why_a_question_is_not_among_those_to_choose(client, event):
    make_question(event, QuestionKind.YES_NO, "Have you been here before?")
    question = make_question(event, label="When?")
    make_question(event, QuestionKind.YES_NO, "Do you come by car?")

    page = client.get(address(event, f"/{question.key}")).page

    assert [text_of(option) for option in page.select("#shown_if option")] == [
        "No other question: always asked",
        "Have you been here before?",
    ]
    assert text_of(page.select_one("#condition .field__hint")) == (
        "To choose from: questions above this one that are answered yes or no, or by "
        "choosing. Move another one up first."
    )


def test_a_known_question_is_filled_in_and_changed(client, event):
    question = make_question(
        event, QuestionKind.ONE_OF, "Which?", choices={"red": 3, "blue": None}
    )
    page = client.get(address(event, f"/{question.key}")).page
    typed = {
        control["name"]: control["value"]
        for control in page.select("main input[name][value]")
        if control.get("type") not in {"checkbox", "radio"}
        and control["name"] != "rows"
    }

    typed |= {
        "kind": "one_of",
        "label_en": "Which colour?",
        "choices-1-words_en": "green",
    }
    post(client, event, f"/{question.key}", **(USUAL | typed))

    (changed,) = asked(event)
    assert (changed.labels["en"], changed.version) == ("Which colour?", 2)
    assert [(c.key, c.labels["en"]) for c in changed.offered] == [
        ("red", "red"),
        ("blue", "green"),
    ]
    assert [pool.capacity for pool in event.pools_of(PoolKind.ANSWER)] == [3]


def test_another_kind_asks_for_what_it_needs(client, event):
    question = make_question(event)

    response = post(
        client, event, f"/{question.key}", label_en="Which?", kind="one_of", **USUAL
    )

    assert response.errors == ["Answer 1: Enter at least two answers to choose from."]
    assert response.page.select_one("#choices-0-words_en") is not None


def test_the_page_says_how_many_answers_keep_their_words(client, event):
    question = make_question(event)
    make_answer(make_registration(event), question, "beans")

    page = client.get(address(event, f"/{question.key}")).page

    assert text_of(page.select_one(".standing--wait")).startswith(
        "1 answer has been given. It keeps the words it was given under"
    )


@pytest.mark.parametrize(
    "rest",
    [
        *("/new/poem", "/nothing", "/nothing/remove", "/sections/nothing"),
        *("/preview/fr", "/copy/nothing"),
    ],
)
def test_what_is_not_there_is_missing(client, event, rest):
    assert client.get(address(event, rest)).status_code == 404


def test_another_events_question_is_missing(client, event):
    other = make_question(make_event())

    assert client.get(address(event, f"/{other.key}")).status_code == 404
    assert post(client, event, "/move", up=other.key).status_code == 404


def test_a_cancelled_event_asks_nothing_new(client):
    event = make_event(state=EventState.CANCELLED)

    answer = add(client, event)

    way_back = answer.page.select_one("main .actions a")["href"]
    assert (answer.status_code, way_back) == (409, f"/manage/events/{event.slug}")
    assert asked(event) == []


def test_the_limits_of_a_date_are_chosen_as_the_browser_shows_days(client, event):
    page = client.get(address(event, "/new/date")).page

    kinds = [page.select_one(f"[name={name}]")["type"] for name in ("least", "most")]
    assert kinds == ["date", "date"]


def test_missing_words_and_missing_choices_are_told_at_once(client, event):
    response = add(client, event, "one-of", label="")

    assert response.errors == [
        "Enter the question",
        "Answer 1: Enter at least two answers to choose from.",
    ]
