"""What stands beside the text of a letter while it is written."""

from dataclasses import dataclass
from datetime import datetime

from eventreg.events.models import Event
from eventreg.letter_texts.models import OwnText
from eventreg.outbox.catalogue import LetterKind
from eventreg.outbox.placeholder_words import words_of
from eventreg.outbox.placeholders import Kind
from eventreg.web.locale import LANGUAGES


@dataclass(frozen=True)
class Word:
    """One placeholder in the list beside the text."""

    typed: str
    description: str


@dataclass(frozen=True)
class Other:
    """The same letter in another language."""

    language: str
    changed_at: datetime | None


def words_beside(kind: LetterKind, language: str) -> list[Word]:
    """The list beside the text: what to type, and what it stands for."""
    shapes = {Kind.LINK: "[…]({{{0}}})", Kind.FLAG: "{{?{0}}} {{!{0}}}"}
    return [
        Word(
            shapes.get(kind.placeholders[name].kind, "{{{0}}}").format(word),
            str(kind.placeholders[name].description),
        )
        for name, word in words_of(kind, language).items()
        if not kind.placeholders[name].is_retired
    ]


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
