"""Where a sign-up leads, as staff read it in the list of events."""

import pytest

from tests.factories import make_event
from tests.house import text_of


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


@pytest.mark.parametrize(
    ("columns", "next_step"),
    [
        ({"capacity": 0}, "Full: whoever signs up now joins the waitlist."),
        (
            {"capacity": 0, "needs_approval": True},
            "Full: people can apply, but a yes puts them onto the waitlist.",
        ),
        (
            {"contingents": {"Science": 0, "Press": 0}},
            "Full: whoever signs up now joins the waitlist.",
        ),
        ({"line_paused": True}, "The waitlist is paused: newcomers wait."),
        ({"contingents": {"Science": 0, "Press": 1}}, "People can sign up."),
    ],
    ids=[
        "full",
        "full, by approval",
        "all contingents full",
        "paused",
        "one with seats",
    ],
)
def test_staff_read_where_a_sign_up_leads(client, columns, next_step):
    event = make_event(**columns)

    page = client.get("/manage/events").page
    cells = page.select("tbody tr th, tbody tr td")
    assert text_of(cells[-1]) == next_step
    client.post(f"/manage/events/{event.slug}/close")
    answer = client.post(f"/manage/events/{event.slug}/reopen")
    leads = [] if next_step == "People can sign up." else [next_step]
    flashes = client.get(answer.location).flashes
    assert flashes == ["Sign-up is closed.", "People can sign up again.", *leads]
