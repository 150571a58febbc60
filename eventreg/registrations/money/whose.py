"""Whose money it is: what becomes of a fee when a seat changes hands or is given up.

What was paid for a seat goes with it to whoever takes it over. It is theirs from then
on: they get it back, and they hand it on. Only who answers "That was not me" never
took the seat over; then it falls back to who handed it over. Nothing here reads or
writes; ``money.services`` does, and ``money.owed`` says it.
"""

from dataclasses import dataclass, replace

from eventreg.registrations.money.states import PaymentState

_DUE, _PAID = PaymentState.DUE, PaymentState.PAID
_WAIVED, _BACK = PaymentState.WAIVED, PaymentState.REFUND_DUE


@dataclass(frozen=True)
class Money:
    """How one person stands with the fee of a seat, in cents.

    All that was paid stays here until it goes on or is given back; what is due, and
    what is to be given back, follows from it.
    """

    #: What the seat costs; of who has left it, what leaving costs.
    owed: int = 0
    #: Paid by themselves.
    own: int = 0
    #: Paid by who had the seat before, and come along with it.
    brought: int = 0
    #: Of that, paid by the last one who had it.
    by_last: int = 0
    #: What is not paid of it need not be paid.
    is_waived: bool = False

    @property
    def held(self) -> int:
        """All that was paid and not given back, whoever paid it."""
        return self.own + self.brought

    @property
    def paid(self) -> int:
        """What counts of it for what is owed."""
        return min(self.held, self.owed)

    @property
    def due(self) -> int:
        return 0 if self.is_waived else self._rest

    @property
    def back(self) -> int:
        """What is to be given back; also of who has paid more than the seat costs."""
        return max(self.held - self.owed, 0)

    @property
    def state(self) -> PaymentState | None:
        """``None``: nothing is due and nothing was paid."""
        if self.back:
            return _BACK
        if self._rest:
            return _WAIVED if self.is_waived else _DUE
        return _PAID if self.held else None

    @property
    def cents(self) -> int:
        """To be paid, paid by themselves, waived, or to be given back."""
        if self.state is _PAID:
            return self.own
        return self.back or self._rest

    @property
    def _rest(self) -> int:
        return max(self.owed - self.held, 0)


NOTHING = Money()


def charged(now: Money, fee: int) -> Money:
    """Of who has a seat and has not paid all of it: what is due follows the fee."""
    if now.state in {None, _DUE}:
        return replace(now, owed=fee)
    return now


def taken_back(now: Money, fee: int) -> Money:
    """Of who gets a seat, perhaps once more: all that was not given back counts.

    Whoever need not pay for a seat need not once more; what leaving it cost, and was
    not asked for, is another thing.
    """
    is_waived = now.is_waived and now.state is not _WAIVED
    return replace(now, owed=fee, is_waived=is_waived)


def handed_over(had: Money, fee: int, *, is_same_role: bool) -> tuple[Money, Money]:
    """How both stand: who had the seat, and who takes it over.

    The rest of another fee is due from the new person, and what is too much comes
    back. What was to come back before is not for the seat.

    :param fee: of the new person.
    """
    if is_same_role and had.held >= had.owed > 0:
        fee = had.owed  # paid at the fee of its day
    kept = min(had.paid, fee)
    own = kept - min(had.brought, kept)
    left = Money(own=had.own - own, brought=had.brought - (kept - own))
    return left, Money(fee, brought=kept, by_last=own, is_waived=had.is_waived)


def given_up(now: Money, percent: int) -> Money:
    """Of who gives a seat up: what that costs is all that is owed.

    :param percent: of the fee; rounded in the person's favour.
    """
    return replace(now, owed=cost_of(now, percent))


def cost_of(now: Money, percent: int) -> int:
    """What giving a seat up costs: a share of its fee, whatever was paid."""
    fee = now.paid if now.is_waived else now.owed
    return fee * percent // 100


def never_taken(now: Money, before: Money, *, with_waiver: bool) -> tuple[Money, Money]:
    """Who was named was not asked: how both stand, who handed it over first.

    :param now: of who answers "That was not me"; what they paid themselves comes
        back to them, costs nothing, and all else goes back.
    :param before: of who handed the seat over; it counts for what they owe.
    :param with_waiver: that the seat need not be paid came along with it, too.
    """
    others = now.brought - now.by_last
    credited = replace(
        before,
        own=before.own + now.by_last,
        brought=before.brought + others,
        is_waived=before.is_waived or (with_waiver and now.is_waived),
    )
    return credited, Money(own=now.own)


def marked(now: Money, new: PaymentState | None) -> Money:
    """As staff have noted it; what came along is theirs to give back, too."""
    if new is None:
        return _paid_out(now)
    if new is _BACK:
        return replace(now, owed=0)
    if new is _WAIVED:
        return replace(now, is_waived=True)
    if new is _PAID:
        return replace(now, owed=max(now.held, now.owed), own=now.own + now.due)
    if now.state is _WAIVED:
        return replace(now, is_waived=False)
    if now.own:
        return replace(now, own=0)
    return replace(now, brought=0, by_last=0)


def _paid_out(now: Money) -> Money:
    """What was to be given back is; of others' money first."""
    brought = max(now.brought - now.back, 0)
    return replace(
        now,
        own=now.paid - brought,
        brought=brought,
        by_last=min(now.by_last, brought),
    )
