"""Whose money it is: what becomes of a fee when a seat changes hands or is given up.

What was paid for a seat goes with it to whoever takes it over. It is theirs from then
on: they get it back, and they hand it on. Only who answers "That was not me" never
took the seat over; then it falls back to who handed it over. Nothing here reads or
writes; ``money.services`` does, and ``money.owed`` says it.
"""

from dataclasses import dataclass

from eventreg.registrations.money.states import PaymentState


@dataclass(frozen=True)
class Money:
    """How one person stands with the fee of a seat, in cents."""

    #: ``None``: nothing is due and nothing was paid.
    state: PaymentState | None = None
    #: Of their own: to be paid, paid, waived, or to be given back.
    cents: int = 0
    #: Paid for the seat before; most often by who had it.
    brought: int = 0

    @property
    def paid(self) -> int:
        """What the seat has been paid with so far, whoever paid it."""
        return self.brought + (self.cents if self.state is PaymentState.PAID else 0)

    @property
    def due(self) -> int:
        return self.cents if self.state is PaymentState.DUE else 0


NOTHING = Money()


def charged(now: Money, fee: int) -> Money:
    """Of who has a seat and has not paid all of it: what is due follows the fee."""
    if now.state in {None, PaymentState.DUE}:
        return _seat(fee, now.brought)
    return now


def taken_back(now: Money, fee: int, *, has_handed_over: bool) -> Money:
    """Of who gets a seat, perhaps once more, and may not have been given back all.

    :param has_handed_over: what they get back is the rest of a fee that went along
        with their first seat; for the new one they owe the fee.
    """
    if now.state is not PaymentState.REFUND_DUE:
        return charged(now, fee)
    if has_handed_over and now.cents < fee:
        return _seat(fee, now.cents)
    return Money(PaymentState.PAID, now.cents)


def handed_over(had: Money, fee: int, *, is_same_role: bool) -> tuple[Money, Money]:
    """How both stand: who had the seat, and who takes it over.

    The rest of another fee is due from the new person, and what is too much comes
    back. What was promised back before is not for the seat.

    :param fee: of the new person.
    """
    if had.state is PaymentState.REFUND_DUE:
        return had, _seat(fee, 0)
    if had.state is PaymentState.PAID and is_same_role:
        fee = had.paid  # paid at the fee of its day
    kept = min(had.paid, fee)
    is_waived = had.state is PaymentState.WAIVED
    rest = PaymentState.WAIVED if is_waived else PaymentState.DUE
    return _back(had.paid - kept), _seat(fee, kept, rest=rest)


def given_up(now: Money, percent: int) -> Money:
    """Of who gives a seat up, of all that was paid for it.

    :param percent: what that costs, of the fee; rounded in the person's favour.
    """
    if now.state is PaymentState.REFUND_DUE:
        return now
    cost = cost_of(now, percent)
    if cost > now.paid:
        return Money(PaymentState.DUE, cost - now.paid, now.paid)
    if now.paid > cost:
        return _back(now.paid - cost)
    if now.due:
        return _seat(now.brought, now.brought)
    return now


def cost_of(now: Money, percent: int) -> int:
    """What giving a seat up costs."""
    return (now.paid + now.due) * percent // 100


def never_taken(
    now: Money, before: Money, *, has_seat_again: bool
) -> tuple[Money, Money]:
    """Who was named was not asked: how both stand, who handed it over first.

    :param now: of who answers "That was not me"; what they paid themselves comes
        back to them, costs nothing, and all else goes back.
    :param before: of who handed the seat over.
    :param has_seat_again: that one got another seat meanwhile; it counts for that.
    """
    is_settled = now.state in {PaymentState.REFUND_DUE, PaymentState.WAIVED}
    if is_settled and not now.brought:
        return before, now
    own = _back(now.paid - now.brought)
    return _credited(before, now.brought, has_seat=has_seat_again), own


def marked(now: Money, new: PaymentState | None) -> Money:
    """As staff have noted it; what came along is theirs to give back, too."""
    if new is None:
        return NOTHING
    if now.state is not PaymentState.PAID or (new is PaymentState.DUE and now.cents):
        return Money(new, now.cents, now.brought)
    return Money(new, now.paid)


def _credited(now: Money, cents: int, *, has_seat: bool) -> Money:
    """Somebody is credited with what they had given away; nothing of it is lost."""
    if not cents:
        return now
    if now.state is PaymentState.REFUND_DUE:
        return _back(now.cents + cents)
    if now.due > cents:
        return Money(PaymentState.DUE, now.due - cents, now.brought + cents)
    if now.state is PaymentState.DUE or now.state is PaymentState.PAID:
        too_much = cents - now.due
        if has_seat or not too_much:
            return Money(PaymentState.PAID, now.cents + too_much, now.brought)
        return _back(too_much)
    return _back(cents)


def _seat(fee: int, paid: int, *, rest: PaymentState = PaymentState.DUE) -> Money:
    if fee > paid:
        return Money(rest, fee - paid, paid)
    return Money(PaymentState.PAID, 0, paid) if paid else NOTHING


def _back(cents: int) -> Money:
    return Money(PaymentState.REFUND_DUE, cents) if cents else NOTHING
