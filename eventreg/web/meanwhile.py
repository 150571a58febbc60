"""Forms that two people, or two windows, may have open over the same thing.

Each carries prints of what it was filled with. What was not changed in it keeps
what others have stored meanwhile; what both have changed is refused once, with
what stands there now, and replaces that when it is sent again.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, Field, FieldList, HiddenField

from eventreg.errors import DomainError
from eventreg.web.dates import format_day, format_time
from eventreg.web.forms import Form
from eventreg.web.limits import called

#: The hidden field that holds the prints.
PRINTS = "as_it_was"


class Overtaken(DomainError):
    """Somebody saved between the look at a form and the lock."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else saved this at the same moment. Yours is still here; "
                "save it once more"
            )
        )


class Watched(Form):
    """A form over what is stored, as ``obj``, ``data`` or values by field.

    The page carries ``as_it_was(value=as_it_is)``. Without it, as from a page of
    long ago, everything that was sent counts as changed.
    """

    as_it_was = HiddenField()
    #: Whether others' changes have been taken over into the form.
    is_compared = False

    @property
    def as_it_is(self) -> str:
        """The prints for the page: of what stands there now, once it was compared."""
        if self.is_submitted() and not self.is_compared:
            return self.as_it_was.data or ""
        return json.dumps(self.stored_prints(), separators=(",", ":"))

    def validate(self, extra_validators: Any = None) -> bool:
        overtaken = list(self._compare())
        is_valid = super().validate(extra_validators)
        for field in overtaken:
            self.refuse_overtaken(field)
        self.was_refused = is_valid and bool(overtaken)
        return is_valid and not overtaken

    def refuse_overtaken(self, field: Field) -> None:
        """Say at ``field`` that others have changed it, and to what."""
        field.theirs = now_says(field)
        sentence = _(
            "%(field)s was changed meanwhile, by somebody else or in another window. "
            "Save once more to replace it by yours",
            field=called(field),
        )
        field.errors = [*field.errors, sentence]

    def check_unchanged(self, anew: "Watched") -> None:
        """Ask once more, when nobody else can write any more.

        :param anew: the same form, over what stands there under the lock.
        :raises Overtaken: it is not what this form was compared with.
        """
        now = anew.stored_prints()
        seen = self.stored_prints()
        if any(now[path] != seen[path] for path in now.keys() & seen.keys()):
            raise Overtaken

    def stored_prints(self) -> dict[str, str]:
        """A print of what is stored for each field, by its path."""
        return {path: print_of(_stored(field)) for path, field in _leaves(self)}

    def _compare(self) -> Iterator[Field]:
        """Put back what others have changed; fields that were changed here too."""
        was = prints_in(self.as_it_was.data)
        self.is_compared = True
        for path, field in list(_leaves(self)):
            now = print_of(_stored(field))
            typed = print_of(_typed(field))
            if path not in was or now in {was[path], typed}:
                continue
            if typed == was[path]:
                field.raw_data = None
                field.process(None, field.object_data)
            else:
                yield field


def now_says(field: Field) -> str:
    """What is stored for ``field``, for people to read."""
    value = field.object_data
    if hasattr(field, "said_of"):
        return str(field.said_of(value)) if value else "–"
    if isinstance(field, BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return f"{format_day(value)}, {format_time(value)}"
    if getattr(field, "choices", None):
        wanted = {str(each) for each in _as_list(value)}
        names = [str(o.label.text) for o in field if str(o.data) in wanted]
        return ", ".join(names) or "–"
    return str(value if value is not None else "").strip() or "–"


def _leaves(form: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """The fields that hold a value, by their path."""
    for field in form:
        if field.type == "FormField":
            yield from _leaves(field.form, f"{before}{field.short_name}.")
        elif field.short_name not in {PRINTS, "csrf_token"}:
            yield f"{before}{field.short_name}", field


def _stored(field: Any) -> Any:
    value = field.object_data
    if isinstance(field, FieldList) or hasattr(field, "answer"):
        return value
    for clean in field.filters:
        value = clean(value)
    return value


def _typed(field: Any) -> Any:
    """What was typed, as it would be stored."""
    if not hasattr(field, "answer"):
        return field.as_stored() if hasattr(field, "as_stored") else field.data
    # What cannot be read has no answer, and is a change all the same.
    return field.answer if not field.process_errors else [field.data]


def print_of(value: Any) -> str:
    """Alike for what is alike; it gives away nothing of a long text."""
    plain = json.dumps(_plain(value), default=str, sort_keys=True)
    return sha256(plain.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """Alike for all that is nothing, and for rows with empty ones behind them."""
    if isinstance(value, dict):
        pairs = {key: _plain(each) for key, each in value.items()}
        return {key: each for key, each in pairs.items() if each is not None} or None
    if isinstance(value, list | tuple | set | frozenset):
        rows = [row for row in map(_plain, value) if row is not None]
        return (sorted(rows) if all(isinstance(r, str) for r in rows) else rows) or None
    if isinstance(value, datetime):
        return value.isoformat()
    return None if value is False or value in ("", None) else str(value)


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set) else [value]


def prints_in(prints: str | None) -> dict[str, str]:
    """What a page carried, by field; nothing where it was forged."""
    try:
        read = json.loads(prints or "{}")
    except (ValueError, RecursionError):
        return {}
    pairs = read.items() if isinstance(read, dict) else ()
    return {path: each for path, each in pairs if isinstance(each, str)}
