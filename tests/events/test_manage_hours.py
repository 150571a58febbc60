"""The overview of an event says how long people have to answer, in plain words."""

import pytest

from tests.factories import make_event
from tests.house import text_of


@pytest.fixture(autouse=True)
def _director(sign_in):
    sign_in("director")


@pytest.mark.parametrize(
    ("accept_hours", "said"),
    [(24, "24 hours"), (48, "2 days"), (168, "7 days"), (100, "100 hours")],
)
def test_many_hours_are_said_in_days(client, accept_hours, said):
    event = make_event(needs_approval=True, accept_hours=accept_hours)

    text = text_of(client.get(f"/manage/events/{event.slug}").page.main)
    assert f"Whoever is approved then has {said} to say yes;" in text


def test_the_overview_says_that_offers_are_shorter_close_to_the_start(client):
    event = make_event(offer_hours=48)

    text = text_of(client.get(f"/manage/events/{event.slug}").page.main)

    said = "who has up to 2 days to say yes (less when the start is close); then the"
    assert said in text
    assert "nobody has to say yes" not in text


def test_the_overview_says_when_an_approval_is_enough(client):
    event = make_event(needs_approval=True)

    text = text_of(client.get(f"/manage/events/{event.slug}").page.main)

    assert "Whoever is approved is in; nobody has to say yes again." in text
