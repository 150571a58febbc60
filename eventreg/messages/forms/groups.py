"""What staff type for a group of people: to whom, and in which words."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice

from eventreg.messages.groups import CAME, MISSING, WRITTEN_TO, Group
from eventreg.messages.written import as_stored, problem
from eventreg.registrations.words import state_word
from eventreg.uploads.forms import UploadField
from eventreg.web.fields import ChecksField, clean_text, squeeze
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost, OneOf
from eventreg.web.locale import language_word

#: Of the file that goes along.
MOST_BYTES = 5 * 1024**2

Choices = Sequence[tuple[str, str]]


class GroupLetterForm(Form):
    """To whom, an attachment; the texts in each language come with ``letter_form``."""

    languages: tuple[str, ...] = ()

    states = ChecksField(_l("To people who are"), validate_choice=False)
    pool = SelectField(
        _l("Only of a contingent or session (optional)"), validate_choice=False
    )
    answer = SelectField(_l("Only who answered (optional)"), validate_choice=False)
    company = StringField(
        _l("Only of a company whose name contains (optional)"),
        filters=[squeeze],
        validators=[AtMost(200)],
    )
    presence = SelectField(
        _l("Only who came (optional)"),
        default="",
        validate_choice=False,
        validators=[OneOf(["", CAME, MISSING])],
    )
    no_reply = BooleanField(_l("Only who has not replied yet"))
    file = UploadField(_l("Attachment (optional)"), most=MOST_BYTES)
    no_file = BooleanField(_l("Send it without the attachment"))

    def __init__(
        self, *args: Any, pools: Choices, answers: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.states.choices = [SelectChoice(str(s), state_word(s)) for s in WRITTEN_TO]
        anybody = SelectChoice("", _("Everybody"))
        self.pool.choices = [anybody, *(SelectChoice(*row) for row in pools)]
        self.answer.choices = [anybody, *(SelectChoice(*row) for row in answers)]
        self.presence.choices = [
            anybody,
            SelectChoice(CAME, _("Who came")),
            SelectChoice(MISSING, _("Who did not come")),
        ]
        self.pool.validators = [OneOf(["", *(value for value, _w in pools)])]
        self.answer.validators = [OneOf(["", *(value for value, _w in answers)])]

    @property
    def group(self) -> Group:
        question, _colon, answer = (self.answer.data or "").partition(":")
        return Group(
            states=tuple(self.states.data or ()),
            pool=self.pool.data or "",
            question=question,
            answer=answer,
            company=self.company.data or "",
            no_reply=self.no_reply.data,
            presence=self.presence.data or "",
        )

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """Subject and body of each language in which something was written.

        As they are stored: with the names of placeholders, not their words.
        """
        found = {
            code: {
                "subject": as_stored(self[f"subject_{code}"].data or "", code),
                "body": as_stored(self[f"body_{code}"].data or "", code),
            }
            for code in self.languages
        }
        return {code: text for code, text in found.items() if any(text.values())}

    def text_fields(self) -> list[tuple[str, Field, Field]]:
        return [(c, self[f"subject_{c}"], self[f"body_{c}"]) for c in self.languages]

    def validate_states(self, field: ChecksField) -> None:
        if not field.data:
            raise ValidationError(_("Choose to whom the e-mail goes"))
        if not set(field.data) <= set(WRITTEN_TO):
            raise ValidationError(_("Choose only from the options"))


class _Written:
    """A subject needs its text and the other way round; placeholders must be known."""

    def __init__(self, code: str, *, needed: bool) -> None:
        self.code, self.needed = code, needed

    def __call__(self, form: GroupLetterForm, field: Field) -> None:
        subject = form[f"subject_{self.code}"].data
        body = form[f"body_{self.code}"].data
        is_body = field.name.startswith("body")
        if not field.data:
            if self.needed or subject or body:
                words = _("Write the text") if is_body else _("Write the subject")
                name = language_word(self.code)
                raise ValidationError(f"{words} ({name})")
            return
        text = as_stored(field.data, self.code)
        subject, body = ("x", text) if is_body else (text, "x")
        wrong = problem(subject, body, self.code)
        if wrong:
            part = _("Text") if is_body else _("Subject")
            raise ValidationError(f"{part} ({language_word(self.code)}): {wrong}")


def letter_form(languages: Sequence[str]) -> type[GroupLetterForm]:
    """The form with a subject and a text in each language; the first is required."""
    fields: dict[str, Any] = {"languages": tuple(languages)}
    for number, code in enumerate(languages):
        rule = _Written(code, needed=number == 0)
        fields[f"subject_{code}"] = StringField(
            _l("Subject"), filters=[squeeze], validators=[rule, AtMost(150)]
        )
        fields[f"body_{code}"] = TextAreaField(
            _l("Text"), filters=[clean_text], validators=[rule, AtMost(6000)]
        )
    return type("LetterForm", (GroupLetterForm,), fields)
