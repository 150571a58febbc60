"""What people type about their network: its shape only."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, Length, Optional

from eventreg.accounts.forms import InPageOrder, NewPasswordForm, ProfileForm
from eventreg.home import logos
from eventreg.home.services import FIELDS
from eventreg.uploads.errors import NotAPicture, TooLarge, told_before_sending
from eventreg.uploads.limits import ACCEPT_PICTURES
from eventreg.web.fields import (
    EmailField,
    MailAddress,
    PhoneField,
    RequiredText,
    squeeze,
)
from eventreg.web.forms import Form
from eventreg.web.ibans import compact_iban, is_iban
from eventreg.web.limits import AtMost
from eventreg.web.roles import Demanded

_SHORT = AtMost(200)


def _line(label: str, *validators: object) -> StringField:
    return StringField(label, filters=[squeeze], validators=[*validators, _SHORT])


class LogoField(FileField):
    """The picture that becomes the logo."""

    @property
    def attributes(self) -> dict[str, Any]:
        return {"accept": ACCEPT_PICTURES, **told_before_sending()}


class NetworkForm(Form):
    """Name, logo and imprint of the network."""

    #: The chosen logo, drawn anew; ``None``: none was chosen.
    picture: bytes | None = None

    name = _line(
        _l("Name of the network"), RequiredText(_l("Enter the name of the network"))
    )
    logo = LogoField(_l("Logo"))
    #: Name of the logo that was chosen before the form came back.
    logo_draft = HiddenField()
    association = _line(_l("Association"))
    street = _line(_l("Street and number"))
    postal_town = _line(_l("Postal code and town"))
    represented_by = _line(_l("Represented by"))
    phone = PhoneField(_l("Phone"))
    email = EmailField(
        _l("E-mail address of the network"),
        validators=[
            Optional(),
            Length(
                max=254, message=_l("E-mail address must be 254 characters or fewer")
            ),
            MailAddress(),
        ],
    )
    register_court = _line(_l("Court of registration"))
    register_number = StringField(
        _l("Registration number"),
        filters=[squeeze],
        validators=[
            Length(
                max=60, message=_l("Registration number must be 60 characters or fewer")
            )
        ],
    )

    def validate_logo(self, field: FileField) -> None:
        """Draw it now, so that a bad one is told together with all else."""
        if not field.data:
            return
        try:
            self.picture = logos.redrawn(field.data.stream)
        except (NotAPicture, TooLarge) as error:
            raise ValidationError(str(error)) from None

    def network_values(self) -> dict[str, Any]:
        """What was typed, by the names of the network's columns."""
        return {name: self[name].data or "" for name in FIELDS}


def demanded_word(demanded: Demanded) -> str:
    """Who must have a second factor, as the settings say it."""
    return {
        Demanded.NOBODY: _("Whoever wants one sets it up"),
        Demanded.OFFICE: _("Director and office must have one"),
        Demanded.STAFF: _("Everybody of the staff must have one"),
    }[demanded]


class SettingsForm(NetworkForm):
    without_logo = BooleanField(_l("Remove the logo"))
    account_holder = StringField(
        _l("Account holder"), filters=[squeeze], validators=[AtMost(70)]
    )
    iban = StringField(_l("IBAN"), filters=[squeeze])
    second_factor_for = RadioField(
        _l("Second factor at sign-in"),
        validate_choice=False,
        validators=[
            AnyOf([each.value for each in Demanded], _l("Choose who needs it"))
        ],
    )

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.second_factor_for.choices = [
            SelectChoice(each.value, demanded_word(each)) for each in Demanded
        ]

    def network_values(self) -> dict[str, Any]:
        demanded = Demanded(self.second_factor_for.data)
        return {
            **super().network_values(),
            "second_factor_for": demanded,
            "account_holder": self.account_holder.data or "",
            "iban": compact_iban(self.iban.data),
        }

    def validate_iban(self, field: StringField) -> None:
        iban = compact_iban(field.data)
        if iban and not is_iban(iban):
            raise ValidationError(
                _("Check the IBAN: a letter or digit in it must be wrong")
            )
        if iban and not self.account_holder.data:
            raise ValidationError(_("Enter whose account this is, too"))


class SetUpForm(NewPasswordForm, NetworkForm, InPageOrder):
    """The code, the network, and its first director."""

    ORDER = (
        "code",
        "name",
        "logo",
        *(name for name in FIELDS if name != "name"),
        "director_name",
        "director_email",
        "language",
        "new_password",
    )

    #: Set by the view, which knows the code.
    has_right_code = False

    code = _line(_l("Set-up code"), RequiredText(_l("Enter the set-up code")))
    director_name = _line(_l("Your name"), RequiredText(_l("Enter your name")))
    director_email = EmailField(
        _l("Your e-mail address"),
        validators=[
            RequiredText(_l("Enter your e-mail address")),
            Length(
                max=254, message=_l("E-mail address must be 254 characters or fewer")
            ),
            MailAddress(),
        ],
    )
    language = ProfileForm.language
    wants_test_letter = BooleanField(_l("Send a test e-mail to my address"))

    def validate_code(self, field: StringField) -> None:
        if field.data and not self.has_right_code:
            raise ValidationError(_("This is not the set-up code of this site."))
