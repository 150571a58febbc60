"""Texts that staff write for one letter: put into the standard frame, and checked."""

from dataclasses import replace

from eventreg.events.values import Words, said_to
from eventreg.messages.models import FreeLetter
from eventreg.outbox import forbidden
from eventreg.outbox.catalogue import CATALOGUE, LetterKind
from eventreg.outbox.complaints import complaint
from eventreg.outbox.layout import standard_source
from eventreg.outbox.placeholder_words import in_names, in_words
from eventreg.outbox.placeholders import Placeholder
from eventreg.outbox.texts import LetterTextError, read
from eventreg.web.locale import current_language

LETTER = "free"
#: What staff may use; the others belong to the frame.
OFFERED = (
    *("greeting", "name", "event", "when", "place", "reference"),
    *("own_page", "event_page"),
)


def own_kind() -> LetterKind:
    """The letter with what staff may put into it."""
    known = CATALOGUE[LETTER]
    return replace(known, placeholders={n: known.placeholders[n] for n in OFFERED})


def offered() -> list[Placeholder]:
    """The placeholders with what they stand for."""
    return list(own_kind().placeholders.values())


def as_typed(text: str, language: str) -> str:
    """A subject or body as its writers see it, placeholders in words."""
    return in_words(text, own_kind(), language)


def as_stored(typed: str, language: str) -> str:
    """What was typed, with the names of placeholders; names are understood too."""
    return in_names(typed, own_kind(), language)


def subject(letter: FreeLetter) -> Words:
    """For the eyes of staff: in their language, else in the event's first there is."""
    subjects = {code: subject_in(letter, code) for code in letter.texts}
    return said_to(current_language(), subjects, letter.event.languages)


def subject_in(letter: FreeLetter, language: str) -> str:
    """As it was typed, but with the event's title: that is the same for everybody."""
    stored = letter.texts[language].get("subject", "")
    return as_typed(stored.replace("{event}", letter.event.title(language)), language)


def composed(language: str, subject: str, body: str) -> str:
    """The whole letter: what was written, in the standard frame of its language."""
    frame = standard_source(LETTER, language)
    return frame.replace("{subject}", subject, 1).replace("{text}", body, 1)


def problem(subject: str, body: str, language: str) -> str:
    """What stands in the way of a letter, as an instruction; empty: nothing.

    :param subject: like ``body`` as it is stored.
    :param language: in whose words placeholders are named.
    """
    kind = own_kind()
    # The other part stands for itself, so that lines are counted in this one.
    for source, above in ((f"{subject}\nx", 0), (f"x\n{body}", 1)):
        try:
            read(source, kind)
            forbidden.check(source)
        except LetterTextError as error:
            own = LetterTextError(max(1, error.line - above), error.problem, error.name)
            return complaint(own, kind, language)
    return ""
