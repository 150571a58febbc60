"""What was typed into a form of an event that is not taken any more, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms import BooleanField, Field
from wtforms.fields.choices import SelectFieldBase
from wtforms.fields.core import UnboundField

from eventreg.events.forms import (
    EditLanguagesForm,
    EditSeatsForm,
    EditSignUpForm,
    EditTextForm,
)
from eventreg.events.forms.pools import PoolForm
from eventreg.events.forms.programme import AgendaEntryForm, SpeakerForm
from eventreg.events.forms.whole import CancelForm, EditPlaceForm
from eventreg.events.models import Event
from eventreg.web.fields import clean_text
from eventreg.web.forms import Form
from eventreg.web.locale import LANGUAGES, language_name
from eventreg.web.meanwhile import PRINTS

#: What every form carries besides what was typed.
_BESIDES = frozenset({"csrf_token", PRINTS})

#: The forms in which an event is changed; the one with the most of the names was sent.
_KINDS: tuple[type[Form], ...] = (
    EditPlaceForm,
    EditTextForm,
    EditSeatsForm,
    EditSignUpForm,
    EditLanguagesForm,
    PoolForm,
    AgendaEntryForm,
    SpeakerForm,
    CancelForm,
)


def typed_anew(event: Event, form: Form | None = None) -> list[tuple[str, str]]:
    """Label and value of all that was sent and does not stand in ``event``.

    :param form: what was sent, where the page has made it; else found by its names.
    """
    names = [name for name in request.form if name not in _BESIDES]
    known = {name: form[name] for name in names if form is not None and name in form}
    labels = _labels(names)
    others = [
        (_label(name, labels), _("yes") if value == "y" else value)
        for name in names
        if name not in known
        for sent in request.form.getlist(name)
        if (value := clean_text(sent) or "") and value not in _stored(event, name)
    ]
    return [pair for field in known.values() for pair in _of_field(field)] + others


def _of_field(field: Field) -> Iterator[tuple[str, str]]:
    """A field that differs from what stands there, with the words of its choices."""
    label = str(field.label.text)
    if isinstance(field, BooleanField):
        if field.data:
            yield label, _("yes")
        return
    words: Mapping[str, Any] = {}
    if isinstance(field, SelectFieldBase) and field.choices:
        words = {str(choice[0]): choice[1] for choice in field.iter_choices()}
    if field.data is not None and field.data == field.object_data:
        return
    for sent in field.raw_data or []:
        value = clean_text(str(sent))
        if value:
            yield label, str(words.get(value, value))


def _stored(event: Event, name: str) -> set[str]:
    """How the form says what stands in the column of that name, in any language."""
    rows = [event, *event.texts]
    found = [getattr(row, name) for row in rows if name in row.__table__.columns]
    return {_as_typed(value) for value in found}


def _as_typed(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def _labels(names: Sequence[str]) -> dict[str, str]:
    kinds = [_of_kind(kind) for kind in _KINDS]
    return max(kinds, key=lambda labels: len(labels.keys() & set(names)))


def _of_kind(kind: type[Form]) -> dict[str, str]:
    """What the fields of a form are called, before it is made."""
    fields = {name: getattr(kind, name) for name in dir(kind)}
    return {
        name: str(field.args[0] if field.args else field.kwargs.get("label", ""))
        for name, field in fields.items()
        if isinstance(field, UnboundField)
    }


def _label(name: str, labels: Mapping[str, str]) -> str:
    """Of a field a language, that language; empty: nobody knows."""
    base, _sign, language = name.rpartition("_")
    if name in labels or language not in LANGUAGES:
        return labels.get(name, "")
    return ", ".join(filter(None, [labels.get(base, ""), language_name(language)]))
