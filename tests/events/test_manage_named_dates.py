"""After a copy or a move, texts that name days of before are to be read again."""

from datetime import datetime, timedelta

import pytest

from eventreg.database import db, write_tx
from eventreg.events import services
from eventreg.events.states import EventState
from tests.factories import make_event, make_upload
from tests.house import text_of

START = datetime(2027, 6, 20, 18, 0)
LATER = datetime(2027, 9, 16, 18, 0)
TERMS = "Free until 6 June 2027, then half."
TOLD = (
    "English: some dates fitted the event on 20 June 2027. Please read again: "
    "what cancelling costs (6 June 2027)"
)


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def lines(client, event, language="en"):
    address = f"/manage/events/{event.slug}"
    page = client.get(address, headers={"Accept-Language": language}).page
    found = {text_of(li): li for li in page.select(".checks li")}
    return {words: li for words, li in found.items() if "2027" in words}


def event_with(**text):
    return make_event(
        starts_local=START,
        ends_local=START + timedelta(days=2),
        text={"terms": TERMS} | text,
    )


def copied(event, ole, at=LATER):
    with write_tx():
        return services.copy(event, starts_local=at, titles={}, by=ole)


def moved(event, ole, at=LATER):
    with write_tx():
        ends = at + timedelta(days=2)
        values = {"starts_local": at, "ends_local": ends}
        services.postpone(event, values, by=ole)
    return event


@pytest.mark.parametrize("act", [copied, moved])
def test_dates_of_terms_are_to_be_read_again(client, ole, act):
    event = event_with()
    before = lines(client, event)

    after = lines(client, act(event, ole))

    assert list(before) == []
    assert list(after) == [TOLD]


def test_the_line_leads_to_the_text_which_says_what_to_do(client, ole):
    made = copied(event_with(), ole)

    [line] = lines(client, made).values()
    page = client.get(line.a["href"]).page

    assert line.a["href"] == f"/manage/events/{made.slug}/edit/texts/en"
    assert text_of(page.select_one(".standing")) == (
        f"{TOLD} Correct what is wrong and save. If all is right, save as it is: "
        "this note then goes away."
    )


@pytest.mark.parametrize("terms", [TERMS, "Free until 2 September 2027."])
def test_saving_the_text_says_that_it_is_right_now(client, ole, terms):
    made = copied(event_with(), ole)
    address = f"/manage/events/{made.slug}/edit/texts/en"

    client.post(address, data={"title": "Summer school", "terms": terms})

    assert list(lines(client, made)) == []
    assert db.session.get(type(made), made.id).text("en").terms == terms


def test_only_the_text_that_was_changed_is_right_now(client, ole):
    made = copied(event_with(summary="Meeting on 20 June"), ole)
    address = f"/manage/events/{made.slug}/edit/texts/en"
    typed = {"title": "Summer school", "summary": "Meeting on 20 June", "terms": TERMS}

    client.post(address, data=typed | {"title": "Autumn school"})
    with_title = list(lines(client, made))
    client.post(address, data=typed | {"title": "Autumn school", "summary": "Meeting"})
    with_summary = list(lines(client, made))
    client.post(address, data=typed | {"title": "Autumn school", "summary": "Meeting"})

    assert [line.partition("again: ")[2] for line in with_title] == [
        "summary (20 June 2027); what cancelling costs (6 June 2027)"
    ]
    assert with_summary == [TOLD]
    assert list(lines(client, made)) == []


def test_texts_that_were_written_for_two_days_are_told_apart(client, ole):
    made = copied(event_with(), ole)
    with write_tx():
        changed = {"summary": "Meeting on 16 September"}
        services.edit_text(made, "en", changed, by=ole)

    told = lines(client, copied(made, ole, LATER + timedelta(days=30)))

    assert list(told) == [
        TOLD,
        "English: some dates fitted the event on 16 September 2027. Please read again: "
        "summary (16 September 2027)",
    ]


def test_other_words_for_the_picture_are_right_now(client, ole):
    event = event_with(terms="", cover_alt="Meeting on 20 June 2027")
    cover = make_upload()
    with write_tx():
        event.cover_id = cover.id
    made = copied(event, ole)
    before = list(lines(client, made))

    with write_tx():
        services.set_cover(made, None, {"en": "Us on 20 June 2027"}, by=ole)

    assert before[0].endswith("what the picture shows (20 June 2027)")
    assert list(lines(client, made)) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ({"terms": "Free until the day before."}, LATER),
        ({"terms": "We meet on 16 September and 18.09.2027."}, LATER),
        ({"terms": "We have met since 3 May 1998."}, LATER),
        ({}, START + timedelta(hours=1)),
    ],
    ids=["no date", "of the new days", "history", "same day"],
)
def test_what_cannot_be_wrong_is_not_told(client, ole, text, at):
    assert list(lines(client, copied(event_with(**text), ole, at))) == []


def test_what_is_moved_back_fits_again(client, ole):
    event = moved(event_with(), ole)

    told = lines(client, event)
    moved(event, ole, START)

    assert list(told) == [TOLD]
    assert list(lines(client, event)) == []


def test_a_copy_of_a_copy_still_knows_for_which_day_its_text_was_written(client, ole):
    made = copied(copied(event_with(), ole), ole, LATER + timedelta(days=30))

    assert list(lines(client, made)) == [TOLD]


def test_each_text_is_named_with_its_days(client, ole):
    event = event_with(
        summary="Meeting on 20 June",
        description="Call by 1.6.2027, 2.6.2027, 3.6.2027 or 4.6.2027.",
    )

    [told] = lines(client, copied(event, ole))

    assert told.partition("again: ")[2].split("; ") == [
        "summary (20 June 2027)",
        "description (1 June 2027, 2 June 2027, 3 June 2027, …)",
        "what cancelling costs (6 June 2027)",
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "de",
            "Englisch: Einige Datumsangaben passten zum Termin am 20. Juni 2027. Bitte "
            "neu lesen: Kosten der Absage (6. Juni 2027)",
        ),
        (
            "tr",
            "İngilizce: Bazı tarihler 20 Haziran 2027 günündeki etkinliğe göre "
            "yazılmıştı. Lütfen yeniden okuyun: iptalin bedeli (6 Haziran 2027)",
        ),
    ],
)
def test_it_is_said_in_the_readers_language(client, ole, language, told):
    made = copied(event_with(), ole)

    assert list(lines(client, made, language)) == [told]


def test_texts_of_a_language_that_is_off_are_not_told(client, ole):
    event = event_with()
    with write_tx():
        services.edit_text(event, "de", {"title": "Schule"}, by=ole)
        services.set_languages(event, ["de"], by=ole)

    assert list(lines(client, copied(event, ole))) == []


def test_whoever_postpones_reads_it_at_once(client, ole):
    event = event_with()
    form = {"timezone": event.timezone, "ends_local": "", "place_name": "Hall"}

    answer = client.post(
        f"/manage/events/{event.slug}/postpone",
        data=form | {"starts_local": "2027-09-16T18:00"},
    )

    assert client.get(answer.location).flashes == ["The event is postponed.", TOLD]


def test_a_new_time_of_a_draft_is_told_too(client, ole):
    event = make_event(
        state=EventState.DRAFT,
        starts_local=START,
        ends_local=START + timedelta(days=100),
        text={"terms": TERMS},
    )
    with write_tx():
        services.edit(event, {"starts_local": START + timedelta(days=88)}, by=ole)

    assert list(lines(client, event)) == [TOLD]


@pytest.mark.parametrize(
    ("path", "which"),
    [("copy", "the event"), ("copy/series", "each draft"), ("postpone", "the event")],
)
def test_pages_that_move_dates_say_that_those_in_texts_stay(client, path, which):
    event = event_with()

    page = client.get(f"/manage/events/{event.slug}/{path}").page

    assert (
        "Dates that you wrote into texts stay as they are; the list on the page of "
        f"{which} then names them."
    ) in [text_of(each) for each in page.main.select("p, li")]


def test_a_line_of_the_list_begins_without_a_gap(client, ole):
    """A space before the first word would push it out of line with those below."""
    [line] = lines(client, copied(event_with(), ole)).values()

    assert line.contents[0] == line.a
