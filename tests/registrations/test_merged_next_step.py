"""What somebody who was registered twice has to do for the one that stays."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.events.models import Event
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_inquiry, make_party, make_registration
from tests.registrations.parties import main_text

pytestmark = pytest.mark.usefixtures("app")
OLE = Actor(ActorKind.STAFF, "ole")
NOTHING = "There is nothing you need to do."
THERE = "The e-mails about it go to the address that was given there."


def twice(state, *, event: Event | None = None, **columns):
    """Ada's registration in ``state``, kept, and the one that ended."""
    event = event or full_event(needs_approval=state is State.PENDING)
    kept = make_registration(event, state, **columns)
    gone = make_registration(event, State.UNVERIFIED)
    merge(kept, gone)
    return kept, gone


def full_event(**columns):
    """Nobody moves up."""
    event = make_event(capacity=1, **columns)
    make_registration(event, given_name="Dan")
    return event


def merge(kept, gone):
    with write_tx():
        assert services.merge(kept, gone, by=OLE) is kept


def letter_to(gone, language="en"):
    rows = db.session.query(Letter).filter_by(letter="merged")
    row = rows.filter_by(registration=gone.reference).one()
    assert row.language == language
    return render(row, current_sender()).text.replace("*", "")


def said(client, gone):
    """The letter and the page, which say the same."""
    return letter_to(gone), main_text(client, gone)


def test_who_has_a_seat_need_do_nothing(client):
    kept, gone = twice(State.CONFIRMED, event=make_event())

    for text in said(client, gone):
        assert f"About registration {kept.reference}: It has a seat. {NOTHING}" in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.WAITLISTED, f"It is on the waitlist. {NOTHING}"),
        (State.PENDING, f"It is being considered. {NOTHING}"),
    ],
    ids=lambda value: str(value)[:9],
)
def test_who_need_do_nothing_reads_why(client, state, words):
    kept, gone = twice(state)

    for text in said(client, gone):
        assert f"About registration {kept.reference}: {words}" in text


def test_who_is_not_confirmed_reads_to_confirm_without_link_and_address(client):
    kept, gone = twice(State.UNVERIFIED, email="ada@other.example")

    for text in said(client, gone):
        assert "Please use the button in our e-mail about it." in text
        assert THERE in text
        assert NOTHING not in text
        assert "other.example" not in text
        assert kept.token not in text


def test_who_is_offered_a_seat_reads_until_when(client):
    kept, gone = twice(State.OFFERED, event=make_event(offer_hours=48))

    assert kept.offer_expires_at is not None
    for text in said(client, gone):
        assert "A seat is kept for it until " in text
        assert "Please accept it by the button in our e-mail" in text
        assert NOTHING not in text


def test_who_is_answered_for_reads_by_whom(client):
    event = make_event(only_together=True)
    ada, ben = make_party(event, State.OFFERED, together=True, given_name="Ada")
    gone = make_registration(event, State.UNVERIFIED)
    merge(ben, gone)

    for text in said(client, gone):
        assert f"Ada {ada.family_name} answers for all. {NOTHING}" in text


def test_whose_lead_has_to_confirm_reads_that(client):
    event = make_event()
    ada, ben = make_party(event, State.UNVERIFIED, given_name="Ada")
    gone = make_registration(event, State.UNVERIFIED)
    merge(ben, gone)

    words = f"It counts only once Ada {ada.family_name} has confirmed the form."
    for text in said(client, gone):
        assert words in text


def test_who_was_asked_something_reads_to_answer(client):
    event = make_event(needs_approval=True)
    kept = make_registration(event, State.PENDING)
    gone = make_registration(event, State.UNVERIFIED)
    make_inquiry(kept)
    merge(kept, gone)

    for text in said(client, gone):
        assert "the organiser has asked you something" in text
        assert NOTHING not in text


def test_a_decision_that_is_not_told_yet_is_not_told_here(client):
    event = make_event(needs_approval=True)
    kept = make_registration(event, State.PENDING)
    with write_tx():
        services.approve(kept, by=OLE)
    gone = make_registration(event, State.UNVERIFIED)
    merge(kept, gone)

    for text in said(client, gone):
        assert f"It is being considered. {NOTHING}" in text


def test_the_page_follows_one_that_was_merged_once_more(client):
    middle, gone = twice(State.PENDING, event=make_event(needs_approval=True))
    kept = make_registration(middle.event, State.CONFIRMED)
    merge(kept, middle)

    text = main_text(client, gone)

    assert f"Your other one has the number {kept.reference}." in text
    assert f"About registration {kept.reference}: It has a seat." in text


def test_the_page_says_when_the_other_one_has_ended_too(client):
    kept, gone = twice(State.CONFIRMED, event=make_event())
    with write_tx():
        services.cancel(kept, by=Actor.person(kept))

    assert "It does not run any more." in main_text(client, gone)


def test_nobody_is_sent_anywhere_once_the_event_has_begun(client, clock_at):
    kept, gone = twice(State.WAITLISTED)
    clock_at(kept.event.starts_at + timedelta(minutes=1))

    text = main_text(client, gone)

    assert "You do not have to do anything." in text
    assert "waitlist. There is" not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ": Sie zählt erst, wenn die Adresse bestätigt ist"),
        ("tr", "Ancak adresi doğrulandığında geçerli olur"),
    ],
)
def test_the_reader_of_the_letter_reads_the_own_language(language, words):
    event = make_event()
    kept = make_registration(event, State.UNVERIFIED, email="ada@other.example")
    gone = make_registration(event, State.UNVERIFIED, language=language)
    merge(kept, gone)

    assert words in letter_to(gone, language)
