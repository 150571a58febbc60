"""Somebody cancels an event while another one has a form of it open."""

import re

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.events.states import EventState
from tests.factories import make_account, make_event
from tests.house import text_of


@pytest.fixture(autouse=True)
def _director(sign_in):
    sign_in("director")


@pytest.fixture
def event(client):
    """One that Dora has just cancelled."""
    found = make_event(place_address="Markt 1\n52062 Aachen")
    dora = make_account("director", name="Dora Director")
    with write_tx():
        events.cancel(found, by=Actor.staff(dora))
    return found


def without_hour(words):
    return re.sub(r"\d\d:\d\d", "14:05", words)


FORMS = [
    "postpone",
    "cancel",
    "close",
    "edit",
    "edit/when-and-where",
    "edit/seats",
    "edit/seats/new/contingent",
    "edit/sign-up",
    "edit/agenda/new",
    "edit/speakers/new",
    "edit/questions/sections/new",
    "money/fees",
    "waitlist/pause",
    "waitlist/resume",
    "messages/reminders",
    "messages/invitations/rounds/new",
]


@pytest.mark.parametrize("form", FORMS)
def test_who_sends_a_form_of_it_reads_who_cancelled_and_keeps_the_words(
    client, event, form
):
    typed = {
        "capacity": "30",
        "words_en": "The hall was flooded.",
        "place_address": "Markt 1\r\n52062 Aachen",
    }

    answer = client.post(f"/manage/events/{event.slug}/{form}", data=typed)

    assert answer.status_code == 409
    assert without_hour(text_of(answer.page.select_one("main .lede"))) == (
        "Dora Director cancelled this event (14:05). What you sent was not saved, and "
        "nobody was written to."
    )
    written = [text_of(each) for each in answer.page.select("main dd")]
    assert sorted(written) == ["30", "The hall was flooded."]
    way_back = answer.page.select_one("main .actions a")["href"]
    assert client.get(way_back).status_code == 200


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("form", "typed", "shown"),
    [
        (
            "edit/seats",
            {"capacity": "30", "team": "4"},
            {"Seats for guests": "30", "Seats for team and speakers": "4"},
        ),
        ("edit/texts/en", {"title": "Gala", "summary": ""}, {"Title": "Gala"}),
        (
            "edit/when-and-where",
            {"place_name": "Hafen", "timezone": "Europe/Berlin"},
            {"Place": "Hafen"},
        ),
        ("money/fees", {"amount_guest": "12,50"}, {"Guest": "12,50"}),
        ("cancel", {"words_en": "Storm"}, {"Reason (optional)": "Storm"}),
        (
            "messages/invitations/rounds/new",
            {"note_en": "Welcome", "counts_as_approved": "y"},
            {
                "A word to them (optional)": "Welcome",
                "The invitation counts as approved": "yes",
            },
        ),
    ],
    ids=["seats", "text", "place", "fees", "cancel", "round"],
)
def test_all_that_was_typed_anew_is_shown_with_its_label(
    client, event, form, typed, shown
):
    answer = client.post(f"/manage/events/{event.slug}/{form}", data=typed)

    labels, values = answer.page.select("main dt"), answer.page.select("main dd")
    pairs = zip(map(text_of, labels), map(text_of, values), strict=True)
    assert (answer.status_code, dict(pairs)) == (409, shown)


@pytest.mark.parametrize(
    "path", ["postpone", "cancel", "edit/seats", "money/fees", "messages/reminders"]
)
def test_who_opens_a_page_of_it_reads_who_cancelled(client, event, path):
    answer = client.get(f"/manage/events/{event.slug}/{path}")

    assert answer.status_code == 303
    [said] = client.get(answer.location).flashes
    assert without_hour(said) == "Dora Director cancelled this event (14:05)."


def test_what_was_cancelled_long_ago_says_only_that(client):
    event = make_event(state=EventState.CANCELLED)

    answer = client.get(f"/manage/events/{event.slug}/edit/seats")

    assert client.get(answer.location).flashes == ["This event is cancelled."]
