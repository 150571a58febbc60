"""What staff say when they decide."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import TextAreaField
from wtforms.validators import Length

from eventreg.web.fields import clean_text
from eventreg.web.forms import Form


def _lines(label: LazyString, most: int) -> TextAreaField:
    too_long = _l("Use %(max)d characters or fewer")
    return TextAreaField(
        label, filters=[clean_text], validators=[Length(max=most, message=too_long)]
    )


class DeclineForm(Form):
    """Saying no: why, for the log, and what the letter says about it."""

    text = _lines(_l("What the e-mail should say (optional)"), 600)
    reason = _lines(_l("Reason, for us (optional)"), 600)


class NoteForm(Form):
    """Why staff do what they do, for the log and the letter."""

    note = _lines(_l("Reason (optional)"), 500)
