"""An event is moved to another date or place, and everybody reads about it."""

import json
from datetime import datetime, timedelta

import pytest

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.events.states import EventState
from eventreg.outbox.models import Letter
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of

NEW = {
    "timezone": "Europe/Berlin",
    "starts_local": "2027-09-17T19:30",
    "ends_local": "2027-09-17T22:00",
    "place_name": "Rathaus",
    "words_en": "The hall was flooded.",
}


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def page_of(event):
    return f"/manage/events/{event.slug}/postpone"


def test_before_postponing_one_reads_who_will_be_written_to(client):
    event = make_event()
    for state in State:
        ada = make_registration(event, state)
    # The form of the one who named this one tells both.
    make_registration(event, State.UNVERIFIED, lead_id=ada.id)

    page = client.get(page_of(event)).page

    assert text_of(page.select_one(".lede")) == (
        "5 people will get an e-mail with the new date and place: 1 person with a "
        "seat, 1 with an offer, 1 on the waitlist, 1 who has applied, 1 whose address "
        "is not confirmed yet."
    )
    assert "All registrations stay" in text_of(page.select_one("main li"))


def test_postponing_keeps_everybody_and_tells_them(client, letters):
    event = make_event(capacity=2)
    people = [make_registration(event, state) for state in State]

    answer = client.post(page_of(event), data=NEW)

    assert (event.starts_local, event.place_name) == (
        datetime(2027, 9, 17, 19, 30),
        "Rathaus",
    )
    assert [person.state for person in people] == list(State)
    assert client.get(answer.location).flashes == [
        "The event is postponed, and e-mails to 5 people are on their way."
    ]
    told = [letter for letter, _to in letters()]
    # Whoever has not confirmed the address yet is asked once more, with the new date.
    assert sorted(told) == ["confirm_your_address", *["event_moved"] * 4]


def test_the_same_date_and_place_tell_nobody(client, letters):
    event = make_event()
    make_registration(event)
    same = {
        "timezone": event.timezone,
        "starts_local": event.starts_local.isoformat(),
        "ends_local": event.ends_local.isoformat(),
        "place_name": event.place_name,
        "place_address": "",
    }

    answer = client.post(page_of(event), data=same)

    assert client.get(answer.location).flashes == [
        "Date and place are the same as before: nobody is told."
    ]
    assert letters() == []


@pytest.mark.parametrize(
    ("ends", "stored"),
    [("", datetime(2027, 9, 17, 22, 30)), ("2027-09-17T21:00", None)],
    ids=["left empty", "chosen"],
)
def test_an_end_left_empty_moves_along_with_the_start(client, ends, stored):
    event = make_event(lasts=timedelta(hours=3))

    page = client.get(page_of(event)).page
    client.post(page_of(event), data=NEW | {"ends_local": ends})

    assert page.select_one("#ends_local")["value"] == ""
    assert page.select_one("#ends_local")["data-minutes"] == "180"
    assert event.ends_local == (stored or datetime(2027, 9, 17, 21, 0))


def test_search_engines_read_when_it_was_to_be_before(client):
    event = make_event()
    was = event.starts_at

    client.post(page_of(event), data=NEW)
    data = structured(client, event)
    with write_tx():
        event.state = EventState.CANCELLED
    off = structured(client, event)

    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert datetime.fromisoformat(data["previousStartDate"]) == was
    assert off["eventStatus"] == "https://schema.org/EventCancelled"


def test_another_place_alone_is_no_other_date(client):
    event = make_event()
    same = {"starts_local": event.starts_local.isoformat(), "ends_local": ""}

    client.post(page_of(event), data=NEW | same)

    assert event.place_name == "Rathaus"
    assert "previousStartDate" not in structured(client, event)


def structured(client, event):
    page = client.get(f"/events/{event.slug}").page
    return json.loads(page.select_one("script[type='application/ld+json']").string)


@pytest.mark.parametrize(
    ("typed", "status", "error"),
    [
        ({"ends_local": "2027-09-17T19:00"}, 422, "The end must come after the start"),
        (
            {"words_en": "x" * 601},
            422,
            "What the e-mail should say: use 600 characters or fewer",
        ),
        (
            {"starts_local": "2020-01-01T10:00", "ends_local": "2020-01-01T12:00"},
            409,
            "The new start lies in the past.",
        ),
    ],
)
def test_a_wrong_date_comes_back_and_nobody_is_told(
    client, letters, typed, status, error
):
    event = make_event()
    make_registration(event)
    was = event.starts_local

    response = client.post(page_of(event), data={**NEW, **typed})

    assert (response.status_code, response.errors) == (status, [error])
    assert (event.starts_local, letters()) == (was, [])


@pytest.mark.parametrize(
    "columns",
    [
        {"state": EventState.DRAFT},
        {"state": EventState.CANCELLED},
        {"starts_in": timedelta(days=-9)},
    ],
    ids=["draft", "cancelled", "past"],
)
def test_what_does_not_run_is_not_postponed(client, columns):
    event = make_event(**columns)

    answer = client.get(page_of(event))
    page = client.get(f"/manage/events/{event.slug}").page

    assert answer.location == f"/manage/events/{event.slug}"
    assert page.select("a[href$='/postpone']") == []


@pytest.mark.parametrize("state", [State.CONFIRMED, State.UNVERIFIED])
def test_editing_the_date_leads_to_postponing_once_people_have_signed_up(client, state):
    event = make_event()
    make_registration(event, state)
    typed = {name: value for name, value in NEW.items() if name != "words_en"}

    response = client.post(
        f"/manage/events/{event.slug}/edit/when-and-where", data=typed
    )

    assert response.status_code == 409
    link = response.page.select_one("main .standing a")
    assert text_of(link) == "Postpone"
    page = client.get(link["href"]).page
    assert {name: page.select_one(f"#{name}").get("value") for name in typed} == (
        typed | {"timezone": None}
    )


@pytest.mark.parametrize("role", ["travel_lead", "desk"])
def test_others_postpone_nothing(client, sign_in, role):
    event = make_event()
    sign_in(role)

    assert client.post(page_of(event), data=NEW).status_code == 403


def near(event, away):
    """The form for a start so far from now, which is as long as before."""
    starts = clock.to_local(clock.now() + away, event.timezone)
    at = starts.replace(second=0, microsecond=0).isoformat(timespec="minutes")
    return {**NEW, "starts_local": at, "ends_local": ""}


@pytest.mark.parametrize(
    ("away", "warning"),
    [
        (
            timedelta(hours=2),
            "2 people who are offered a seat can no longer accept it: the new start "
            "is too near. If that is right, press “Postpone” once more.",
        ),
        (
            timedelta(hours=20),
            "2 people who are offered a seat have less time to accept it. If that is "
            "right, press “Postpone” once more.",
        ),
    ],
    ids=["at once", "less time"],
)
def test_who_cuts_open_offers_looks_twice(client, letters, away, warning):
    event = make_event(offer_hours=48, capacity=5)
    before = event.starts_local
    for state in (State.OFFERED, State.OFFERED, State.CONFIRMED, State.WAITLISTED):
        make_registration(event, state)
    typed = near(event, away)

    first = client.post(page_of(event), data=typed)
    second = client.post(page_of(event), data=typed | hidden_of(first))

    assert first.status_code == 409
    assert warning in text_of(first.page.select_one(".error-summary"))
    assert first.page.select_one("#words_en").text.strip() == NEW["words_en"]
    assert second.location == f"/manage/events/{event.slug}"
    assert event.starts_local != before
    assert [letter for letter, _to in letters()].count("event_moved") == 4


def hidden_of(answer):
    return {"offers_read": answer.page.select_one("[name=offers_read]")["value"]}


def test_another_start_that_cuts_other_offers_is_shown_once_more(client, letters):
    event = make_event(offer_hours=48)
    make_registration(event, State.OFFERED)
    first = client.post(page_of(event), data=near(event, timedelta(hours=20)))

    nearer = near(event, timedelta(hours=2)) | hidden_of(first)
    second = client.post(page_of(event), data=nearer)

    assert "can no longer accept it" in text_of(second.page.main)
    assert letters() == []


def test_a_later_start_cuts_no_offer(client):
    event = make_event(offer_hours=48)
    make_registration(event, State.OFFERED)

    answer = client.post(page_of(event), data=NEW)

    assert answer.status_code == 303


def hint_of(client, path, field):
    return text_of(client.get(path).page.select_one(f"#{field}-hint"))


def test_whoever_writes_to_all_reads_which_languages_they_read(client):
    event = make_event()
    for state, language in [
        (State.CONFIRMED, "de"),
        (State.PENDING, "de"),
        (State.UNVERIFIED, "en"),
        (State.CANCELLED, "tr"),
    ]:
        lead = make_registration(event, state, language=language)
    guest = make_registration(event, State.WAITLISTED, language="de", email=None)
    with write_tx():
        guest.lead_id = lead.id

    moved = hint_of(client, page_of(event), "words_en")
    cancelled = hint_of(client, f"/manage/events/{event.slug}/cancel", "words_en")

    assert moved.endswith("They read: German (2), English (1), Turkish (1).")
    assert cancelled.endswith("They read: German (2), Turkish (1).")


def test_where_all_read_one_language_it_is_named_alone(client):
    event = make_event()

    assert "read German" not in hint_of(client, page_of(event), "words_en")
    make_registration(event, language="de")
    assert hint_of(client, page_of(event), "words_en").endswith("They read German.")


def test_each_language_of_the_event_has_its_own_words(client):
    event = make_event(languages=["en", "de"])
    for language in ("de", "en", "tr"):
        make_registration(event, language=language)
    typed = NEW | {"words_de": "Die Halle stand unter Wasser."}

    page = client.get(page_of(event)).page
    client.post(page_of(event), data=typed)

    fields = page.main.select("textarea[name^=words]")
    assert [(field["name"], field.get("lang")) for field in fields] == [
        ("words_en", "en"),
        ("words_de", "de"),
    ]
    assert text_of(page.select_one("label[for=words_de]")) == (
        "What the e-mail should say in German (optional)"
    )
    rows = db.session.query(Letter).filter_by(letter="event_moved")
    assert {row.language: row.values["reason"] for row in rows} == {
        "de": typed["words_de"],
        "en": NEW["words_en"],
        "tr": {"text": NEW["words_en"], "lang": "en"},
    }


def test_words_in_the_second_language_alone_are_read_by_all(client):
    event = make_event(languages=["en", "de"])
    for language in ("de", "en"):
        make_registration(event, language=language)

    client.post(page_of(event), data=NEW | {"words_en": "", "words_de": "Sturm"})

    rows = db.session.query(Letter).filter_by(letter="event_moved")
    assert {row.language: row.values["reason"] for row in rows} == {
        "de": "Sturm",
        "en": {"text": "Sturm", "lang": "de"},
    }


def test_words_that_are_too_long_are_named_with_their_language(client):
    event = make_event(languages=["en", "de"])

    page = client.post(page_of(event), data=NEW | {"words_de": "x" * 601})

    assert (page.status_code, page.errors) == (
        422,
        ["What the e-mail should say in German: use 600 characters or fewer"],
    )
