"""Texts that staff write for one letter: put into the standard frame, and checked."""

import re

from flask_babel import gettext as _

from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.layout import standard_source
from eventreg.outbox.placeholders import Placeholder
from eventreg.outbox.texts import LetterTextError, read

LETTER = "free"
#: What staff may use; the others belong to the frame.
OFFERED = (
    *("greeting", "name", "event", "when", "place", "reference"),
    *("own_page", "event_page"),
)
_LINE = re.compile(r"line (\d+): (unknown placeholder (\{.*\}))?")


def offered() -> list[Placeholder]:
    """The placeholders with what they stand for."""
    known = CATALOGUE[LETTER].placeholders
    return [known[name] for name in OFFERED]


def composed(language: str, subject: str, body: str) -> str:
    """The whole letter: what was written, in the standard frame of its language."""
    frame = standard_source(LETTER, language)
    return frame.replace("{subject}", subject, 1).replace("{text}", body, 1)


def problem(subject: str, body: str) -> str:
    """What is wrong with the placeholders, as an instruction; empty: nothing."""
    known = CATALOGUE[LETTER]
    kind = type(known)(
        known.name, known.title, {name: known.placeholders[name] for name in OFFERED}
    )
    try:
        read(f"{subject}\nx", kind)
    except LetterTextError as error:
        return _words(error, -1) if subject else ""
    try:
        read(f"x\n{body}", kind)
    except LetterTextError as error:
        return _words(error, 1)
    return ""


def _words(error: LetterTextError, before: int) -> str:
    """
    :param before: lines above the text; below 0, it is the subject.
    """
    found = _LINE.match(str(error))
    unknown = found[3] if found else ""
    if before < 0:
        return _("Subject: use only placeholders of the list")
    line = max(1, int(found[1]) - before) if found else 1
    if unknown:
        return _(
            "Line %(line)s: there is no placeholder %(name)s. Use one of the list",
            line=line,
            name=unknown,
        )
    return _(
        "Line %(line)s: a placeholder is not written as in the list, or a brace "
        "belongs to none",
        line=line,
    )
