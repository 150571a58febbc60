"""Numbers as people of three languages write them."""

import re
from decimal import Decimal

#: More is no number that anybody asks for.
MOST_DIGITS = 12
MOST_DECIMALS = 4
#: What stands between thousands: "1.500" is 1500 in German, 1.5 in English.
_GROUPS = {"de": ".", "tr": ".", "en": ","}
#: People also leave a gap there, or an apostrophe.
_GAPS = re.compile(r"(?<=\d)[\s'\N{RIGHT SINGLE QUOTATION MARK}](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"([+-]?)(\d+)(?:[.,](\d+))?")


def read_number(typed: str, language: str) -> Decimal | None:
    """``1.234,5`` or ``1 234.5``; ``None`` if it is no number, or far too long."""
    text = _GAPS.sub("", typed.replace("\N{MINUS SIGN}", "-").strip())
    found = _PLAIN.fullmatch(_without_groups(text, _GROUPS.get(language, ",")))
    if found is None:
        return None
    sign, whole, decimals = found.group(1), found.group(2), found.group(3) or "0"
    decimals = decimals.rstrip("0") or "0"
    if len(whole.lstrip("0")) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
        return None
    return Decimal(f"{sign}{whole}.{decimals}")


def _without_groups(text: str, group: str) -> str:
    """The number without what stands between its thousands.

    Where both signs occur, the last one begins the decimals.
    """
    if "." in text and "," in text:
        group = "." if text.rfind(".") < text.rfind(",") else ","
    if re.fullmatch(rf"[+-]?\d{{1,3}}(?:\{group}\d{{3}})+(?:[.,]\d+)?", text):
        return text.replace(group, "")
    return text


def plain(number: Decimal) -> int | float:
    """As JSON keeps it: whole numbers as such."""
    return int(number) if number == number.to_integral_value() else float(number)
