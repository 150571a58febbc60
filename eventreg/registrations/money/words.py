"""Payments in the reader's words."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.registrations.money.states import PaymentState


def payment_word(state: PaymentState | None) -> str:
    """How a registration stands with its fee."""
    words: dict[PaymentState | None, str] = {
        None: _("nothing due"),
        PaymentState.DUE: _("due"),
        PaymentState.PAID: _("paid"),
        PaymentState.WAIVED: _("waived"),
        PaymentState.REFUND_DUE: _("refund due"),
    }
    return words[state]


def overdue_word() -> str:
    """What is due and should have been paid before today."""
    return _("overdue")


def already_words(state: PaymentState, names: Sequence[str]) -> str:
    """Why marking these changed nothing: they are that already."""
    listed = ", ".join(names)
    if state is PaymentState.PAID:
        return ngettext(
            "%(names)s has paid already.",
            "%(names)s have paid already.",
            len(names),
            names=listed,
        )
    word = payment_word(state)
    return _("Marked as “%(word)s” already: %(names)s", word=word, names=listed)


#: The colour that goes with the word.
PAYMENT_TONES = {
    PaymentState.DUE: "wait",
    PaymentState.PAID: "good",
    PaymentState.WAIVED: "",
    PaymentState.REFUND_DUE: "bad",
}
