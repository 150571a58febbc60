"""Validators that say of which field they speak, as the summary stands far from it."""

import re
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
