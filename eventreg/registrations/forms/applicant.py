"""Who somebody is: the fields that guests and staff fill in alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, Length

from eventreg.events.questions.models import Question
from eventreg.people.countries import CountryField
from eventreg.people.names import Salutation, clean_name
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.forms.asking import Answering, asking
from eventreg.registrations.forms.places import Offered, Places
from eventreg.web.fields import (
    ChecksField,
    EmailField,
    MailAddress,
    PhoneField,
    RequiredText,
    clean_text,
    squeeze,
)
from eventreg.web.forms import Form
from eventreg.web.locale import LANGUAGES, current_language, language_name

SALUTATIONS = [
    SelectChoice(Salutation.MS.value, _l("Ms")),
    SelectChoice(Salutation.MR.value, _l("Mr")),
    SelectChoice(Salutation.NONE.value, _l("No salutation")),
]
_ADDRESS = re.compile(r"://|www\.", re.IGNORECASE)
UNKNOWN_CHOICE = _l("Choose one of the answers in the list")


def longest(most: int) -> Length:
    """At most ``most`` characters, with the sentence that says so."""
    return Length(max=most, message=_l("Use %(max)d characters or fewer"))


def one_of(values: Iterable[str]) -> AnyOf:
    """One of ``values``; only a forged form sends another."""
    return AnyOf(list(values), message=UNKNOWN_CHOICE)


def address_field(label: LazyString) -> EmailField:
    """An address to which a letter can really go."""
    return EmailField(
        label,
        validators=[
            RequiredText(_l("Enter your e-mail address")),
            MailAddress(),
            longest(254),
        ],
    )


def no_address(_form: Form, field: StringField) -> None:
    """Names go into letters, whose readers' programs would make links of these.

    Otherwise anybody could send a stranger a letter with an address in it.
    """
    if _ADDRESS.search(field.data or ""):
        raise ValidationError(_l("Enter a name, without a web address"))


def _language_field(label: LazyString) -> SelectField:
    return SelectField(
        label,
        choices=[SelectChoice(code, language_name(code)) for code in LANGUAGES],
        default=current_language,
        validate_choice=False,
        validators=[one_of(LANGUAGES)],
    )


class Names:
    """Who somebody is."""

    #: Said where both names are empty.
    no_name = _l("Enter at least one of your names")

    salutation = RadioField(
        _l("Salutation"),
        choices=SALUTATIONS,
        default="",
        validate_choice=False,
        validators=[one_of(choice.value for choice in SALUTATIONS)],
    )
    title = StringField(
        _l("Academic title (optional)"),
        filters=[clean_name],
        validators=[longest(80), no_address],
    )
    given_name = StringField(
        _l("Given name"), filters=[clean_name], validators=[longest(400), no_address]
    )
    family_name = StringField(
        _l("Family name"), filters=[clean_name], validators=[longest(400), no_address]
    )
    family_first = BooleanField(_l("My family name comes first"))

    def validate_family_name(self, field: StringField) -> None:
        if not (field.data or self.given_name.data):
            raise ValidationError(self.no_name)


class Address:
    """Where letters go."""

    email = address_field(_l("E-mail address"))


class Contact:
    """How a call reaches the person, and in which language a letter speaks."""

    phone = PhoneField(_l("Phone (optional)"))
    language = _language_field(_l("Language of our e-mails to you"))


class Reach(Address, Contact):
    """How a letter or a call reaches the person."""


class OwnAddress:
    """The address of somebody whom another person signs up."""

    #: On a trip everybody needs one.
    needs_address = False

    email = EmailField(_l("E-mail address"), validators=[longest(254)])

    def validate_email(self, field: EmailField) -> None:
        if field.data:
            MailAddress()(self, field)
        elif self.needs_address:
            raise ValidationError(_l("Enter the e-mail address of this person"))


class Work:
    """For whom somebody comes."""

    company = StringField(
        _l("Company or institution (optional)"),
        filters=[squeeze],
        validators=[longest(200)],
    )
    position = StringField(
        _l("Position (optional)"), filters=[squeeze], validators=[longest(200)]
    )
    country = CountryField(_l("Country (optional)"))


class Chosen(Places):
    """One contingent, any sessions, at most one choice, as far as there are any."""

    contingent = RadioField(_l("I come as"), validate_choice=False)
    sessions = ChecksField(_l("Sessions (optional)"), validate_choice=False)
    choice = RadioField(
        _l("One of these (optional)"), default="", validate_choice=False
    )


class Message:
    """A word to the organiser."""

    message = TextAreaField(
        _l("Message to the organiser (optional)"),
        filters=[clean_text],
        validators=[longest(2000)],
    )


class ApplicantForm(Names, Reach, Work, Chosen, Message, Form):
    """Names, how to reach the person, the company, and what is chosen.

    :param offered: the event's pools, by the value that stands for them.
    """

    def __init__(self, *args: Any, offered: Offered | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.offer(offered or {})

    def applicant(self, *, privacy_version: str = "") -> Applicant:
        """What was typed, once it is valid."""
        return Applicant(
            salutation=self.salutation.data,
            title=self.title.data,
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            family_first=self.family_first.data,
            email=self.email.data or "",
            phone=self.phone.data or "",
            company=self.company.data or "",
            position=self.position.data or "",
            country=self.country.data,
            language=self.language.data,
            message=self.message.data or "",
            privacy_version=privacy_version,
            pool_ids=self.pool_ids,
        )


class EntryForm(Answering, ApplicantForm):
    """Somebody whom staff sign up, on the phone or at a desk."""

    family_first = BooleanField(_l("The family name comes first"))
    language = _language_field(_l("Language of the e-mails"))
    contingent = RadioField(_l("Comes as"), validate_choice=False)

    def applicant(self, *, privacy_version: str = "") -> Applicant:
        known = super().applicant(privacy_version=privacy_version)
        return replace(known, answers=self.given)


def entry_form(questions: Sequence[Question]) -> type[EntryForm]:
    """The form for an event that asks ``questions``; none must be answered here."""
    return asking(EntryForm, questions, before=EntryForm.message, optional=True)
