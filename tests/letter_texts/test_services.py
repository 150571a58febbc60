"""What an event's own texts do to its letters, and to its copies."""

from datetime import timedelta

import pytest

from eventreg import outbox
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.events.states import EventState
from eventreg.letter_texts import queries, services
from eventreg.letter_texts.models import OwnText
from eventreg.letter_texts.rules import version_of
from eventreg.outbox import deliver_due
from eventreg.outbox.layout import standard_source
from eventreg.outbox.models import Letter
from eventreg.registrations import letters as of_registrations
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.outbox.rows import first_letter

WORKER = Actor.worker()
OWN = "Come: {event}\n\n{greeting}, it is **on**.\n\n[My page]({own_page})"


VALUES = {
    "greeting": "Dear Ole",
    "name": "Ole",
    "event": "Evening",
    "when": {"at": "2027-06-17T17:30:00+00:00", "zone": "Europe/Berlin"},
    "reference": "R7K2M9QX",
}


def write_received(event, **columns):
    """The letter that somebody gets whose application came in."""
    registration = make_registration(event, State.PENDING, **columns)
    with write_tx():
        of_registrations.received(registration)


def change(event, source=OWN, *, letter="received", language="en", seen=""):
    with write_tx():
        services.change(event, letter, language, source, seen=seen, by=WORKER)


def test_a_letter_says_what_its_event_words_itself(app, post):
    event, other = make_event(title="Evening"), make_event(title="Workshop")
    change(event)

    write_received(event)
    write_received(other)
    deliver_due()

    subjects = [message["Subject"] for _to, message in post.letters()]
    assert subjects == [
        "Come: Evening",
        "We have received your application: Workshop",
    ]


def test_only_the_language_that_was_changed_differs(app, post):
    event = make_event(title="Evening", languages=("en", "de"))
    change(event)

    write_received(event, language="de")
    deliver_due()

    [(_to, message)] = post.letters()
    assert message["Subject"] == "Ihre Bewerbung ist eingegangen: Evening"


def test_a_text_that_a_new_version_does_not_know_gives_way_to_the_standard(app, post):
    event = make_event(title="Evening")
    change(event, "Gone: {vanished}\n\nHello")

    write_received(event)
    deliver_due()

    [(_to, message)] = post.letters()
    assert message["Subject"] == "We have received your application: Evening"


def test_saving_the_standard_text_is_no_change(app):
    event = make_event()

    change(event, standard_source("received", "en").strip())

    assert queries.of_event(event) == {}


def test_back_to_standard_forgets_the_text(app):
    event = make_event()
    change(event)

    with write_tx():
        seen = version_of(queries.source("received", "en", event.slug))
        services.back_to_standard(event, "received", "en", seen=seen, by=WORKER)

    assert queries.source("received", "en", event.slug) is None


def test_of_two_who_edit_in_one_instant_the_second_is_told(app):
    event = make_event()
    change(event)
    first = version_of(OWN)
    change(event, OWN + " One.", seen=first)

    with pytest.raises(services.Overtaken):
        change(event, OWN + " Two.", seen=first)

    assert queries.source("received", "en", event.slug) == OWN + " One."


def test_a_copy_says_what_its_event_says(app):
    event = make_event()
    change(event)

    with write_tx():
        copy = events.copy(
            event,
            starts_local=event.starts_local + timedelta(days=7),
            titles={},
            by=WORKER,
        )

    assert queries.source("received", "en", copy.slug) == OWN


def test_a_discarded_draft_takes_its_texts_with_it(app):
    event = make_event(state=EventState.DRAFT)
    change(event)

    with write_tx():
        events.discard(event, by=WORKER)

    assert db.session.query(OwnText).count() == 0


def test_a_test_letter_goes_to_its_writer_with_the_text_as_it_is(app, post):
    event = make_event(title="Evening")

    with write_tx():
        services.send_test(
            "received",
            "en",
            OWN,
            to="ole@example.org",
            event=event,
            values=VALUES,
            links=dict.fromkeys(
                ("own_page", "event_page", "not_me"),
                ("events.show", {"slug": event.slug}),
            ),
            code=None,
            calendar=None,
            by=WORKER,
        )
    deliver_due()

    [(to, message)] = post.letters()
    assert (to, message["Subject"]) == ("ole@example.org", "Test: Come: Evening")
    assert first_letter().registration is None
    assert db.session.query(OwnText).count() == 0


def test_a_letter_that_goes_again_keeps_its_own_text(app, post):
    with write_tx():
        letter = outbox.queue(
            letter="test",
            to="ole@example.org",
            language="en",
            links={"home": ("manage.start", {})},
            source="Own\n\nOwn text",
        )
    deliver_due()
    with write_tx():
        outbox.resend(db.session.get(Letter, letter.id), by=WORKER)
    deliver_due()

    assert [m["Subject"] for _to, m in post.letters()] == ["Own", "Own"]
