"""Amounts of money: typed once, written as the reader writes them."""

import re
from decimal import Decimal
from typing import Any

from flask import Flask
from flask_babel import format_currency
from flask_babel import gettext as _
from wtforms import StringField, ValidationError

from eventreg.web.fields import squeeze
from eventreg.web.locale import current_language

#: The largest amount that a payment code can carry is far beyond.
MOST_CENTS = 10_000_000
#: ``1.250,50``, ``1,250.50``, ``1250``: two digits behind the last mark are cents.
#: Three behind the reader's own mark for cents are asked about.
_AMOUNT = re.compile(r"(\d{1,3}(?:[ .,'’]?\d{3})*)(?:[.,](\d{1,2}))?")


def euros(cents: int) -> str:
    """``120,00 €`` or ``€120.00``, in the language of the moment."""
    return str(format_currency(Decimal(cents) / 100, "EUR"))


class AmountField(StringField):
    """An amount in euros; its ``data`` is cents, 0 when left empty."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if not self.data:
            return ""
        mark = "." if current_language() == "en" else ","
        return f"{self.data // 100}{mark}{self.data % 100:02}"

    def said_of(self, cents: int) -> str:
        """A stored amount, where somebody else has changed it."""
        return euros(cents)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not valuelist:
            return
        typed = (squeeze(valuelist[0]) or "").replace("€", "").strip()
        found = _AMOUNT.fullmatch(typed) if len(typed) < 20 else None
        self.data = _cents(found) if found else 0

    def pre_validate(self, _form: Any) -> None:
        typed = (squeeze((self.raw_data or [""])[0]) or "").replace("€", "").strip()
        is_amount = len(typed) < 20 and _AMOUNT.fullmatch(typed)
        if typed and (not is_amount or self.data > MOST_CENTS):
            raise ValidationError(_("Enter an amount like 120 or 89.50"))
        if _can_be_read_twice(typed):
            raise ValidationError(
                _(
                    "“%(typed)s” can be read in two ways. Enter the amount with two "
                    "digits for the cents, or without any mark",
                    typed=typed,
                )
            )


def _can_be_read_twice(typed: str) -> bool:
    """Thousands, or a slip of the cents: three digits behind the reader's own mark."""
    _whole, mark, last = typed.rpartition("." if current_language() == "en" else ",")
    return bool(mark) and len(last) == len("000") and last.isdigit()


def _cents(found: re.Match[str]) -> int:
    whole = int(re.sub(r"\D", "", found[1]))
    return whole * 100 + int((found[2] or "0").ljust(2, "0"))


def init_app(app: Flask) -> None:
    app.jinja_env.filters["euros"] = euros
