"""Who somebody is and how to reach them: the fields that all forms share."""

import re
from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice

from eventreg.people.names import Salutation, clean_name
from eventreg.web.fields import EmailField, MailAddress, RequiredText
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost, AtMostLetters, HasLetter, OneOf
from eventreg.web.locale import LANGUAGES, current_language, language_name

SALUTATION_WORDS = {
    Salutation.MS.value: _l("Ms"),
    Salutation.MR.value: _l("Mr"),
    Salutation.NONE.value: _l("No salutation"),
}
SALUTATIONS = [SelectChoice(code, word) for code, word in SALUTATION_WORDS.items()]
_ADDRESS = re.compile(r"://|www\.", re.IGNORECASE)


def address_field(label: LazyString) -> EmailField:
    """An address to which a letter can really go."""
    return EmailField(
        label,
        validators=[
            RequiredText(_l("Enter your e-mail address")),
            MailAddress(),
            AtMost(254),
        ],
    )


def no_address(_form: Form, field: StringField) -> None:
    """Names go into letters, whose readers' programs would make links of these.

    Otherwise anybody could send a stranger a letter with an address in it.
    """
    if _ADDRESS.search(field.data or ""):
        raise ValidationError(_l("Enter a name, without a web address"))


#: Of every field with a name by which somebody is called.
NAME_RULES = [
    AtMostLetters(100),
    HasLetter(_l("Enter a name with letters, or leave this field empty")),
    no_address,
]


def language_field(label: LazyString) -> SelectField:
    """In which language the person is written to."""
    return SelectField(
        label,
        choices=[SelectChoice(code, language_name(code)) for code in LANGUAGES],
        default=current_language,
        validate_choice=False,
        validators=[OneOf(LANGUAGES)],
    )


def badge_name_field(label: LazyString) -> StringField:
    """What the badge says instead of the full name."""
    return StringField(label, filters=[clean_name], validators=NAME_RULES)


class Names:
    """Who somebody is."""

    #: Said where both names are empty.
    no_name = _l("Enter at least one of your names")

    salutation = RadioField(
        _l("Salutation"),
        choices=SALUTATIONS,
        default="",
        validate_choice=False,
        validators=[OneOf(choice.value for choice in SALUTATIONS)],
    )
    title = StringField(
        _l("Academic title (optional)"),
        filters=[clean_name],
        validators=[AtMost(80), no_address],
    )
    given_name = StringField(
        _l("Given name"),
        filters=[clean_name],
        validators=NAME_RULES,
    )
    family_name = StringField(
        _l("Family name"),
        filters=[clean_name],
        validators=NAME_RULES,
    )
    family_first = BooleanField(_l("My family name comes first"))

    def validate_family_name(self, field: StringField) -> None:
        if not (field.data or self.given_name.data):
            raise ValidationError(self.no_name)


class MoreNames:
    """What few people need: behind the name, in the own script, on the badge."""

    suffix = StringField(
        _l("After the name (optional)"),
        filters=[clean_name],
        validators=[AtMost(80), no_address],
    )
    native_name = StringField(
        _l("Name in the own script (optional)"),
        filters=[clean_name],
        validators=NAME_RULES,
    )
    badge_name = badge_name_field(_l("Name on the badge (optional)"))


def _line_field(label: LazyString) -> StringField:
    return StringField(
        label, filters=[clean_name], validators=[AtMost(200), no_address]
    )


class GreetingLines:
    """The whole line with which a letter to an office begins, by language."""

    line_de = _line_field(_l("Whole greeting line in German (optional)"))
    line_en = _line_field(_l("Whole greeting line in English (optional)"))
    line_tr = _line_field(_l("Whole greeting line in Turkish (optional)"))

    def _line_fields(self) -> dict[str, StringField]:
        return {"de": self.line_de, "en": self.line_en, "tr": self.line_tr}

    def show_lines(self, lines: Mapping[str, str]) -> None:
        """What is known now; in a form that was sent, beside what was typed."""
        for language, field in self._line_fields().items():
            field.object_data = lines.get(language, "")
            if field.raw_data is None:
                field.data = field.object_data

    @property
    def address_as(self) -> dict[str, str]:
        """The lines that were typed, by language."""
        typed = {code: field.data for code, field in self._line_fields().items()}
        return {code: line.rstrip(" ,") for code, line in typed.items() if line}
