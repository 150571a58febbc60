"""What staff type about letters: its shape only."""

from flask_babel import lazy_gettext as _l

from eventreg.web.fields import EmailField, MailAddress, RequiredText
from eventreg.web.forms import Form


class AddressForm(Form):
    """Where a letter goes instead."""

    address = EmailField(
        _l("E-mail address"),
        validators=[RequiredText(_l("Enter an e-mail address")), MailAddress()],
    )
