"""The check list of an event: what is missing, and where it is mended."""

import pytest

from eventreg.database import write_tx
from eventreg.events.questions.states import QuestionKind
from eventreg.events.states import EventState
from eventreg.web.models import Network
from tests.factories import (
    make_entry,
    make_event,
    make_question,
    make_section,
    make_speaker,
)
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
    assert links["Turkish text missing: English is shown."] == (
        f"/manage/events/{event.slug}/edit/texts/tr"
    )


def test_each_language_says_which_questions_and_points_it_lacks(client):
    event = make_event(languages=["en", "de"], state=EventState.DRAFT)
    topic = make_question(event, label="Topic?")
    dish = make_question(event, QuestionKind.ONE_OF, "Dish?", choices=["fish", "beans"])
    make_question(event, label="Whole?")
    section = make_section(event, "Travel")
    doors = make_entry(event, "Doors")
    make_entry(event, "Talk")
    speaker = make_speaker(event)
    with write_tx():
        topic.labels = {"en": "Topic?"}
        dish.choices[0].labels = {"en": "fish"}
        section.labels = {"en": "Travel"}
        doors.titles = {"en": "Doors"}
        speaker.roles = {"en": "Host"}

    page = client.get(f"/manage/events/{event.slug}").page
    listed = client.get(f"/manage/events/{event.slug}/edit/questions").page

    links = {text_of(a): a["href"].rpartition("/")[2] for a in page.select(".checks a")}
    assert {words: to for words, to in links.items() if "German" in words} == {
        "German text of 1 point of the agenda missing: English is shown.": "agenda",
        "German text about 1 speaker missing: English is shown.": "speakers",
        "German text of 2 questions missing: English is shown.": "questions",
        "German text of 1 section of the questions missing: English is shown.": (
            "questions"
        ),
    }
    rows = listed.select(".questions__row")
    assert ["missing in: German" in text_of(row) for row in rows] == [
        True,
        True,
        False,
    ]


def test_a_whole_event_lacks_no_language(client):
    event = make_event(languages=["en"], state=EventState.DRAFT)
    make_question(event, label="Topic?")
    make_entry(event, "Doors")

    page = client.get(f"/manage/events/{event.slug}").page

    assert not any("missing: " in text_of(li) for li in page.select(".checks li"))


def test_a_session_that_can_never_fill_is_named(client):
    event = make_event(capacity=20, sessions={"Robots": 30, "Customs": 20})

    page = client.get(f"/manage/events/{event.slug}").page

    said = [text_of(li) for li in page.select(".checks li")]
    assert [sentence for sentence in said if "places" in sentence] == [
        "“Robots” has more places (30) than the event has seats (20)."
    ]
