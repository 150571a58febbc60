"""Texts that staff write for one letter: put into the standard frame, and checked."""

from dataclasses import replace

from eventreg.outbox import forbidden
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.complaints import complaint_in
from eventreg.outbox.layout import standard_source
from eventreg.outbox.placeholders import Placeholder
from eventreg.outbox.texts import LetterTextError, read

LETTER = "free"
#: What staff may use; the others belong to the frame.
OFFERED = (
    *("greeting", "name", "event", "when", "place", "reference"),
    *("own_page", "event_page"),
)


def offered() -> list[Placeholder]:
    """The placeholders with what they stand for."""
    known = CATALOGUE[LETTER].placeholders
    return [known[name] for name in OFFERED]


def composed(language: str, subject: str, body: str) -> str:
    """The whole letter: what was written, in the standard frame of its language."""
    frame = standard_source(LETTER, language)
    return frame.replace("{subject}", subject, 1).replace("{text}", body, 1)


def problem(subject: str, body: str) -> str:
    """What stands in the way of a letter, as an instruction; empty: nothing."""
    known = CATALOGUE[LETTER]
    kind = replace(known, placeholders={n: known.placeholders[n] for n in OFFERED})
    # The other part stands for itself, so that lines are counted in this one.
    for source, above in ((f"{subject}\nx", 0), (f"x\n{body}", 1)):
        try:
            read(source, kind)
            forbidden.check(source)
        except LetterTextError as error:
            own = LetterTextError(max(1, error.line - above), error.problem, error.name)
            return complaint_in(own, {name: name for name in OFFERED})
    return ""
