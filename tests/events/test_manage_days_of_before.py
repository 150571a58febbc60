"""Questions, points and speakers that name a day of before are told to staff."""

from datetime import datetime, timedelta

import pytest

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events import services
from eventreg.events.questions.states import QuestionKind
from eventreg.events.states import EventState
from eventreg.web.dates import format_date
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


@pytest.fixture
def gone(app):
    return clock.today() - timedelta(days=20)


def told(client, event, language="en"):
    address = f"/manage/events/{event.slug}"
    page = client.get(address, headers={"Accept-Language": language}).page
    found = {text_of(li): li for li in page.select(".checks li")}
    return {words: li.a["href"] for words, li in found.items() if "(" in words}


def english(day):
    return f"{day.day} {day:%B %Y}"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Please read this question again, it names a day: “Arrival” ({})"),
        ("de", "Bitte lesen Sie diese Frage neu, sie nennt einen Tag: „Arrival“ ({})"),
        ("tr", "Sorularda yeniden okunması gereken tarih var: “Arrival” ({})"),
    ],
)
def test_a_question_of_a_draft_names_a_day_that_is_over(client, gone, language, words):
    event = make_event(state=EventState.DRAFT)
    make_question(event, label="Arrival", helps={"en": f"Until {english(gone)}."})

    with client.application.test_request_context(headers={"Accept-Language": language}):
        expected = words.format(format_date(gone))
    assert told(client, event, language) == {
        expected: f"/manage/events/{event.slug}/edit/questions"
    }


def test_choices_are_read_too_and_many_are_told_in_one_line(client, gone):
    event = make_event(state=EventState.DRAFT)
    day = english(gone)
    first = make_question(event, QuestionKind.ONE_OF, "Day?", choices=["a", "b"])
    with write_tx():
        first.choices[0].labels = {"en": day}
    for number in range(3):
        make_question(event, label=f"Q{number} on {day}")

    [line] = told(client, event)

    assert line == (
        f"Please read these questions again, they name days: “Day?” ({day}), "
        f"“Q0 on {day}” ({day}), “Q1 on {day}” ({day}), …"
    )


def test_a_point_of_the_agenda_leads_to_the_agenda(client, gone):
    event = make_event(state=EventState.DRAFT)
    make_entry(event, "Bus", texts=f"Seats until {english(gone)}")

    assert told(client, event) == {
        "Please read this point of the agenda again, it names a day: “Bus” "
        f"({english(gone)})": f"/manage/events/{event.slug}/edit/agenda"
    }


@pytest.mark.parametrize("said", ["roles", "texts"])
def test_what_is_said_about_a_speaker_leads_to_the_speakers(client, gone, said):
    event = make_event(state=EventState.DRAFT)
    make_speaker(event, "Ada Berg", **{said: {"en": f"Spoke on {english(gone)}"}})
    make_speaker(event, "Ben Cole", texts={"en": "Speaks well"})

    assert told(client, event) == {
        "Please read what is said about this speaker again, it names a day: “Ada Berg” "
        f"({english(gone)})": f"/manage/events/{event.slug}/edit/speakers"
    }


@pytest.mark.parametrize("said", ["label", "helps"])
def test_a_heading_of_the_questions_leads_to_them(client, gone, said):
    event = make_event(state=EventState.DRAFT)
    words = f"Until {english(gone)}"
    heading = make_section(event, words if said == "label" else "Dinner")
    if said == "helps":
        with write_tx():
            heading.helps = {"en": words}

    assert told(client, event) == {
        "Please read this section of the questions again, it names a day: "
        f"“{heading.labels['en']}” ({english(gone)})": (
            f"/manage/events/{event.slug}/edit/questions"
        )
    }


def test_days_that_are_still_to_come_and_history_are_not_told(client):
    ahead = clock.today() + timedelta(days=3)
    event = make_event(state=EventState.DRAFT)
    make_question(event, label=f"Until {english(ahead)}, as since 3 May 1998?")

    assert told(client, event) == {}


def test_what_ran_out_while_people_sign_up_is_not_told(client, gone):
    event = make_event()
    make_question(event, label=f"Until {english(gone)}?")

    assert told(client, event) == {}


def test_a_moved_event_is_told_of_its_old_day(client, ole):
    start = datetime(2027, 6, 20, 18, 0)
    event = make_event(starts_local=start, ends_local=start + timedelta(hours=3))
    make_question(event, label="Do you come by train on 20 June?")
    make_question(event, label="Was it 19 June?")
    before = told(client, event)

    with write_tx():
        later = start + timedelta(days=30)
        values = {"starts_local": later, "ends_local": later + timedelta(hours=3)}
        services.postpone(event, values, by=ole)

    assert before == {}
    assert list(told(client, event)) == [
        "Please read this question again, it names a day: “Do you come by train on "
        "20 June?” (20 June 2027)"
    ]


def test_staff_read_when_a_moved_event_was_to_begin(client, ole):
    start = datetime(2027, 6, 20, 18, 0)
    event = make_event(starts_local=start, ends_local=start + timedelta(hours=3))
    with write_tx():
        values = {"starts_local": start + timedelta(hours=1)}
        services.postpone(event, values, by=ole)

    page = client.get(f"/manage/events/{event.slug}").page

    assert "New date, moved from Sun 20 June 2027, 18:00" in [
        text_of(strong) for strong in page.select(".part strong")
    ]
