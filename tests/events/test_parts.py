"""Contingents never promise more seats than the event has."""

import pytest

from tests.factories import make_event
from tests.house import text_of


@pytest.mark.parametrize(
    ("capacity", "said"),
    [(17, ["17 seats in all"]), (20, []), (40, [])],
    ids=["fewer", "as many", "more"],
)
def test_where_contingents_have_more_room_the_whole_is_said(client, capacity, said):
    event = make_event(capacity=capacity, contingents={"Business": 12, "Science": 8})

    page = client.get(f"/events/{event.slug}").page

    sentences = [text_of(each) for each in page.select(".seats > .soft")]
    assert [each for each in sentences if "in all" in each] == said
