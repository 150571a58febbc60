"""Staff order, remove, preview and copy the questions of an event."""

import time

import pytest

from eventreg.database import db
from eventreg.events.questions import queries
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import QuestionKind
from eventreg.events.states import Kind
from eventreg.registrations.answers.models import Answer
from tests.events.questions.pages import address, asked, post
from tests.factories import (
    make_answer,
    make_event,
    make_question,
    make_registration,
    make_section,
)
from tests.house import count_queries, text_of

pytestmark = pytest.mark.usefixtures("office")


def labels(event):
    return [row.labels["en"] for row in asked(event)]


def rows_of(page):
    return [text_of(row) for row in page.select(".questions__label")]


def test_the_list_says_what_is_special_of_each(client, event):
    first = make_question(event, QuestionKind.YES_NO, "Hungry?", required=True)
    make_question(
        event, label="Which dish?", shown_if=(first, ["yes"]), per_party=False
    )
    make_answer(make_registration(event), first, True)

    page = client.get(address(event)).page

    assert [text_of(row) for row in page.select(".questions__more summary")] == [
        "Yes or no · must be answered · 1 answer – Hungry?",
        "Short text · no answers yet – Which dish?",
    ]
    assert [text_of(row) for row in page.select(".questions__row .question__if")] == [
        "Only if you answer “Hungry?” with: Yes"
    ]


def test_what_is_seldom_needed_of_a_question_opens(client, event):
    make_question(event, label="Which dish?", per_party=True)

    row = client.get(address(event)).page.select_one(".questions__row")

    assert text_of(row.select_one("details li")) == "once per party"
    assert text_of(row.select_one("details a")) == "Remove Which dish?"


def test_sets_that_are_asked_already_stand_in_one_line(client, event):
    post(client, event, "/sets/catering")

    page = client.get(address(event)).page

    sets = [text_of(heading) for heading in page.select(".ready-made h3")]
    assert "Catering" not in sets
    assert text_of(page.select(".part > .soft")[-1]) == (
        "The event asks this already: Catering."
    )


def test_buttons_move_a_question_and_lead_back_to_it(client, event):
    _a, b = make_question(event, label="a"), make_question(event, label="b")

    answer = post(client, event, "/move", up=b.key)

    assert (answer.status_code, answer.location) == (
        303,
        address(event, f"#at-{b.key}"),
    )
    assert labels(event) == ["b", "a"]


def test_a_move_that_breaks_a_condition_says_why(client, event):
    first = make_question(event, QuestionKind.YES_NO, "Hungry?")
    second = make_question(event, label="What?", shown_if=(first, ["yes"]))

    response = post(client, event, "/move", up=second.key)

    assert response.status_code == 409
    assert response.errors[0].startswith("“What?” waits for an answer to “Hungry?”")
    assert labels(event) == ["Hungry?", "What?"]


def test_a_set_is_added_with_one_button(client, event):
    client.get(post(client, event, "/sets/catering").location)
    again = post(client, event, "/sets/catering")

    assert [row.standard for row in asked(event)] == ["dish", "allergies"]
    assert client.get(again.location).flashes == ["All of these are there already."]


@pytest.mark.parametrize("name", ["company", "nothing"])
def test_a_set_of_another_kind_is_not_there(client, event, name):
    assert post(client, event, f"/sets/{name}").status_code == 404


def test_the_sets_say_what_they_add(client):
    event = make_event(kind=Kind.WORKSHOP)
    page = client.get(address(event)).page

    assert [text_of(h3) for h3 in page.select(".ready-made h3")] == [
        "What guests need",
        "Catering",
        "Experience and questions",
    ]
    assert "Which dish may we plan for you?" in text_of(page.select_one(".ready-made"))


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_as_many_statements_however_long_it_is(client, event, number):
    person = make_registration(event)
    for _ in range(number):
        first = make_question(
            event,
            QuestionKind.ONE_OF,
            choices={"a": 3, "b": None},
            section=make_section(event),
        )
        make_question(event, shown_if=(first, ["a"]))
        make_answer(person, first, "a")
    client.get(address(event))

    with count_queries() as statements:
        client.get(address(event))

    assert len(statements) == 12


# Sections


def test_a_section_is_added_changed_moved_and_removed(client, event):
    post(client, event, "/sections/new", label_en="Food", label_de="Essen")
    post(client, event, "/sections/new", label_en="Trip")
    food, trip = queries.sections(event)
    make_question(event, label="Which dish?", section=food)

    changed = {"label_en": "Catering", "label_de": "", "help_en": "Tasty."}
    post(client, event, f"/sections/{food.key}", **changed)
    post(client, event, "/sections/move", up=trip.key)

    assert [(s.labels, s.helps) for s in queries.sections(event)] == [
        ({"en": "Trip"}, {}),
        ({"en": "Catering"}, {"en": "Tasty."}),
    ]

    post(client, event, f"/sections/{food.key}/remove")

    assert [s.labels["en"] for s in queries.sections(event)] == ["Trip"]
    assert labels(event) == ["Which dish?"]


def test_a_section_needs_a_heading(client, event):
    response = post(client, event, "/sections/new", label_en="", help_en="Text")

    assert (response.status_code, response.errors) == (422, ["Enter a heading"])
    assert response.page.select_one("#help_en").text.strip() == "Text"


# Removing


def test_without_answers_a_question_goes(client, event):
    question = make_question(event)

    post(client, event, f"/{question.key}/remove", answers="delete")

    assert db.session.query(Question).count() == 0


def test_the_page_asks_what_becomes_of_the_answers(client, event):
    question = make_question(event, label="Which dish?")
    make_answer(make_registration(event), question, "beans")

    page = client.get(address(event, f"/{question.key}/remove")).page
    post(client, event, f"/{question.key}/remove", answers="keep")
    taken_off = client.get(address(event)).page

    assert "1 person has answered it." in text_of(page.main)
    assert labels(event) == []
    assert rows_of(taken_off) == ["Which dish?"]
    assert db.session.query(Answer).count() == 1


def test_what_was_taken_off_comes_back_or_goes_for_good(client, event):
    question = make_question(event, label="Which dish?")
    make_answer(make_registration(event), question, "beans")
    post(client, event, f"/{question.key}/remove", answers="keep")

    post(client, event, f"/{question.key}/restore")
    back = labels(event)
    post(client, event, f"/{question.key}/remove", answers="keep")
    post(client, event, f"/{question.key}/remove", answers="delete")

    assert back == ["Which dish?"]
    assert db.session.query(Question).count() == 0


# Preview and copying


def test_the_preview_reads_the_answers_and_keeps_nothing(client, event):
    first = make_question(event, QuestionKind.YES_NO, "Hungry?")
    second = make_question(
        event,
        QuestionKind.NUMBER,
        "How much?",
        shown_if=(first, ["yes"]),
        required=True,
    )
    typed = {f"person-{first.key}": "yes", f"person-{second.key}": "2,5"}

    wrong = post(client, event, "/preview/en", **(typed | {f"person-{second.key}": ""}))
    right = post(client, event, "/preview/en", **typed)
    hidden = post(
        client, event, "/preview/en", **(typed | {f"person-{first.key}": "no"})
    )

    assert (wrong.status_code, wrong.errors) == (422, ["Answer “How much?”"])
    assert text_of(right.page.select_one(".card dl")) == "Hungry? Yes How much? 2.5"
    assert text_of(hidden.page.select_one(".card dl")) == "Hungry? No"
    assert db.session.query(Answer).count() == 0


def test_the_preview_is_in_the_language_of_the_visitor(client, event):
    make_question(event, labels={"en": "Hungry?", "de": "Hunger?"})

    german = client.get(address(event, "/preview/de")).page
    turkish = client.get(address(event, "/preview/tr")).page

    assert (german.html["lang"], turkish.html["lang"]) == ("de", "tr")
    assert text_of(german.select_one(".question label")) == "Hunger? (freiwillig)"
    assert turkish.select_one(".question label [lang=en]").text == "Hungry?"


def test_questions_are_copied_from_another_event(client, event):
    other = make_event(title="Last year")
    make_question(other, label="a")
    b = make_question(other, label="b")

    choose = client.get(address(event, "/copy")).page
    none = post(client, event, f"/copy/{other.slug}")
    post(client, event, f"/copy/{other.slug}", questions=[b.key])

    assert "Last year" in text_of(choose.main)
    assert none.errors == ["Choose at least one question"]
    assert labels(event) == ["b"]


def test_sixty_questions_are_listed_and_previewed_in_no_time(client, event):
    for number in range(60):
        make_question(event, QuestionKind.ONE_OF, f"Question {number}")
    pages = (address(event), address(event, "/preview/en"))
    seconds = {}
    for page in pages:
        client.get(page, rules=False)
        begun = time.process_time()
        client.get(page, rules=False)
        seconds[page] = time.process_time() - begun

    assert max(seconds.values()) < 0.3


def test_before_removing_one_reads_which_questions_wait_for_it(client, event):
    hungry = make_question(event, QuestionKind.YES_NO, "Hungry?")
    why = make_question(event, label="Why?", shown_if=(hungry, ["yes"]))

    page = client.get(address(event, f"/{hungry.key}/remove")).page

    links = {text_of(a): a["href"] for a in page.select("main .standing a")}
    assert links == {"Why?": address(event, f"/{why.key}")}
    assert page.select("main form") == []
