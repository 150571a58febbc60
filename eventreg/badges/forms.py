"""What staff type about badges: their look, their cards, a print. Shape only."""

import re
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DecimalField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)

from eventreg.badges import own_style
from eventreg.badges.designs import HOUSE_COLOUR, Design
from eventreg.badges.frames import LOOKS
from eventreg.badges.models import Which
from eventreg.badges.words import (
    back_names,
    field_names,
    kind_names,
    look_names,
    order_names,
    reason_names,
    style_problems,
    which_names,
)
from eventreg.events.forms.fields import WholeNumberField
from eventreg.people.forms.names import badge_name_field
from eventreg.uploads.forms import UploadField
from eventreg.web.fields import ChecksField, RequiredText, clean_text, squeeze
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost
from eventreg.web.meanwhile import Watched

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SHEET = re.compile(r"A4|A6|\d{1,3}(\.\d{1,2})?x\d{1,3}(\.\d{1,2})?")
#: Longest side of a logo in pixels: sharp on the largest badge.
LARGEST_LOGO = 1200


class Between:
    """A number within bounds; empty where it may be."""

    def __init__(self, lowest: float, highest: float) -> None:
        self.lowest, self.highest = lowest, highest

    def __call__(self, _form: Any, field: Any) -> None:
        if field.errors or field.data is None:
            return
        if not self.lowest <= field.data <= self.highest:
            raise ValidationError(
                _(
                    "Enter a number from %(lowest)s to %(highest)s",
                    lowest=self.lowest,
                    highest=self.highest,
                )
            )


class LengthField(DecimalField):
    """Millimetres, with a comma or a point; 0 when left empty."""

    def __init__(self, label: Any, lowest: float, highest: float, **more: Any) -> None:
        super().__init__(label, validators=[Between(lowest, highest)], **more)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = (valuelist[0] if valuelist else "").replace(",", ".").strip()
        self.data: Decimal | None = None
        with suppress(InvalidOperation):
            number = Decimal(typed or "0")
            # "NaN" is a decimal number, and neither less nor more than anything.
            self.data = number if number.is_finite() else None
        if self.data is None:
            raise ValueError(_("Enter a number"))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:g}" if self.data is not None else ""


def _count(label: Any, highest: int) -> WholeNumberField:
    return WholeNumberField(label, default=1, least=1, most=highest)


class _OnSheets(Form):
    """Where on a sheet the first badge is printed."""

    #: How many cards a sheet has, by the name of the cards.
    per_sheet: Mapping[str, int] = {}

    def validate_start(self, field: Any) -> None:
        if not field.errors and field.data:
            self._check_place(field.data)

    def _check_place(self, number: int) -> None:
        count = self.per_sheet.get(self["stock"].data or "", number)
        if 1 <= number <= count:
            return
        if count == 1:
            raise ValidationError(_("These cards come one by one: enter 1"))
        raise ValidationError(
            _(
                "These cards have %(count)s places on a sheet: "
                "enter a number from 1 to %(count)s",
                count=count,
            )
        )


class PrintForm(_OnSheets):
    """Which badges are printed, on what, and how they lie there."""

    which = RadioField(_l("Which badges"), default=Which.ALL)
    order = SelectField(_l("In which order"), default="name")
    stock = SelectField(_l("Cards"))
    start = _count(_l("Begin at card number"), 99)
    skip = StringField(_l("Leave out cards number (optional)"), filters=[squeeze])
    copies = _count(_l("Copies of each"), 20)
    #: Asked by buttons, and only where badges were printed before just so.
    reason = SelectField(_l("Why once more"), default="")
    cut_marks = BooleanField(_l("Print marks for cutting"))
    offset_x = LengthField(_l("Move to the right, in mm"), -5, 5, default=0)
    offset_y = LengthField(_l("Move down, in mm"), -5, 5, default=0)

    def validate_skip(self, field: Any) -> None:
        if field.data and not re.fullmatch(r"\d{1,2}( ?[, ] ?\d{1,2})*", field.data):
            raise ValidationError(_("Enter the numbers of the cards, like 3, 7"))
        for number in self.skipped:
            self._check_place(number)
        count, start = self.per_sheet.get(self.stock.data, 0), self.start.data or 1
        if start <= count and self.skipped.issuperset(range(start, count + 1)):
            raise ValidationError(
                _("No card of the first sheet is left: begin with a new one")
            )

    @property
    def skipped(self) -> frozenset[int]:
        return frozenset(map(int, re.findall(r"\d+", self.skip.data or "")))


class OneForm(_OnSheets):
    """Whose badge is printed alone, on what; travels in an address."""

    search = StringField(_l("Name or company"), filters=[squeeze])
    stock = SelectField(_l("Cards"), id="one-stock")
    start = WholeNumberField(
        _l("Card number on the sheet"),
        id="one-start",
        default=1,
        least=1,
        most=99,
        needed=False,
    )
    as_page = BooleanField(_l("Page for label printers instead of a PDF"))


def one_form(
    stocks: dict[str, str], per_sheet: Mapping[str, int], args: Any, *, stock: str
) -> OneForm:
    """The form as the address says, with ``stock`` where it says none."""
    said = args if "search" in args or "start" in args else None
    form = OneForm(formdata=said, data={"stock": stock}, meta={"csrf": False})
    form.stock.choices, form.per_sheet = list(stocks.items()), per_sheet
    if form.stock.data not in stocks:
        form.stock.data = stock
    return form


def print_form(
    stocks: dict[str, str], per_sheet: Mapping[str, int], **values: Any
) -> PrintForm:
    """The form with the cards there are, in words by name, and how many a sheet has."""
    more = {"formdata": values.pop("formdata")} if "formdata" in values else {}
    form = PrintForm(data=values, **more)
    form.which.choices = list(which_names().items())
    form.order.choices = list(order_names().items())
    form.stock.choices, form.per_sheet = list(stocks.items()), per_sheet
    form.reason.choices = [("", "–"), *reason_names().items()]
    return form


class BadgeNameForm(Watched):
    """What one person's badge says instead of both names."""

    badge_name = badge_name_field(_l("Name on the badge (optional)"))


class DesignForm(Watched):
    """The look of an event's badges."""

    look = RadioField(_l("Look"))
    colour = StringField(
        _l("Colour"), filters=[squeeze, lambda text: text.lower() if text else text]
    )
    fields = ChecksField(_l("Besides the name stand"))
    languages = ChecksField(_l("Languages of the role"))
    back = RadioField(_l("Back side"))
    marks_photos = BooleanField(_l("Mark who wants to be in no photo"))
    has_network_logo = BooleanField(_l("Print the network's logo"))
    partner_logo = UploadField(
        _l("Logo of a partner (optional)"), pictures_only=True, largest=LARGEST_LOGO
    )
    without_partner_logo = BooleanField(_l("Print the partner's logo no more"))
    own_style = TextAreaField(
        _l("Own style in CSS (optional)"),
        filters=[clean_text],
        validators=[AtMost(own_style.LONGEST)],
    )

    def validate_colour(self, field: Any) -> None:
        if not _COLOUR.fullmatch(field.data or ""):
            raise ValidationError(_("Enter a colour like #0b5a62"))

    def validate_own_style(self, field: Any) -> None:
        problems = own_style.cleaned(field.data or "", self._look())[1]
        if problems:
            raise ValidationError(style_problems(problems))

    def _look(self) -> Design:
        """What the own style changes; the usual one where what was sent is none."""
        look, colour = self.look.data or "", self.colour.data or ""
        return Design(
            look=look if look in LOOKS else LOOKS[0],
            colour=colour if _COLOUR.fullmatch(colour) else HOUSE_COLOUR,
        )

    def validate_languages(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Choose at least one language"))

    def values(self) -> dict[str, Any]:
        """All but the logo, by column."""
        names = (
            *("look", "colour", "back", "marks_photos", "has_network_logo"),
            *("without_partner_logo", "fields", "languages", "own_style"),
        )
        return {name: self[name].data for name in names}


def design_form(
    named: dict[str, str],
    *,
    answers: dict[str, str],
    tried: Any = None,
    **values: Any,
) -> DesignForm:
    """The form.

    :param named: the languages of the event, by code.
    :param answers: questions whose answers may stand on badges, in words by field.
    :param tried: what is only tried out, from an address; by default what was sent.
    """
    more = {} if tried is None else {"formdata": tried or None, "meta": {"csrf": False}}
    form = DesignForm(data=values, **more)
    form.look.choices = list(look_names().items())
    form["fields"].choices = [*field_names().items(), *answers.items()]
    form.languages.choices = list(named.items())
    form.back.choices = list(back_names().items())
    return form


class StockForm(Form):
    """Cards that the table does not know, as the ruler says."""

    name = StringField(
        _l("Name"),
        filters=[squeeze],
        validators=[RequiredText(_l("Enter what these cards are called")), AtMost(80)],
    )
    kind = RadioField(_l("Kind of cards"), default="sheet")
    sheet = StringField(
        _l("Paper"), default="A4", filters=[squeeze], validators=[AtMost(20)]
    )
    width = LengthField(_l("Width of a card, in mm"), 25, 420)
    height = LengthField(_l("Height of a card, in mm"), 25, 420)
    card_columns = _count(_l("Cards side by side"), 10)
    card_rows = _count(_l("Cards one below the other"), 30)
    left = LengthField(_l("From the left edge to the first card, in mm"), 0, 200)
    top = LengthField(_l("From the upper edge to the first card, in mm"), 0, 200)
    pitch_x = LengthField(_l("From card to card across, in mm"), 0, 420)
    pitch_y = LengthField(_l("From card to card down, in mm"), 0, 420)

    def validate_sheet(self, field: Any) -> None:
        if not _SHEET.fullmatch(field.data or ""):
            raise ValidationError(_("Enter A4, A6 or a size like 62x100"))

    def values(self) -> dict[str, Any]:
        lengths = ("width", "height", "left", "top", "pitch_x", "pitch_y")
        others = ("name", "kind", "sheet", "card_columns", "card_rows")
        return {name: float(self[name].data) for name in lengths} | {
            name: self[name].data for name in others
        }


def stock_form() -> StockForm:
    form = StockForm()
    form.kind.choices = list(kind_names().items())
    return form
