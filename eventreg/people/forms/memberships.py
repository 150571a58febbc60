"""What staff type in about memberships."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField

from eventreg.web.fields import RequiredText
from eventreg.web.forms import Form


class DayField(DateField):
    """A day, as the browser's calendar or a person writes it: 2027-06-17."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            return
        try:
            self.data = date.fromisoformat(typed)
        except ValueError:
            raise ValueError(_l("Enter a date like 2027-06-17")) from None


class StartMembershipForm(Form):
    """From when on a company is a member."""

    from_on = DayField(
        _l("First day"), validators=[RequiredText(_l("Enter the first day"))]
    )


class MembershipForm(Form):
    """From when until when a company is a member."""

    from_on = DayField(
        _l("First day"), validators=[RequiredText(_l("Enter the first day"))]
    )
    until_on = DayField(_l("Last day (optional)"))


class EndMembershipForm(Form):
    """Until when a company is a member."""

    until_on = DayField(
        _l("Last day"), validators=[RequiredText(_l("Enter the last day"))]
    )
