"""What a text must hold so that a letter can go with it."""

import re
from hashlib import sha256

from flask_babel import gettext as _

from eventreg.outbox import forbidden
from eventreg.outbox.catalogue import LetterKind
from eventreg.outbox.complaints import complaint
from eventreg.outbox.layout import standard_source
from eventreg.outbox.placeholder_words import words_of
from eventreg.outbox.texts import LetterTextError, read

#: More than any letter that somebody reads.
LONGEST_TEXT = 20_000

#: A link that is a paragraph of its own, and so a button.
_BUTTON = re.compile(r"^(?:\{[?!][a-z_]+\} *)*\[[^\]]+\]\(\{([a-z_]+)\}\)$", re.M)


def version_of(source: str | None) -> str:
    """A print of an event's own text; empty for ``None``, the standard one."""
    return sha256(source.encode()).hexdigest()[:16] if source is not None else ""


def problem(source: str, kind: LetterKind, language: str) -> str:
    """Why no letter can go with this text, as an instruction; empty: it can.

    :param source: with the names of placeholders, not their words.
    """
    if len(source) > LONGEST_TEXT:
        return _("The text must be 20,000 characters or fewer")
    try:
        text = read(source, kind)
        forbidden.check(source)
    except LetterTextError as error:
        return complaint(error, kind, language)
    if not text.blocks:
        return _("Write the subject in the first line, and the e-mail below it")
    return _without_way(kind, language, text.names)


def _without_way(kind: LetterKind, language: str, names: frozenset[str]) -> str:
    """A letter without its button leads nowhere: nobody could accept or cancel."""
    needed = _BUTTON.findall(standard_source(kind.name, language))
    missing = next((name for name in needed if name not in names), None)
    if missing is None:
        return ""
    return _(
        "Keep the link {%(name)s}, for example as [words]({%(name)s}): without it "
        "the person cannot go on",
        name=words_of(kind, language)[missing],
    )
