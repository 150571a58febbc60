"""What people type about fees: its shape only."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, IntegerField, SelectField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.money.words import payment_word
from eventreg.registrations.states import RegistrationRole
from eventreg.registrations.words import role_word
from eventreg.web.fields import ChecksField
from eventreg.web.forms import Form
from eventreg.web.meanwhile import Watched
from eventreg.web.money import AmountField

#: So many steps of a ladder fit on the page.
STEPS = 4
#: Stands for "nothing is due any more" in a form.
SETTLED = "settled"
_DAY = _l("Enter a date like 2027-06-17")
_SHARE = _l("Enter a share from 1 to 100")


class FeesForm(Watched):
    """What an event costs by role, until when to pay, and the ladder."""

    due_on = DateField(_l("To be paid by (optional)"), validators=[Optional()])

    def amounts(self) -> Iterator[Field]:
        return (self[f"amount_{role}"] for role in RegistrationRole)

    def rungs(self) -> list[tuple[Field, Field]]:
        """The first day and the share of each step."""
        numbers = range(1, STEPS + 1)
        return [
            (self[f"from_{number}"], self[f"percent_{number}"]) for number in numbers
        ]

    def fees(self) -> dict[RegistrationRole, int]:
        return {role: self[f"amount_{role}"].data or 0 for role in RegistrationRole}

    def steps(self) -> dict[date, int]:
        return {day.data: share.data for day, share in self.rungs() if day.data}

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        days: set[date] = set()
        for day, share in self.rungs():
            problem = _rung_problem(day, share, days)
            if problem and not day.errors and not share.errors:
                wrong = share if day.data and share.data is None else day
                wrong.errors = [problem]
                is_valid = False
            days.add(day.data)
        return is_valid


def _rung_problem(day: Field, share: Field, earlier: set[date]) -> str:
    if day.data and share.data is None:
        return _("Enter the share, too")
    if share.data is not None and not day.data:
        return _("Enter from which day it holds, too")
    if day.data and day.data in earlier:
        return _("Enter each day once")
    return ""


def fees_form() -> type[FeesForm]:
    """The form with one amount a role, in the reader's words."""
    fields: dict[str, Any] = {
        f"amount_{role}": AmountField(role_word(role)) for role in RegistrationRole
    }
    for number in range(1, STEPS + 1):
        fields[f"from_{number}"] = DateField(
            _("Step %(number)s: cancelling from this day on", number=number),
            validators=[Optional()],
        )
        fields[f"percent_{number}"] = IntegerField(
            _(
                "Step %(number)s: costs this share of the fee, in percent",
                number=number,
            ),
            validators=[Optional(), NumberRange(1, 100, _SHARE)],
        )
    return type("FeesForm", (FeesForm,), fields)


class MarkForm(Form):
    """What was ticked, and what it is to become."""

    chosen = ChecksField(
        _l("People"),
        validate_choice=False,
        validators=[InputRequired(_l("Tick at least one person"))],
    )
    #: All that the page showed, for those without script who press one button.
    shown = ChecksField(validate_choice=False)
    everybody = SubmitField(_l("Mark all shown"))
    becomes = SelectField(_l("Mark as"), validate_choice=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.becomes.choices = [
            SelectChoice(PaymentState.PAID.value, payment_word(PaymentState.PAID)),
            SelectChoice(PaymentState.WAIVED.value, payment_word(PaymentState.WAIVED)),
            SelectChoice(PaymentState.DUE.value, payment_word(PaymentState.DUE)),
            SelectChoice(
                PaymentState.REFUND_DUE.value, payment_word(PaymentState.REFUND_DUE)
            ),
            SelectChoice(SETTLED, _("given back, nothing due")),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        if self.everybody.data:
            self.chosen.data = self.chosen.raw_data = self.shown.data
        return bool(super().validate(extra_validators))

    def wanted(self) -> PaymentState | None:
        chosen: str = self.becomes.data
        return None if chosen == SETTLED else PaymentState(chosen)
