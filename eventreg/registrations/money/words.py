"""Payments in the reader's words."""

from flask_babel import gettext as _

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


#: The colour that goes with the word.
PAYMENT_TONES = {
    PaymentState.DUE: "wait",
    PaymentState.PAID: "good",
    PaymentState.WAIVED: "",
    PaymentState.REFUND_DUE: "bad",
}
