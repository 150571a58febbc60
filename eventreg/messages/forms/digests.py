"""When a director reads who waits, and who does meanwhile they are away."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from eventreg.people.forms.memberships import DayField
from eventreg.web.fields import none_if_empty
from eventreg.web.forms import Form
from eventreg.web.limits import OneOf, unknown_choice

_HOURS = range(24)


class DigestForm(Form):
    """The hour, and from when until when somebody else decides.

    :param deputies: reference and name of those who may.
    """

    hour = SelectField(_l("Daily e-mail"), validate_choice=False)
    away_from = DayField(_l("Away from (optional)"))
    away_until = DayField(_l("Last day away (optional)"))
    deputy = SelectField(
        _l("Deputy (optional)"), validate_choice=False, filters=[none_if_empty]
    )

    def __init__(
        self, *args: object, deputies: Iterable[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        hours = [(str(hour), _at(hour)) for hour in _HOURS]
        self.hour.choices = [
            *(SelectChoice(value, words) for value, words in hours),
            SelectChoice("", _("No daily e-mail")),
        ]
        self.hour.validators = [OneOf([value for value, _words in hours] + [""])]
        offered = list(deputies)
        self.deputy.choices = [
            SelectChoice("", _("Nobody")),
            *(SelectChoice(value, name) for value, name in offered),
        ]

    @property
    def chosen_hour(self) -> int | None:
        return int(self.hour.data) if self.hour.data else None

    def validate_away_until(self, field: DayField) -> None:
        """A span has both ends, in this order."""
        start = self.away_from.data
        if start and not field.data:
            raise ValidationError(_("Enter the last day away"))
        if start and field.data < start:
            raise ValidationError(
                _("Enter a last day away that is not before the first one")
            )

    def validate_away_from(self, field: DayField) -> None:
        if self.away_until.data and not field.data and not field.errors:
            raise ValidationError(_("Enter the first day away"))

    def validate_deputy(self, field: SelectField) -> None:
        """Who is away names somebody, or the e-mails wait for them."""
        if field.data and field.data not in {c.value for c in field.choices}:
            raise ValidationError(unknown_choice(field))
        if self.away_from.data and not field.data:
            raise ValidationError(_("Choose who decides while you are away"))


def _at(hour: int) -> str:
    return _("at %(hour)s o’clock", hour=hour)
