"""What is wrong with a letter's text, for who wrote it."""

from collections.abc import Mapping
from difflib import get_close_matches

from flask_babel import gettext as _

from eventreg.outbox.catalogue import LetterKind
from eventreg.outbox.placeholder_words import words_of
from eventreg.outbox.texts import LetterTextError, Problem


def complaint(error: LetterTextError, kind: LetterKind, language: str) -> str:
    """The error as an instruction that names the line and what was typed.

    :param language: of the letter, in which its placeholders are typed.
    """
    return complaint_in(error, words_of(kind, language))


def complaint_in(error: LetterTextError, words: Mapping[str, str]) -> str:
    """
    :param words: how the placeholders that may be used are typed, by name.
    """
    if error.problem is Problem.UNKNOWN:
        return _unknown(error, words)
    said = {
        Problem.BRACE: _(
            "Line %(line)s: take away the brace { or }, or write a placeholder there",
            line=error.line,
        ),
        Problem.NEEDS_WORDS: _(
            "Line %(line)s: {%(name)s} is a link. Write [words]({%(name)s})",
            line=error.line,
            name=words.get(error.name, error.name),
        ),
        Problem.NO_LINK: _(
            "Line %(line)s: {%(name)s} is no link. Write it without [ ]( )",
            line=error.line,
            name=words.get(error.name, error.name),
        ),
        Problem.ONLY_CONDITION: _(
            "Line %(line)s: {%(name)s} only decides whether a paragraph is shown. "
            "Write {?%(name)s} or {!%(name)s} at its beginning",
            line=error.line,
            name=words.get(error.name, error.name),
        ),
        Problem.NOT_ALONE: _(
            "Line %(line)s: give {%(name)s} a paragraph of its own",
            line=error.line,
            name=words.get(error.name, error.name),
        ),
        Problem.NOT_IN_SUBJECT: _(
            "Line %(line)s: {%(name)s} cannot stand in the subject",
            line=error.line,
            name=words.get(error.name, error.name),
        ),
        Problem.HTML: _(
            "Line %(line)s: take away the HTML “%(typed)s”. Write **bold**, # for a "
            "heading, - for a fact, and [words](https://…) for a link",
            line=error.line,
            typed=error.name,
        ),
        Problem.NO_ADDRESS: _(
            "Line %(line)s: a link cannot lead to “%(typed)s”. Begin its address with "
            "https://, mailto: or tel:",
            line=error.line,
            typed=error.name,
        ),
    }
    return said[error.problem]


def _unknown(error: LetterTextError, words: Mapping[str, str]) -> str:
    known = [*words.values(), *words]
    near = get_close_matches(error.name, known, n=1, cutoff=0.6)
    if near:
        return _(
            "Line %(line)s: {%(name)s} is no placeholder. Did you mean {%(near)s}?",
            line=error.line,
            name=error.name,
            near=words.get(near[0], near[0]),
        )
    return _(
        "Line %(line)s: {%(name)s} is no placeholder of this e-mail. Choose one from "
        "the list",
        line=error.line,
        name=error.name,
    )
