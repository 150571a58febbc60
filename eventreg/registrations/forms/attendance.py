"""Ticking who came, from the list on paper."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from eventreg.registrations.presence.lists import Show
from eventreg.web.fields import ChecksField, squeeze
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost, OneOf

SHOW_WORDS = {
    Show.ALL: _l("Everybody"),
    Show.MISSING: _l("Not here yet"),
    Show.HERE: _l("Here"),
}


class AttendanceForm(Form):
    """Ticks, as they were shown and as they are now, and what to look at next.

    Only what was changed on this very page counts, so that a page which was opened
    before another one was saved takes nothing back.
    """

    search = StringField(
        _l("Name, company or number"), filters=[squeeze], validators=[AtMost(200)]
    )
    show = SelectField(
        _l("Show"),
        choices=[SelectChoice(str(show), words) for show, words in SHOW_WORDS.items()],
        default=Show.ALL,
        validate_choice=False,
        validators=[OneOf(list(Show))],
    )
    #: References of those who are ticked, and of those who were when it was shown.
    came = ChecksField(choices=[], validate_choice=False)
    was = ChecksField(choices=[], validate_choice=False)

    @property
    def ticked(self) -> set[str]:
        return set(self.came.data or ()) - set(self.was.data or ())

    @property
    def unticked(self) -> set[str]:
        return set(self.was.data or ()) - set(self.came.data or ())
