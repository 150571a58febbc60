"""What somebody pays who signs up now, as forms say it before they are sent."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from eventreg.events.models import Event, SeatPool
from eventreg.events.states import PoolKind
from eventreg.registrations.money import queries
from eventreg.registrations.states import RegistrationRole
from eventreg.web.money import euros

#: As what somebody comes whose contingent says nothing else.
_PLAIN = RegistrationRole.GUEST, RegistrationRole.MEMBER


@dataclass(frozen=True)
class Prices:
    """The fees of an event for newcomers.

    A registration follows them by its role (``seats.claim``); a guest whom the
    network knows as a member becomes one, and no form says whom it knows.
    """

    #: Cents by role; who is missing pays nothing.
    fees: Mapping[RegistrationRole, int]
    #: ``None``: only the address will tell, once it is confirmed.
    is_member: bool | None = None

    def cents(self, pools: Iterable[SeatPool]) -> int:
        """Of somebody who chooses ``pools``; of a guest, while nobody knows more."""
        given = [RegistrationRole(pool.role) for pool in pools if pool.role]
        plain = _PLAIN[1] if self.is_member else _PLAIN[0]
        return self.fees.get(next(iter(given), plain), 0)

    def words(self, pools: Collection[SeatPool] = ()) -> str:
        """“€120.00”, or “€120.00, for members €90.00”."""
        fee, member = amount_words(self.cents(pools)), self.for_members(pools)
        if not member:
            return fee
        return _("%(fee)s, for members %(member)s", fee=fee, member=member)

    def for_members(self, pools: Iterable[SeatPool] = ()) -> str:
        """What a guest pays who turns out to be a member; empty: the same."""
        guest, member = (self.fees.get(role, 0) for role in _PLAIN)
        is_open = self.is_member is None and not any(pool.role for pool in pools)
        return amount_words(member) if is_open and guest != member else ""


@dataclass(frozen=True)
class Fees:
    """What the people on a form pay, in cents, by name."""

    people: list[tuple[str, int]]
    #: What those pay whom the network knows as members; empty: the same.
    for_members: str
    #: Until when; ``None``: at once, or not said yet.
    due_on: date | None = None

    @property
    def cents(self) -> int:
        """Of all together."""
        return sum(cents for _name, cents in self.people)


def amount_words(cents: int) -> str:
    """``€120.00``; of nothing, that there is no fee."""
    return euros(cents) if cents else _("no fee")


def prices(event: Event, *, is_member: bool | None = None) -> Prices | None:
    """``None``: nobody who signs up pays anything.

    :param is_member: of whoever fills the form in; ``None``: nobody knows.
    """
    fees = queries.fees_of(event)
    contingents = event.pools_of(PoolKind.CONTINGENT)
    roles = {RegistrationRole(pool.role) for pool in contingents if pool.role}
    if not contingents or not all(pool.role for pool in contingents):
        roles |= {*_PLAIN}
    found = {role: cents for role, cents in fees.items() if role in roles and cents}
    return Prices(found, is_member) if found else None
