"""What the list of registrations costs, whatever it shows."""

import pytest

from eventreg.events.questions.states import QuestionKind
from eventreg.registrations.states import State
from tests.factories import make_answer, make_event, make_question, make_registration
from tests.house import count_queries


@pytest.fixture
def event(app):
    return make_event()


def plain_list(event):
    return f"/manage/events/{event.slug}/registrations"


def every_column(event):
    """The list with all columns, those of three questions among them."""
    keys = [f"a.q{number}" for number in range(3)]
    columns = ["name", "company", "role", "state", "places", "lead", "came_at", *keys]
    query = "&".join(f"col={column}" for column in columns)
    return f"/manage/events/{event.slug}/registrations?{query}"


@pytest.mark.parametrize("page", [plain_list, every_column])
def test_the_list_needs_few_queries_however_long(client, sign_in, event, page):
    asked = [
        make_question(event, QuestionKind.ONE_OF, key=f"q{number}")
        for number in range(3)
    ]
    sign_in("office")
    address, costs = page(event), []

    for more in (1, 29):
        for _number in range(more):
            ada = make_registration(event, State.PENDING, company="Berg GmbH")
            for question in asked:
                make_answer(ada, question, "red")
        client.get(address)
        with count_queries() as sent:
            client.get(address)
        costs.append(len(sent))

    assert costs[0] == costs[1] <= 8
