"""What staff type about letters: its shape only."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from eventreg.web.fields import EmailField, MailAddress, RequiredText
from eventreg.web.forms import Form


class StandingForm(Form):
    """A press on a letter, as it stood on the page."""

    #: ``queries.standing`` of the letter that was shown.
    seen = HiddenField()


class AddressForm(StandingForm):
    """Where a letter goes instead."""

    address = EmailField(
        _l("E-mail address"),
        validators=[RequiredText(_l("Enter an e-mail address")), MailAddress()],
    )
