"""What a letter says of questions that wait for an answer."""

from eventreg import clock
from eventreg.events.questions.states import Stage
from eventreg.registrations.answers import queries as answers
from eventreg.registrations.letters.queueing import instant
from eventreg.registrations.models import Registration


def open_until(registration: Registration) -> dict[str, str] | str:
    """Until when the own page takes answers that are still owed; empty: none are."""
    event = registration.event
    if event.changes_end_at <= clock.now():
        return ""
    asked = answers.asked_of(registration, Stage.AFTER_CONFIRMATION)
    found = answers.open_questions(asked, answers.own(registration)) if asked else None
    is_open = found is not None and found.unanswered > 0
    return instant(event.changes_end_at, event.timezone) if is_open else ""
