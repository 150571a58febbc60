"""Letters that nobody's click causes: reminders."""

from datetime import datetime

from eventreg.events.models import Event
from eventreg.messages import rules
from eventreg.messages.rules import Before
from eventreg.registrations.letters.beside import to_look_up
from eventreg.registrations.letters.queueing import instant, queue
from eventreg.registrations.models import Registration


def reminder_key(registration: Registration, event: Event, before: Before) -> str:
    """One for each date of an event, so that a postponed one reminds anew."""
    date = f"{event.starts_at:%Y%m%d%H%M}"
    return f"event:{event.slug}:reminder-{before}:{date}:{registration.reference}"


def reminder(registration: Registration, before: Before) -> None:
    """When, where, the check-in code, and how to cancel."""
    event = registration.event
    queue(
        registration,
        "reminder",
        links={"cancel": ("my.cancel", {"token": registration.token})},
        code=registration.badge_code,
        not_after=rules.too_late(event, before),
        **to_look_up(registration),
        key=reminder_key(registration, event, before),
    )


def offer_key(registration: Registration, ends_at: datetime) -> str:
    """One for each end of an offer; an extended one is named again."""
    at = f"{ends_at:%Y%m%d%H%M}"
    return f"registration:{registration.reference}:offer-ending:{at}"


def offer_ending(registration: Registration, ends_at: datetime, others: str) -> None:
    """That a seat is kept only so long.

    :param others: for whom the person answers too; often empty.
    """
    token = registration.token
    queue(
        registration,
        "offer_ending",
        links={
            "accept": ("my.accept", {"token": token}),
            "refuse": ("my.refuse", {"token": token}),
        },
        not_after=ends_at,
        answers_for=others,
        accept_until=instant(ends_at, registration.event.timezone),
        key=offer_key(registration, ends_at),
    )


def answers_key(registration: Registration, due_at: datetime) -> str:
    """One for each last instant; when that is moved, people are reminded anew."""
    at = f"{due_at:%Y%m%d%H%M}"
    return f"registration:{registration.reference}:answers-due:{at}"


def answers_due(registration: Registration, due_at: datetime) -> None:
    """That something must still be answered, and until when."""
    queue(
        registration,
        "answers_due",
        links={"answers": ("my.later_answers", {"token": registration.token})},
        not_after=due_at,
        open_until=instant(due_at, registration.event.timezone),
        key=answers_key(registration, due_at),
    )


def confirm_key(registration: Registration) -> str:
    return f"registration:{registration.reference}:confirm-reminder"


def confirm_reminder(registration: Registration, until: datetime) -> None:
    """That the address is not confirmed yet; said once."""
    token = registration.token
    queue(
        registration,
        "confirm_reminder",
        links={
            "confirm": ("my.confirm", {"token": token}),
            "not_me": ("my.not_me", {"token": token}),
        },
        not_after=until,
        until=instant(until, registration.event.timezone),
        key=confirm_key(registration),
    )
