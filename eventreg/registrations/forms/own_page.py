"""What a person changes on the own page."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length

from eventreg.registrations.forms.applicant import address_field
from eventreg.registrations.forms.sign_up import Consents
from eventreg.registrations.guard import GuardedForm
from eventreg.web.fields import clean_text
from eventreg.web.forms import Form


class SendAgainForm(GuardedForm):
    """A letter once more."""


class AddressForm(GuardedForm):
    """An address to correct, or to which links are sent."""

    email = address_field(_l("E-mail address"))

    @property
    def address(self) -> str:
        return self.email.data or ""


class CancelForm(Form):
    """Giving a registration up, with a word about why if one likes."""

    note = TextAreaField(
        _l("Reason (optional)"),
        filters=[clean_text],
        validators=[
            Length(max=500, message=_l("Reason must be 500 characters or fewer"))
        ],
    )


class ConsentsForm(Consents, Form):
    """What may be shown of the person."""
