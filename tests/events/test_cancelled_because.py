"""Why an event was cancelled: written in its languages, read in one's own."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db, write_tx
from eventreg.events import services
from eventreg.events.states import EventState
from eventreg.outbox.models import Letter
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of

WORDS = {"words_en": "A storm is coming.", "words_de": "Ein Sturm zieht auf."}
BY = Actor.worker()


@pytest.fixture
def event(app, sign_in):
    sign_in("office")
    return make_event(languages=["en", "de"])


def cancel(client, event, typed):
    return client.post(f"/manage/events/{event.slug}/cancel", data=typed)


def shown(client, address, languages=("en", "de", "tr")):
    """By language of the page: the reason, and the mark of its own language."""
    found = {}
    for code in languages:
        page = client.get(f"{address}?lang={code}").page
        reason = page.select_one(".standing .lines")
        found[code] = (text_of(reason), reason.get("lang"))
    return found


def test_each_language_of_the_event_has_its_own_field(client, event):
    page = client.get(f"/manage/events/{event.slug}/cancel").page

    fields = page.main.select("textarea")
    assert [(field["name"], field["lang"]) for field in fields] == [
        ("words_en", "en"),
        ("words_de", "de"),
    ]
    assert [text_of(label) for label in page.main.select("label")] == [
        "Reason in English (optional)",
        "Reason in German (optional)",
    ]


def test_everybody_reads_their_own_language_else_the_first(client, event):
    for language in ("de", "en", "tr"):
        make_registration(event, State.CONFIRMED, language=language)

    cancel(client, event, WORDS)

    rows = db.session.query(Letter).filter_by(letter="event_cancelled")
    assert {row.language: row.values["reason"] for row in rows} == {
        "de": WORDS["words_de"],
        "en": WORDS["words_en"],
        "tr": {"text": WORDS["words_en"], "lang": "en"},
    }


def test_public_page_and_own_page_say_it_likewise(client, event):
    ada = make_registration(event, State.CONFIRMED)
    cancel(client, event, WORDS)

    both = shown(client, f"/events/{event.slug}"), shown(client, f"/my/{ada.token}")

    assert both[0] == both[1]
    assert both[0] == {
        "en": (WORDS["words_en"], None),
        "de": (WORDS["words_de"], None),
        "tr": (WORDS["words_en"], "en"),
    }


def test_who_presses_second_reads_that_their_words_go_to_nobody(client, event):
    make_registration(event, State.CONFIRMED)
    cancel(client, event, WORDS)

    answer = cancel(client, event, {"words_en": "Too few came."})

    assert answer.status_code == 409
    assert text_of(answer.page.select_one("main .lede")).endswith(
        "What you sent was not saved, and nobody was written to."
    )
    assert text_of(answer.page.select_one("main dd")) == "Too few came."
    assert shown(client, f"/events/{event.slug}", ["en"])["en"][0] == WORDS["words_en"]
    assert db.session.query(Letter).count() == 1


def test_a_reason_in_the_second_language_alone_is_read_by_all(client, event):
    make_registration(event, State.CONFIRMED, language="en")

    cancel(client, event, WORDS | {"words_en": ""})

    letter = db.session.query(Letter).filter_by(letter="event_cancelled").one()
    assert letter.values["reason"] == {"text": WORDS["words_de"], "lang": "de"}
    assert shown(client, f"/events/{event.slug}", ["en"]) == {
        "en": (WORDS["words_de"], "de")
    }


def test_one_that_is_too_long_is_named_with_its_language_and_both_are_kept(
    client, event
):
    answer = cancel(client, event, WORDS | {"words_de": "x" * 601})

    assert (answer.status_code, answer.errors) == (
        422,
        ["Reason in German: use 600 characters or fewer"],
    )
    assert [text_of(field) for field in answer.page.main.select("textarea")] == [
        WORDS["words_en"],
        "x" * 601,
    ]
    assert event.state is EventState.PUBLISHED


@pytest.mark.parametrize("written", ["en", "de", "tr"])
def test_what_was_written_once_for_all_reads_as_before(client, event, written):
    with write_tx():
        services.cancel(event, by=BY)
        changes = {"reason": ["", "Storm"], "language": ["", written]}
        record("event.cancelled", event.slug, by=BY, changes=changes)

    found = shown(client, f"/events/{event.slug}")

    assert found == {
        code: ("Storm", None if code == written else written)
        for code in ("en", "de", "tr")
    }


def test_the_log_names_the_language_of_each(client, event, sign_in):
    cancel(client, event, WORDS)
    sign_in("director")

    entry = text_of(client.get("/manage/log").page.main)

    assert "Reason (English)" in entry
    assert "Reason (German)" in entry
