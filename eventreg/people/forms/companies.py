"""What staff write down about a company or partner institution."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
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

from eventreg.people.forms.countries import CountryField
from eventreg.people.mail_domains import is_own
from eventreg.people.models import CompanyKind, Sector
from eventreg.people.services import CompanySoundsKnown, CompanyValues
from eventreg.web.fields import ChecksField, RequiredText, clean_text, lower, squeeze
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost, OneOf

Choices = Sequence[tuple[str, str]]

#: Columns that are typed as they are.
TEXTS = ("city", "website", "mail_domain", "staff", "products", "offers", "seeks")

KIND_WORDS = {
    CompanyKind.COMPANY: _l("Company"),
    CompanyKind.INSTITUTION: _l("Partner institution: city, chamber, university …"),
}


def _line(label: Any, most: int, **more: Any) -> StringField:
    filters = [squeeze, *more.pop("filters", ())]
    return StringField(label, filters=filters, validators=[AtMost(most)], **more)


def _lines(label: Any) -> TextAreaField:
    return TextAreaField(label, filters=[clean_text], validators=[AtMost(600)])


class CompanyForm(Form):
    """Everything about a company but its people and memberships.

    :param sectors: code and name of each.
    :param countries: those that some company works with already.
    """

    name = StringField(
        _l("Name"),
        filters=[squeeze],
        validators=[RequiredText(_l("Enter the name")), AtMost(200)],
    )
    #: Only shown where the name is nearly that of another company.
    is_another = BooleanField(_l("This is another company"))
    kind = RadioField(
        _l("What it is"),
        choices=[SelectChoice(str(kind), words) for kind, words in KIND_WORDS.items()],
        default=CompanyKind.COMPANY,
        validate_choice=False,
        validators=[OneOf(list(CompanyKind))],
    )
    sector = SelectField(_l("Sector (optional)"), default="", validate_choice=False)
    countries = ChecksField(_l("Works with (optional)"))
    country = CountryField(_l("One more country (optional)"))
    city = _line(_l("City (optional)"), 100)
    website = _line(_l("Website (optional)"), 400)
    mail_domain = _line(_l("Own mail domain (optional)"), 253, filters=[lower])
    staff = _line(_l("Employees, from and to (optional)"), 20)
    products = _lines(_l("Products and services (optional)"))
    offers = _lines(_l("Offers (optional)"))
    seeks = _lines(_l("Seeks (optional)"))

    def __init__(
        self, *args: Any, sectors: Choices, known: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sector.choices = [
            SelectChoice("", _("None")),
            *(SelectChoice(code, name) for code, name in sectors),
        ]
        self.sector.validators = [OneOf(["", *(code for code, _name in sectors)])]
        self.countries.choices = [SelectChoice(code, name) for code, name in known]

    @property
    def asks_for_another(self) -> bool:
        """Whether the name was nearly taken, or that was answered before."""
        return isinstance(self.refusal, CompanySoundsKnown) or bool(
            self.is_another.data
        )

    def validate_website(self, field: StringField) -> None:
        """``example.org`` is meant as an address of the web."""
        if not field.data:
            return
        address = field.data if "://" in field.data else f"https://{field.data}"
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("")
        host = parts.hostname or ""
        is_host = "." in host and not set(" <>\"'") & set(address)
        if parts.scheme not in {"http", "https"} or not is_host:
            raise ValidationError(
                _("Enter the website like www.example.org, or leave it empty")
            )
        field.data = address

    def validate_mail_domain(self, field: StringField) -> None:
        if field.data and ("@" in field.data or "." not in field.data):
            raise ValidationError(
                _("Enter only what stands behind the @, like example.org")
            )
        if field.data and not is_own(field.data):
            raise ValidationError(
                _("Anybody can have an address there; leave this field empty")
            )

    def values(self, sectors: Sequence[Sector]) -> CompanyValues:
        """What was typed, once it is valid."""
        chosen = {*(self.countries.data or ()), self.country.data or ""} - {""}
        by_code = {sector.code: sector for sector in sectors}
        return CompanyValues(
            name=self.name.data or "",
            kind=CompanyKind(self.kind.data),
            sector=by_code.get(self.sector.data),
            countries=chosen,
            **{name: self[name].data or "" for name in TEXTS},
        )
