"""How a registration stands with its fee. No state of the registration itself."""

from enum import StrEnum

from eventreg.errors import MoveNotAllowed


class PaymentState(StrEnum):
    """Without a row nothing is due."""

    DUE = "due"
    PAID = "paid"
    WAIVED = "waived"
    REFUND_DUE = "refund_due"


#: What staff may make of it; ``None``: nothing is due any more.
MARKS: dict[PaymentState, frozenset[PaymentState | None]] = {
    PaymentState.DUE: frozenset({PaymentState.PAID, PaymentState.WAIVED}),
    PaymentState.PAID: frozenset({PaymentState.DUE, PaymentState.REFUND_DUE}),
    PaymentState.WAIVED: frozenset({PaymentState.DUE}),
    PaymentState.REFUND_DUE: frozenset({None, PaymentState.PAID}),
}


def check_mark(old: PaymentState, new: PaymentState | None) -> None:
    """:raises MoveNotAllowed: staff cannot make ``new`` of ``old``."""
    if new not in MARKS[old]:
        raise MoveNotAllowed("registration", old, new or old)
