"""Who a person is: as staff write it down, and as members change it themselves."""

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from eventreg.people.forms.countries import CountryField
from eventreg.people.forms.names import (
    GreetingLines,
    MoreNames,
    Names,
    address_field,
    language_field,
)
from eventreg.people.services import PersonValues
from eventreg.web.fields import EmailField, MailAddress, PhoneField, squeeze
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost
from eventreg.web.meanwhile import Watched

#: What both forms ask for, by the columns of a person.
_SHARED = (
    *("salutation", "title", "given_name", "family_name", "family_first"),
    *("suffix", "native_name", "badge_name", "position", "language"),
)


class _Known:
    """What is known about a person besides the names."""

    phone = PhoneField(_l("Phone (optional)"))
    position = StringField(
        _l("Position (optional)"), filters=[squeeze], validators=[AtMost(200)]
    )
    country = CountryField(_l("Country (optional)"))


class OwnDetailsForm(Names, MoreNames, _Known, Watched):
    """What members change about themselves; the address is changed by the office."""

    language = language_field(_l("Language of our e-mails to you"))

    def values(self, known: PersonValues) -> PersonValues:
        """What was typed in place of what was known."""
        typed: dict[str, Any] = {name: self[name].data for name in _SHARED}
        return replace(
            known,
            **typed | {"position": self.position.data or ""},
            phone=self.phone.data or "",
            country=self.country.data or "",
        )


class PersonForm(Names, MoreNames, GreetingLines, _Known, Watched):
    """What staff write down about a person."""

    family_first = BooleanField(_l("The family name comes first"))
    email = EmailField(_l("E-mail address (optional)"), validators=[AtMost(254)])
    language = language_field(_l("Language of the e-mails"))

    def validate_email(self, field: EmailField) -> None:
        if field.data:
            MailAddress()(self, field)

    def values(self) -> PersonValues:
        """What was typed, once it is valid."""
        typed: dict[str, Any] = {name: self[name].data for name in _SHARED}
        return PersonValues(
            **typed | {"position": self.position.data or ""},
            email=self.email.data or None,
            phone=self.phone.data or "",
            country=self.country.data or "",
            address_as=self.address_as,
        )


class SignInForm(Form):
    """The address at which a member wants to get a link."""

    email = address_field(_l("E-mail address"))

    @property
    def address(self) -> str:
        return self.email.data or ""
