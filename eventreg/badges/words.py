"""Cards in the reader's words."""

from flask_babel import format_decimal
from flask_babel import gettext as _

from eventreg.documents.labels import Stock


def card_words(stock: Stock) -> str:
    """What one buys or cuts, and its size: ``HERMA 4412 (80 × 50 mm, …)``."""
    return str(
        _(
            "%(card)s (%(width)s × %(height)s mm, %(count)s per sheet)",
            card=_named().get(stock.name, stock.name),
            width=format_decimal(stock.width),
            height=format_decimal(stock.height),
            count=stock.per_sheet,
        )
    )


def _named() -> dict[str, str]:
    """Names that are more than a maker's product number."""
    return {
        "Avery Zweckform L4785 (also L4784 L4786 L4787)": _(
            "Avery Zweckform L4785, L4784, L4786 or L4787"
        ),
        "A7 eight-up": _("Plain A4 paper, to be cut into A7"),
    }
