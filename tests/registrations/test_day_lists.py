"""Lists by table and by bus: who gave the same answer stands on one page."""

import pytest

from eventreg.events.questions.states import Audience, QuestionKind
from eventreg.jobs.tasks import TaskTrouble
from eventreg.registrations import queries
from eventreg.registrations.lists import by_answer, work
from tests.documents.accessible import faults
from tests.documents.pdf_reader import open_pdf, text_of
from tests.factories import (
    make_answer,
    make_event,
    make_question,
    make_registration,
)
from tests.house import count_queries


@pytest.fixture
def event(app):
    return make_event(title="Network evening", capacity=60)


@pytest.fixture
def office(sign_in, event):
    return sign_in("office")


def seat(event, question, given: str, answer=None):
    email = f"{given}@example.org".lower()
    who = make_registration(event, given_name=given, family_name="Berg", email=email)
    if answer is not None:
        make_answer(who, question, answer)
    return who


def path(event, end="/list") -> str:
    return f"/manage/events/{event.slug}/documents{end}"


def ask_for_tables(event):
    return for_all(event, QuestionKind.SHORT_TEXT, "Table", key="table")


def for_all(event, kind, *words, **columns):
    """A question that everybody who makes lists may read."""
    columns = {"audience": Audience.ALL_STAFF, **columns}
    return make_question(event, kind, *words, **columns)


def found(event, question) -> list[tuple[str, list[str]]]:
    people = queries.confirmed(event, language="en")
    return [
        (words, [each.given_name for each in several])
        for words, several in by_answer.groups(people, question)
    ]


def test_each_table_has_a_page_with_its_count_and_room_to_sign(client, office, event):
    table = ask_for_tables(event)
    for given, answer in (("Ada", "Table 10"), ("Ben", "Table 2"), ("Cyd", "Table 2")):
        seat(event, table, given, answer)
    seat(event, table, "Dan")

    values = {"kind": "tables", "question": "table", "language": "en"}
    answer = client.post(path(event), data=values)

    pages = [text_of(page) for page in open_pdf(answer.data)]
    assert "Table lists" in pages[0]
    assert [
        next(word for word in ("Table 2", "Table 10", "Without an") if word in page)
        for page in pages
    ] == ["Table 2", "Table 10", "Without an"]
    assert ["2 people" in pages[0], "Signature" in pages[1]] == [True, True]
    assert ["Ada" in page for page in pages] == [False, True, False]
    assert faults(answer.data) == []
    assert answer.headers["Content-Disposition"].endswith(
        f"filename=table-lists-{event.slug}-en.pdf"
    )


def test_a_bus_list_follows_a_choice(client, office, event):
    stop = for_all(
        event, QuestionKind.ONE_OF, "Stop", key="stop", choices=["Aachen", "Köln"]
    )
    seat(event, stop, "Ada", "Köln")

    values = {"kind": "buses", "question": "stop", "language": "de"}
    [page] = open_pdf(client.post(path(event), data=values).data)

    lines = text_of(page).splitlines()
    assert "Buslisten" in lines
    assert "Köln" in lines


def test_whoever_chose_several_stands_on_each_page(event):
    several = for_all(
        event, QuestionKind.SEVERAL_OF, key="days", choices=["Monday", "Tuesday"]
    )
    seat(event, several, "Ada", ["Monday", "Tuesday"])
    seat(event, several, "Ben", ["Tuesday"])

    assert found(event, several) == [("Monday", ["Ada"]), ("Tuesday", ["Ada", "Ben"])]


def test_the_question_must_be_chosen(client, office, event):
    ask_for_tables(event)
    seat(event, None, "Ada")

    answer = client.post(
        path(event), data={"kind": "tables", "question": "", "language": "en"}
    )

    assert answer.status_code == 422
    assert answer.errors == ["Choose the question that says the table or bus"]


@pytest.mark.parametrize(
    "columns",
    [
        {"own_tick": True},
        {"audience": Audience.TRAVEL},
        {"audience": Audience.DIRECTOR_OFFICE},
    ],
    ids=["own tick", "travel", "office"],
)
def test_what_is_not_for_all_staff_makes_no_list(client, office, event, columns):
    for_all(event, QuestionKind.SHORT_TEXT, "Health", key="health", **columns)
    seat(event, None, "Ada")

    page = client.get(path(event, "")).page
    answer = client.post(
        path(event), data={"kind": "tables", "question": "health", "language": "en"}
    )

    assert by_answer.groupable(event) == []
    assert "follow an answer" in page.main.text
    assert answer.status_code == 422


def test_a_question_that_is_gone_is_said(event):
    arguments = {"event": event.slug, "kind": "tables", "language": "en"}

    with pytest.raises(TaskTrouble):
        work.make_list({**arguments, "question": "x"}, lambda _done, _total: None)


def test_they_are_not_handed_out(client, office, event):
    table = ask_for_tables(event)
    seat(event, table, "Ada", "1")

    page = client.get(path(event, "/issue")).page

    assert [each["value"] for each in page.select("[name=kind]")] == [
        "attendees",
        "door",
        "companies",
    ]


def test_more_people_cost_no_more_queries(event):
    table = ask_for_tables(event)
    seat(event, table, "Ada", "1")
    found(event, table)
    with count_queries() as few:
        found(event, table)
    for number in range(29):
        seat(event, table, f"Ben{number}", str(number % 4))
    found(event, table)
    with count_queries() as many:
        assert len(found(event, table)) == 4

    assert len(many) == len(few)
