"""What every form of the house does."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField

from eventreg.errors import DomainError


class _OwnWords:
    """Our words for what WTForms' fields say by themselves."""

    def gettext(self, text: str) -> str:
        choose = _("Choose one of the options")
        return {
            "Not a valid choice.": choose,
            "Choice cannot be None.": choose,
            "Invalid Choice: could not coerce.": choose,
            "Not a valid integer value.": _("Enter a whole number"),
            "Not a valid decimal value.": _("Enter a number"),
            "Not a valid float value.": _("Enter a number"),
            "Not a valid date value.": _("Enter a date like 2027-06-17"),
            "Not a valid time value.": _("Enter a time like 19:30"),
        }.get(text, text)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Said when several of a few holds a value that was not offered."""
        if "valid choice" in singular:
            return _("Choose only from the options").replace("%", "%%")
        return singular if count == 1 else plural


class Form(FlaskForm):
    """A form whose messages are all our own.

    ``was_refused`` is set when a rule, not the shape of the input, said no;
    ``refusal`` is what it said.
    """

    was_refused = False
    refusal: DomainError | None = None
    #: What stands over it, where that is not for the rule to say; empty: it is.
    refused_heading: str | LazyString = ""
    #: Seconds to wait when it came too often; the answer is then 429.
    wait = 0

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> _OwnWords:
            return _OwnWords()

    def blame(self, error: DomainError) -> bool:
        """Put what a rule says beside the field that it speaks of.

        :returns: whether the form has one.
        """
        if not error.field or error.field not in self:
            return False
        wrong = self[error.field]
        wrong.errors = [*wrong.errors, str(error)]
        return True

    @property
    def summary_heading(self) -> str:
        """Over what is wrong: the input, or nothing but what a rule says."""
        if not self.was_refused or self.visible_errors():
            return _("There is a problem")
        said = self.refusal.heading if self.refusal else ""
        return str(self.refused_heading or said) or _("That is not possible now")

    def refuse_all(self, reason: str) -> None:
        """Say only why the form is not taken at all: nothing in it can be mended."""
        forget_errors(self)
        self.form_errors.append(reason)
        self.was_refused = True

    def visible_errors(self) -> list[tuple[str, str]]:
        """Where to go and what to do, for the summary; one entry a wrong field."""
        found: list[tuple[str, str]] = []
        for field in self:
            if field.type == "FormField" and hasattr(field.form, "visible_errors"):
                found += field.form.visible_errors()
            elif field.errors:
                found.append((_target(field), first_error(field.errors)))
        return found


class EmptyForm(Form):
    """No input but the proof that our own page sent it."""


def forget_errors(fields: Iterable[Field]) -> None:
    """Take away what was wrong in each field, those of forms within among them."""
    for field in fields:
        if not isinstance(field, FormField):
            field.errors = []
        if isinstance(field, FormField | FieldList):
            forget_errors(field)


def _target(field: Field) -> str:
    """The id of the control that takes the focus; of a group, its first choice."""
    if field.type in {"RadioField", "ChecksField"} or getattr(field, "is_group", False):
        return f"{field.id}-0"
    if field.type in {"FormField", "FieldList"}:
        return next((_target(inner) for inner in field if inner.errors), field.id)
    return str(field.id)


def first_error(errors: Any) -> str:
    """The first sentence in a field's errors, however deep it is nested."""
    while not isinstance(errors, str):
        if hasattr(errors, "__html__") or not hasattr(errors, "__iter__"):
            return str(errors)
        values = errors.values() if isinstance(errors, dict) else errors
        errors = next((error for error in values if error), "")
    return errors
