"""Validators that say of which field they speak, as the summary stands far from it."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from wtforms import ValidationError

#: What stands behind a label: “(optional)”.
_ASIDE = re.compile(r"\s*\([^)]*\)$")


def called(field: Any) -> str:
    """The label of ``field`` without what stands behind it in brackets."""
    return _ASIDE.sub("", str(field.label.text))


class AtMost:
    """At most ``most`` characters."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: Any, field: Any) -> None:
        if len(field.data or "") > self.most:
            raise ValidationError(
                _(
                    "%(field)s: use %(most)s characters or fewer",
                    field=called(field),
                    most=self.most,
                )
            )


class AtMostLetters(AtMost):
    """At most ``most`` letters as people count them: marks and joiners are free.

    So a name in a script with many marks may be as long as any other.
    """

    #: Code points for one letter; a column must hold them.
    MARKS = 4

    def __call__(self, form: Any, field: Any) -> None:
        typed = field.data or ""
        letters = sum(not _is_mark(char) for char in typed)
        if letters > self.most or len(typed) > self.most * self.MARKS:
            raise ValidationError(
                _(
                    "%(field)s: use %(most)s letters or fewer",
                    field=called(field),
                    most=self.most,
                )
            )


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf"}


class HasLetter:
    """A letter of any script, so that somebody can be called by it; or nothing.

    :param message: what to do instead.
    """

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, _form: Any, field: Any) -> None:
        if field.data and not has_letter(field.data):
            raise ValidationError(self.message)


def has_letter(text: str) -> bool:
    """Whether there is more in ``text`` than digits, signs and pictures."""
    return any(unicodedata.category(char).startswith("L") for char in text)


class OneOf:
    """One of ``values``; only a forged form sends another."""

    def __init__(self, values: Iterable[str]) -> None:
        self.values = frozenset(values)

    def __call__(self, _form: Any, field: Any) -> None:
        if field.data not in self.values:
            raise ValidationError(unknown_choice(field))


def unknown_choice(field: Any) -> str:
    """Said where a form holds an answer that was not offered."""
    return _("%(field)s: choose one of the answers in the list", field=called(field))
