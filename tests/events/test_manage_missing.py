"""The check list of an event: what is missing, and where it is mended."""

import pytest

from eventreg.database import write_tx
from eventreg.events.states import EventState
from eventreg.web.models import Network
from tests.factories import make_event
from tests.house import text_of


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def test_a_bare_draft_says_what_it_could_still_say(client):
    event = make_event(state=EventState.DRAFT, contact_email="ole@example.org")

    page = client.get(f"/manage/events/{event.slug}").page

    assert [text_of(li) for li in page.select(".checks li")] == [
        "The summary is missing.",
        "The description is missing.",
        "How to get in is not described yet.",
    ]
    assert [text_of(b) for b in page.select("main .button")] == [
        "Publish",
        "Preview",
        "Copy",
        "Discard",
    ]


def test_what_blocks_publishing_takes_the_button_away(client):
    event = make_event(state=EventState.DRAFT)
    with write_tx() as session:
        session.get_one(Network, 1).street = ""

    page = client.get(f"/manage/events/{event.slug}").page

    assert [text_of(li) for li in page.select(".checks__blocks")] == [
        "Fill in the imprint in the settings. needed to publish"
    ]
    assert [text_of(b) for b in page.select("main .button")] == [
        "Preview",
        "Copy",
        "Discard",
    ]


@pytest.mark.parametrize(
    ("role", "links"), [("director", ["/manage/settings"]), ("office", [])]
)
def test_what_the_network_lacks_leads_whoever_may_to_the_settings(
    client, sign_in, role, links
):
    sign_in(role)
    event = make_event(state=EventState.DRAFT)
    with write_tx() as session:
        session.get_one(Network, 1).street = ""

    page = client.get(f"/manage/events/{event.slug}").page

    assert [a["href"] for a in page.select(".checks__blocks a")] == links


def test_a_missing_language_leads_to_its_texts(client):
    event = make_event(languages=["en"], state=EventState.DRAFT)
    with write_tx():
        event.languages = ["en", "tr"]

    page = client.get(f"/manage/events/{event.slug}").page

    links = {text_of(a): a["href"] for a in page.select(".checks a")}
    assert links["Turkish text missing: English is shown"] == (
        f"/manage/events/{event.slug}/edit/texts/tr"
    )
