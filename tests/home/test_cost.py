"""What the start page and the search cost, whoever looks."""

from datetime import timedelta

import pytest

from eventreg.registrations.states import State
from tests.factories import make_company, make_event, make_person, make_registration
from tests.house import count_queries


def begin(number):
    """An event of today, with somebody who comes, waits and is not decided on."""
    event = make_event(
        title=f"Trip {number}", starts_in=timedelta(hours=1), needs_approval=True
    )
    for state in (State.CONFIRMED, State.WAITLISTED, State.PENDING):
        make_registration(event, state, family_name="Berg")
    make_person(make_company(f"Berg {number}"), family_name="Berg")


@pytest.mark.every_case
@pytest.mark.parametrize("role", ["director", "office", "travel_lead", "desk"])
@pytest.mark.parametrize("address", ["/manage", "/manage/search?search=berg"])
def test_they_need_few_queries_however_much_there_is(client, sign_in, role, address):
    sign_in(role)
    costs = []

    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            begin(number)
        client.get(address)
        with count_queries() as sent:
            client.get(address)
        costs.append(len(sent))

    assert costs[0] == costs[1] <= 8
