"""What stands beside the text of a letter while it is written."""

from dataclasses import dataclass
from datetime import datetime

from eventreg.events.models import Event
from eventreg.letter_texts.models import OwnText
from eventreg.web.locale import LANGUAGES


@dataclass(frozen=True)
class Other:
    """The same letter in another language."""

    language: str
    changed_at: datetime | None


def others(
    event: Event,
    letter: str,
    language: str,
    own: dict[tuple[str, str], OwnText],
) -> list[Other]:
    found = []
    for other in languages(event):
        text = own.get((letter, other))
        if other != language:
            found.append(Other(other, text.changed_at if text else None))
    return found


def languages(event: Event) -> list[str]:
    """The event's own first; people may read their letters in any."""
    return [*event.languages, *(c for c in LANGUAGES if c not in event.languages)]
