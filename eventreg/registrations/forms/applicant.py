"""Who somebody is: the fields that guests and staff fill in alike."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice

from eventreg.events.questions.models import Question
from eventreg.people.forms.countries import CountryField
from eventreg.people.forms.names import (
    Names,
    address_field,
    language_field,
    no_address,
)
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.forms.asking import Answering, asking
from eventreg.registrations.forms.places import Offered, Places
from eventreg.registrations.states import TEAM_ROLES, RegistrationRole
from eventreg.registrations.words import role_word
from eventreg.web.fields import (
    ChecksField,
    EmailField,
    MailAddress,
    PhoneField,
    clean_text,
    squeeze,
)
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost, OneOf

#: What the other forms take from here, some of it made in people.
__all__ = [
    "Address",
    "ApplicantForm",
    "Chosen",
    "Contact",
    "EntryForm",
    "Message",
    "Names",
    "OwnAddress",
    "Reach",
    "Work",
    "address_field",
    "no_address",
]


class Address:
    """Where letters go."""

    email = address_field(_l("E-mail address"))


class Contact:
    """How a call reaches the person, and in which language a letter speaks."""

    phone = PhoneField(_l("Phone (optional)"))
    language = language_field(_l("Language of our e-mails to you"))


class Reach(Address, Contact):
    """How a letter or a call reaches the person."""


class OwnAddress:
    """The address of somebody whom another person signs up."""

    #: On a trip everybody needs one.
    needs_address = False

    email = EmailField(_l("E-mail address"), validators=[AtMost(254)])

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
        validators=[AtMost(200)],
    )
    position = StringField(
        _l("Position (optional)"), filters=[squeeze], validators=[AtMost(200)]
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
        validators=[AtMost(2000)],
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
    """Somebody whom staff sign up, on the phone or at a desk.

    Whoever has no address gets no e-mails.
    """

    no_name = _l("Enter at least one of this person’s names")
    no_contingent = _l("Choose the contingent of this person")

    email = EmailField(_l("E-mail address (optional)"), validators=[AtMost(254)])
    role = SelectField(
        _l("Comes as"),
        default=RegistrationRole.GUEST,
        validate_choice=False,
        validators=[OneOf(RegistrationRole)],
    )
    family_first = BooleanField(_l("The family name comes first"))
    language = language_field(_l("Language of the e-mails"))
    contingent = RadioField(_l("Contingent"), validate_choice=False)
    waits = _l("full: the person joins the waitlist")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [
            SelectChoice(str(role), role_word(role)) for role in RegistrationRole
        ]

    def validate_email(self, field: EmailField) -> None:
        if field.data:
            MailAddress()(self, field)

    def validate_contingent(self, field: RadioField) -> None:
        """Whoever belongs to the team sits outside the contingents."""
        if self.role.data not in TEAM_ROLES:
            super().validate_contingent(field)

    def applicant(self, *, privacy_version: str = "") -> Applicant:
        known = super().applicant(privacy_version=privacy_version)
        return replace(known, answers=self.given)


class DoorForm(EntryForm):
    """The same from the cut-off on, when free seats are for whoever has come."""

    is_here = BooleanField(_l("This person is here"))


AnyEntry = TypeVar("AnyEntry", bound=EntryForm)


def entry_form(
    questions: Sequence[Question], *, kind: type[AnyEntry]
) -> type[AnyEntry]:
    """The form for an event that asks ``questions``; none must be answered here.

    :param kind: for the phone, or for the door.
    """
    return asking(kind, questions, before=EntryForm.message, optional=True)
