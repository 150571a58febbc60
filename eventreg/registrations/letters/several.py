"""Letters about several registrations at once."""

from typing import Any

from flask_babel import force_locale

from eventreg import outbox
from eventreg.people.names import full_name
from eventreg.registrations.models import Registration
from eventreg.registrations.words import state_word
from eventreg.web.dates import format_span


def find_my_registration(
    email: str, registrations: list[Registration], language: str
) -> None:
    """All live registrations at one address, in one letter."""
    outbox.queue(
        letter="find_my_registration",
        to=email,
        language=language,
        links={"registrations": [_link(r, language) for r in registrations]},
    )


def _link(registration: Registration, language: str) -> tuple[str, str, dict[str, Any]]:
    event = registration.event
    with force_locale(language):
        when = format_span(event.starts_at, event.ends_at, event.timezone)
        state = state_word(registration.shown_state)
    title = event.title(language)
    words = f"{full_name(registration)}: {title} ({when}) – {state}"
    return words, "my.show", {"token": registration.token}
