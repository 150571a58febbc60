"""What staff choose about letters to many people."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from eventreg.messages.rules import Before
from eventreg.web.forms import Form


class RemindersForm(Form):
    """Which reminders of its date an event sends, and whether it says thank you."""

    week = BooleanField(_l("7 days before the start"))
    day = BooleanField(_l("24 hours before the start"))

    thanks = BooleanField(_l("The day after, thanks to those who came"))

    @property
    def wanted(self) -> set[Before]:
        return {before for before in Before if self[str(before)].data}
