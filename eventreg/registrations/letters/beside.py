"""What the letter of a seat says beside the seat itself."""

from typing import Any

from eventreg import clock
from eventreg.events.questions.states import Stage
from eventreg.registrations.answers import queries as answers
from eventreg.registrations.letters.queueing import instant
from eventreg.registrations.models import Registration
from eventreg.registrations.states import Why


def how_it_came(why: Why | None) -> dict[str, Any]:
    """What a letter says of how the seat came."""
    return {
        "seat_came_free": why is Why.SEAT_CAME_FREE,
        "moved_up": why is Why.MOVED_UP,
        "seat_was_free": why is Why.SEAT_WAS_FREE,
        "by_hand": why is Why.PROMOTED,
        "reinstated": why is Why.REINSTATED,
        "let_in": why is Why.LET_IN,
    }


def beside_the_seat(registration: Registration) -> dict[str, Any]:
    """What there is to look up, and until when to answer what is asked."""
    return {**to_look_up(registration), "open_until": open_until(registration)}


def to_look_up(registration: Registration) -> dict[str, Any]:
    """What the event page has for whoever comes."""
    event = registration.event
    read = (registration.written_to.language, event.language)
    access = any(event.text(language).access for language in read)
    return {
        "has_programme": bool(event.agenda),
        "has_directions": bool(event.place_address or access),
    }


def open_until(registration: Registration) -> dict[str, str] | str:
    """Until when the own page takes answers that are still owed; empty: none are."""
    event = registration.event
    if event.changes_end_at <= clock.now():
        return ""
    asked = answers.asked_of(registration, Stage.AFTER_CONFIRMATION)
    found = answers.open_questions(asked, answers.own(registration)) if asked else None
    is_open = found is not None and found.unanswered > 0
    return instant(event.changes_end_at, event.timezone) if is_open else ""
