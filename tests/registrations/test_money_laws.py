"""What holds of money whatever happens, in any order: no page, no database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from eventreg.registrations.money.states import MARKS, PaymentState
from eventreg.registrations.money.whose import (
    NOTHING,
    Money,
    charged,
    cost_of,
    given_up,
    handed_over,
    marked,
    never_taken,
    taken_back,
)

pytestmark = pytest.mark.every_case
#: What each role pays; what cancelling costs; how many people there can be.
FEES, PERCENT, MOST = (90, 100, 150), 25, 3


@dataclass(frozen=True)
class Person:
    """Somebody of a chain, and what really happened with their money."""

    money: Money = NOTHING
    role: int = 1
    has_seat: bool = True
    #: They were named for it by the one before and have not handed it on.
    is_named: bool = False
    has_paid: int = 0
    given_back: int = 0
    #: The dearest that they ever came as.
    fee: int = FEES[1]


@dataclass(frozen=True)
class World:
    people: tuple[Person, ...] = field(
        default=(Person(money=Money(FEES[1])),),
    )

    def but(self, number: int, **changes: Any) -> "World":
        people = list(self.people)
        people[number] = replace(people[number], **changes)
        return World(tuple(people))


Step = Callable[[World, int], World | None]


def pay(world: World, number: int) -> World | None:
    return _mark(world, number, PaymentState.PAID)


def waive(world: World, number: int) -> World | None:
    return _mark(world, number, PaymentState.WAIVED)


def pay_out(world: World, number: int) -> World | None:
    return _mark(world, number, None)


def promise_back(world: World, number: int) -> World | None:
    return _mark(world, number, PaymentState.REFUND_DUE)


def _mark(world: World, number: int, new: PaymentState | None) -> World | None:
    who = world.people[number]
    now = who.money
    if now.state is None or new not in MARKS[now.state]:
        return None
    if new is PaymentState.PAID and now.back:
        return None  # it is paid already
    after = marked(now, new)
    return world.but(
        number,
        money=after,
        has_paid=who.has_paid + max(after.held - now.held, 0),
        given_back=who.given_back + max(now.held - after.held, 0),
    )


def cancel(world: World, number: int) -> World | None:
    return _leave(world, number, PERCENT)


def staff_cancel(world: World, number: int) -> World | None:
    return _leave(world, number, 0)


def _leave(world: World, number: int, percent: int) -> World | None:
    who = world.people[number]
    if not who.has_seat:
        return None
    return world.but(number, has_seat=False, money=given_up(who.money, percent))


def reinstate(world: World, number: int) -> World | None:
    who = world.people[number]
    if who.has_seat:
        return None
    money = taken_back(who.money, FEES[who.role])
    return world.but(number, has_seat=True, money=money)


def hand_over(world: World, number: int) -> World | None:
    who = world.people[number]
    is_last = number == len(world.people) - 1
    if not who.has_seat or not is_last or len(world.people) == MOST:
        return None
    left, taken = handed_over(who.money, FEES[who.role], is_same_role=True)
    new = Person(money=taken, role=who.role, is_named=True, fee=who.fee)
    before = world.but(number, has_seat=False, money=left)
    return World((*before.people, new))


def not_me(world: World, number: int) -> World | None:
    who = world.people[number]
    if not who.has_seat or not who.is_named:
        return None
    old = world.people[number - 1].money
    before, now = never_taken(who.money, old, with_waiver=True)
    return world.but(number - 1, money=before).but(number, money=now, has_seat=False)


def dearer(world: World, number: int) -> World | None:
    return _change(world, number, 1)


def cheaper(world: World, number: int) -> World | None:
    return _change(world, number, -1)


def _change(world: World, number: int, by: int) -> World | None:
    who = world.people[number]
    role = who.role + by
    if not who.has_seat or not 0 <= role < len(FEES):
        return None
    fee = FEES[role]
    return world.but(
        number, role=role, money=charged(who.money, fee), fee=max(who.fee, fee)
    )


STEPS: tuple[Step, ...] = (
    *(pay, waive, pay_out, promise_back, cancel, staff_cancel),
    *(reinstate, hand_over, not_me, dearer, cheaper),
)
#: So that four more steps lead further.
BEGINNINGS: dict[str, tuple[tuple[Step, int], ...]] = {
    "nobody has paid": (),
    "paid and handed over": ((pay, 0), (hand_over, 0)),
    "paid, handed over, taken back": ((pay, 0), (hand_over, 0), (reinstate, 0)),
    "handed on twice": ((pay, 0), (hand_over, 0), (hand_over, 1)),
}


def begun(steps: tuple[tuple[Step, int], ...]) -> World:
    world: World | None = World()
    for step, number in steps:
        assert world is not None
        world = step(world, number)
    assert world is not None
    return world


def walks(world: World, length: int) -> Iterator[tuple[list[str], World, World]]:
    """Each sequence of at most ``length`` steps: names, before and after the last."""
    for step in STEPS:
        for number in range(len(world.people)):
            after = step(world, number)
            if after is None:
                continue
            name = f"{step.__name__} {number}"
            yield [name], world, after
            if length > 1:
                for names, before, last in walks(after, length - 1):
                    yield [name, *names], before, last


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_money_keeps_its_laws_whatever_happens(beginning):
    count = 0
    for names, before, after in walks(begun(BEGINNINGS[beginning]), 4):
        broken = broken_by(names[-1].split()[0], before, after)
        assert not broken, (names, broken, after)
        count += 1

    assert count > 1_000


def broken_by(step: str, before: World, after: World) -> str:
    """The law that the last step has broken; empty: none."""
    people = after.people
    came = sum(who.has_paid for who in people)
    if came != sum(who.money.held + who.given_back for who in people):
        return "money is lost or made"
    for who in people:
        if cost_of(who.money, PERCENT) > who.fee * PERCENT // 100:
            return "cancelling costs more than the share of the fee"
        if not who.has_seat and who.money.owed > who.fee * PERCENT // 100:
            return "having left costs more than the share of the fee"
        if who.money.own > who.has_paid:
            return "somebody is thanked for what another has paid"
        if not 0 <= who.money.by_last <= who.money.brought:
            return "more came from the last one than came along"
    if step in {"pay_out", "reinstate", "not_me"}:
        return ""
    for was, now in zip(before.people, after.people, strict=False):
        if now.money.back < was.money.back:
            return "a refund that was named is gone"
    return ""


@pytest.mark.parametrize(
    ("steps", "number", "owed", "held"),
    [
        (
            [(pay, 0), (hand_over, 0), (reinstate, 0), (pay, 0), (not_me, 1)],
            *(0, 100, 200),
        ),
        (
            [
                *((pay, 0), (hand_over, 0), (reinstate, 0), (pay, 0), (not_me, 1)),
                (cancel, 0),
            ],
            *(0, 25, 200),
        ),
        ([(pay, 0), (cancel, 0), (reinstate, 0)], 0, 100, 100),
        ([(pay, 0), (cancel, 0), (reinstate, 0), (cancel, 0)], 0, 25, 100),
        ([(pay, 0), (cancel, 0), (pay_out, 0), (reinstate, 0)], 0, 100, 25),
    ],
    ids=[
        *("paid twice", "paid twice, cancelled", "taken back", "and cancelled again"),
        "given back before",
    ],
)
def test_what_is_owed_and_what_is_here_after(steps, number, owed, held):
    money = begun(tuple(steps)).people[number].money

    assert (money.owed, money.held) == (owed, held)


@pytest.mark.parametrize(
    "steps",
    [
        *(
            [
                (pay, 0),
                (hand_over, 0),
                (hand_over, 1),
                (staff_cancel, 2),
                (reinstate, 2),
            ],
            [(pay, 0), (hand_over, 0), (hand_over, 1), (reinstate, 1), (not_me, 2)],
        ),
    ],
    ids=["staff take the last one back", "the last one never took it over"],
)
def test_whose_money_it_is_outlives_leaving(steps):
    world = begun(tuple(steps))

    who = next(each for each in world.people if each.money.held)
    assert (who.money.own, who.money.brought) == (0, 100)
