"""Two registrations of one person side by side: what differs, and what counts."""

import pytest

from eventreg.events.questions.states import Audience
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration, pool_named
from tests.factories.questions import make_answer, make_question
from tests.house import count_queries, text_of


def make_ada(event, state=State.CONFIRMED, **columns):
    known = {"given_name": "Ada", "family_name": "Berg", "company": "Berg GmbH"}
    return make_registration(event, state, **(known | columns))


@pytest.fixture
def event(app):
    return make_event(contingents={"Science": 5, "Press": 5})


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def merging(client, one, other):
    path = f"/manage/registrations/{one.reference}/merge/{other.reference}"
    return client.get(path).page


def differing(page):
    return [
        tuple(text_of(cell) for cell in row.select("th, td"))
        for row in page.select("main tbody tr")
    ]


def equal(page):
    [found] = page.select("main h2 + .facts")
    return dict(zip(map(text_of, found("dt")), map(text_of, found("dd")), strict=True))


def test_what_differs_stands_side_by_side_and_what_is_the_same_apart(client, event):
    waits = make_ada(event, State.WAITLISTED, email="a@example.org", language="de")
    comes = make_ada(event, email="b@example.org", position="Chair")

    page = merging(client, waits, comes)

    assert differing(page) == [
        ("E-mail address", "b@example.org", "a@example.org"),
        ("Position", "Chair", "–"),
        ("E-mails in", "English", "German"),
    ]
    assert equal(page)["Company"] == "Berg GmbH"
    assert "nothing is taken over" in text_of(page.main)


def test_places_and_answers_differ_too(client, event):
    dish = make_question(event, label="Dish")
    secret = make_question(event, label="Passport", audience=Audience.TRAVEL)
    science, press = pool_named(event, "Science"), pool_named(event, "Press")
    one = make_ada(event, pools=[science])
    two = make_ada(event, pools=[press], email=one.email + "x")
    make_answer(two, dish, "Soup")
    make_answer(two, secret, "C01X")

    rows = differing(merging(client, one, two))

    assert ("Places", "Science", "Press") in rows
    assert ("Dish", "–", "Soup") in rows
    assert "C01X" not in str(rows)


def test_the_message_that_is_taken_over_is_announced(client, event):
    one = make_ada(event)
    two = make_ada(event, email="b@example.org", phone="+491701234567", message="Vegan")

    page = merging(client, one, two)

    assert "only the message is taken over" in text_of(page.main)
    assert ("Message", "–", "Vegan") in differing(page)
    assert ("Phone", "–", "+49 170 1234567") in differing(page)


def test_two_that_are_alike_are_said_to_be(client, event):
    one, two = (make_ada(event, email=None) for _ in range(2))

    page = merging(client, one, two)

    assert differing(page) == []
    assert "Nothing but the number and the day of signing up." in text_of(page.main)


def test_comparing_needs_few_queries_however_much_was_answered(client, event):
    def asked(count):
        one, two = (make_ada(event, email=None) for _ in range(2))
        for number in range(count):
            question = make_question(event, label=f"Question {number}")
            make_answer(one, question, "yes")
        with count_queries() as queries:
            merging(client, one, two)
        return len(queries)

    asked(1)
    assert asked(1) == asked(12)
