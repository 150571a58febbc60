"""What people type about accounts: its shape only."""

from collections.abc import Iterator
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from eventreg.accounts import passwords
from eventreg.web.fields import EmailField, MailAddress, RequiredText, squeeze
from eventreg.web.forms import Form
from eventreg.web.limits import HasLetter
from eventreg.web.locale import LANGUAGES, language_name
from eventreg.web.meanwhile import Watched
from eventreg.web.roles import Role, role_name


class InPageOrder(Form):
    """A form put together from others, whose errors come as its page shows them."""

    #: Names of fields; those not named come last.
    ORDER: ClassVar[tuple[str, ...]] = ()

    def __iter__(self) -> Iterator[Field]:
        first = [self[name] for name in self.ORDER]
        return iter([*first, *(f for f in super().__iter__() if f not in first)])


class SignInForm(Form):
    email = EmailField(
        _l("E-mail address"), validators=[RequiredText(_l("Enter your e-mail address"))]
    )
    password = PasswordField(
        _l("Password"), validators=[InputRequired(_l("Enter your password"))]
    )


class ForgottenForm(Form):
    email = EmailField(
        _l("E-mail address"), validators=[RequiredText(_l("Enter your e-mail address"))]
    )


class NewPasswordForm(Form):
    """A new password, typed once: who mistypes it can reset it."""

    #: Set by the view, so that the address itself is refused.
    account_email = ""

    new_password = PasswordField(
        _l("New password"), validators=[InputRequired(_l("Enter a new password"))]
    )

    def validate_new_password(self, field: PasswordField) -> None:
        problem = passwords.weakness(field.data or "", email=self.account_email)
        if problem:
            raise ValidationError(problem)


class ChangePasswordForm(NewPasswordForm, InPageOrder):
    ORDER = ("current_password", "new_password")

    current_password = PasswordField(
        _l("Current password"),
        validators=[InputRequired(_l("Enter your current password"))],
    )


class CodeForm(Form):
    """A code of the second factor."""

    code = StringField(
        _l("Code"), filters=[squeeze], validators=[RequiredText(_l("Enter a code"))]
    )


class PasswordForm(Form):
    """That it is really the person who sits there."""

    current_password = ChangePasswordForm.current_password


class ProfileForm(Form):
    """How somebody of the staff is called, and in which language."""

    name = StringField(
        _l("Name"),
        filters=[squeeze],
        validators=[
            RequiredText(_l("Enter a name")),
            HasLetter(_l("Enter a name")),
            Length(max=200, message=_l("Name must be 200 characters or fewer")),
        ],
    )
    language = SelectField(
        _l("Language"),
        choices=[SelectChoice(code, language_name(code)) for code in LANGUAGES],
        validate_choice=False,
        validators=[AnyOf(LANGUAGES, _l("Choose a language"))],
    )


class AcceptInvitationForm(NewPasswordForm, ProfileForm, InPageOrder):
    """The invited person's own name, language and password."""

    ORDER = ("name", "language", "new_password")


class AccountForm(ProfileForm, InPageOrder):
    """What the director says about an account."""

    ORDER: ClassVar[tuple[str, ...]] = ("name", "role", "has_money_right", "language")

    has_money_right = BooleanField(_l("Looks after fees and payments"))

    role = RadioField(
        _l("Role"),
        validate_choice=False,
        validators=[AnyOf([role.value for role in Role], _l("Choose a role"))],
    )

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        # Here, not above: the words are in the reader's language.
        self.role.choices = [SelectChoice(r.value, role_sentence(r)) for r in Role]

    def validate_has_money_right(self, field: BooleanField) -> None:
        """A right that is there ends with the office; only a new one is refused."""
        is_new = field.data and not field.object_data
        if is_new and self.role.data in {Role.TRAVEL_LEAD, Role.DESK}:
            raise ValidationError(
                _(
                    "Choose the office, or take this tick away: only the office and "
                    "the director look after fees and payments"
                )
            )


def role_sentence(role: Role) -> str:
    """The role and what it is for, to choose from."""
    duty = {
        Role.DIRECTOR: _("decides who comes, opens every page"),
        Role.OFFICE: _("events, registrations and e-mails"),
        Role.TRAVEL_LEAD: _("trips and everything around them"),
        Role.DESK: _("checks people in at the entrance"),
    }[role]
    return f"{role_name(role)}: {duty}"


class EditAccountForm(AccountForm, Watched):
    """An account as it stands; two directors may have it open."""


class InviteForm(AccountForm):
    ORDER = ("name", "email", "role", "has_money_right", "language")

    email = EmailField(
        _l("E-mail address"),
        validators=[
            RequiredText(_l("Enter the person's e-mail address")),
            Length(
                max=254, message=_l("E-mail address must be 254 characters or fewer")
            ),
            MailAddress(),
        ],
    )
