"""What was paid for a seat goes with it to whoever takes it over."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.registrations import services as registrations
from eventreg.registrations.money import queries, rules, services
from eventreg.registrations.money.owed import leaving
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import (
    make_account_of_network,
    make_event,
    make_fees,
    make_registration,
)
from tests.house import text_of

WORKER = Actor.worker()
OLE = Actor(ActorKind.STAFF, "ole")
GUEST, PRESS = RegistrationRole.GUEST, RegistrationRole.PRESS
VIP, TEAM = RegistrationRole.VIP, RegistrationRole.TEAM
FEES = {GUEST: 12_000, PRESS: 9_000, VIP: 15_000}
DUE, PAID, REFUND_DUE = PaymentState.DUE, PaymentState.PAID, PaymentState.REFUND_DUE
#: What who had the seat reads of the money that went along.
GONE = (
    "The %s that was paid for your seat has gone along with it to Ben Klug. Please "
    "settle it between the two of you."
)


def stands(registration):
    """State, cents of their own, and what was paid before, if anything was."""
    db.session.expire_all()
    money = queries.money_of(registration)
    before = 0 if money.state is REFUND_DUE else money.held
    before = money.brought if money.state is PAID else before
    found = (money.state, money.cents, before)
    return (found if before else found[:2]) if money.state else None


def seated(event, *, state=PAID):
    """Ada, who has a seat; and how it stands with the fee."""
    ada = make_registration(event, given_name="Ada", email="ada@example.org")
    make_fees(event, FEES)
    if state is not DUE:
        mark(ada, state)
    return ada


def mark(registration, state):
    with write_tx():
        services.mark(registration, state, by=WORKER)


def take_over(ada, *, by=OLE, role=GUEST, name="Ben"):
    """Somebody comes instead of Ada, as ``role``; agreed to by the director."""
    decided_by_the_director(ada.event)
    ben = name_another(ada, by=Actor.person(ada), name=name)
    with write_tx():
        ben.role = role
    with write_tx():
        registrations.approve(ben, by=by)
    assert (ada.state, ben.state) == (State.CANCELLED, State.CONFIRMED)
    return ben


def decided_by_the_director(event):
    with write_tx():
        event.needs_approval = True


def name_another(ada, *, by, name="Ben"):
    email = f"{name.lower()}@example.org"
    another = registrations.Applicant(
        given_name=name, family_name="Klug", email=email, language="en"
    )
    with write_tx():
        return registrations.substitute(ada, another, by=by)


def cancel(registration):
    with write_tx():
        by = Actor.person(registration)
        registrations.cancel(registration, by=by, note="")


@pytest.fixture
def event(app):
    return make_event(starts_in=timedelta(days=60))


@pytest.mark.parametrize("is_staff", [True, False], ids=["by staff", "by oneself"])
def test_what_was_paid_goes_along_at_once(event, is_staff):
    ada = seated(event)

    ben = name_another(ada, by=OLE if is_staff else Actor.person(ada))

    assert (stands(ada), stands(ben)) == (None, (PAID, 0, 12_000))
    assert queries.sums(event) == {PAID: (1, 12_000)}


@pytest.mark.parametrize(
    ("role", "old", "new"),
    [
        (GUEST, None, (PAID, 0, 12_000)),
        (VIP, None, (DUE, 3_000, 12_000)),
        (PRESS, (REFUND_DUE, 3_000), (PAID, 0, 9_000)),
        (TEAM, (REFUND_DUE, 12_000), None),
    ],
    ids=["same fee", "more", "less", "nothing"],
)
def test_of_another_fee_the_difference_is_due(event, role, old, new):
    ada = seated(event)

    ben = take_over(ada, role=role)

    assert (stands(ada), stands(ben)) == (old, new)


@pytest.mark.parametrize(
    ("state", "old", "new"),
    [
        (DUE, None, (DUE, 15_000)),
        (PaymentState.WAIVED, None, (PaymentState.WAIVED, 15_000)),
    ],
    ids=["due", "waived"],
)
def test_what_was_not_paid_is_the_new_ones(event, state, old, new):
    ada = seated(event, state=state)

    ben = take_over(ada, role=VIP)

    assert (stands(ada), stands(ben)) == (old, new)


def test_what_is_promised_back_stays_with_who_gets_it(event):
    ada = seated(event)
    mark(ada, REFUND_DUE)

    ben = take_over(ada)

    assert (stands(ada), stands(ben)) == ((REFUND_DUE, 12_000), (DUE, 12_000))


def test_a_seat_that_was_paid_at_the_old_fee_stays_paid(event):
    ada = seated(event)
    make_fees(event, {GUEST: 14_000})

    ben = take_over(ada)

    assert (stands(ada), stands(ben)) == (None, (PAID, 0, 12_000))


def test_a_new_fee_asks_for_no_more_than_the_rest(event):
    ada = seated(event)
    ben = take_over(ada, role=VIP)

    make_fees(event, FEES | {VIP: 16_000})

    assert stands(ben) == (DUE, 4_000, 12_000)


@pytest.mark.parametrize(
    ("percent", "rest_is_paid", "after"),
    [
        (0, False, (REFUND_DUE, 12_000)),
        (0, True, (REFUND_DUE, 15_000)),
        (50, False, (REFUND_DUE, 4_500)),
        (80, False, (PAID, 0, 12_000)),
        (100, False, (DUE, 3_000, 12_000)),
        (100, True, (PAID, 3_000, 12_000)),
    ],
)
def test_who_took_over_gets_back_what_both_paid(
    client, event, percent, rest_is_paid, after
):
    ada = seated(event)
    ben = take_over(ada, role=VIP)
    steps = {rules.today(event): percent} if percent else {}
    make_fees(event, FEES, steps=steps)
    if rest_is_paid:
        mark(ben, PAID)
    said = leaving(ben)

    cancel(ben)

    assert (stands(ada), stands(ben)) == (None, after)
    back = after[1] if after[0] is REFUND_DUE else 0
    assert (said.cost_cents, said.refund_cents) == (150 * percent, back)


def test_the_next_one_takes_along_what_both_paid(event):
    ada = seated(event)
    ben = take_over(ada, role=VIP)
    mark(ben, PAID)

    cyd = take_over(ben, role=VIP, name="Cyd")

    assert [stands(each) for each in (ada, ben, cyd)] == [None, None, (PAID, 0, 15_000)]


def test_the_next_one_owes_what_none_before_has_paid(event):
    ada = seated(event)
    ben = take_over(ada, role=VIP)

    cyd = take_over(ben, role=VIP, name="Cyd")

    expected = [None, None, (DUE, 3_000, 12_000)]
    assert [stands(each) for each in (ada, ben, cyd)] == expected


@pytest.mark.parametrize(
    ("role", "rest_is_paid", "old", "new"),
    [
        (GUEST, False, (DUE, 12_000), (PAID, 0, 12_000)),
        (PRESS, False, (DUE, 9_000, 3_000), (PAID, 0, 9_000)),
        (VIP, True, (DUE, 12_000), (PAID, 3_000, 12_000)),
        (VIP, False, (DUE, 12_000), (DUE, 3_000, 12_000)),
    ],
    ids=["same fee", "less", "more, paid", "more, due"],
)
def test_who_comes_back_takes_nothing_from_the_one_who_came_instead(
    event, role, rest_is_paid, old, new
):
    ada = seated(event)
    ben = take_over(ada, role=role)
    if rest_is_paid:
        mark(ben, PAID)

    with write_tx():
        registrations.reinstate(ada, by=OLE)

    assert ada.state is State.CONFIRMED
    assert (stands(ada), stands(ben)) == (old, new)


@pytest.mark.parametrize(
    ("role", "row", "sums"),
    [
        (GUEST, "€120.00", {PAID: (1, 12_000)}),
        (VIP, "€30.00 €120.00 paid before", {DUE: (1, 3_000), PAID: (1, 12_000)}),
    ],
    ids=["same fee", "more"],
)
def test_the_money_page_shows_one_row_a_seat(client, sign_in, event, role, row, sums):
    ben = take_over(seated(event), role=role)
    sign_in("director")

    page = client.get(f"/manage/events/{event.slug}/money?state=paid").page

    rows = [text_of(cells[-1]) for cells in map(cells_of, page.select("tbody tr"))]
    assert (rows, queries.sums(event)) == ([row], sums)
    assert page.select_one("tbody input")["value"] == ben.reference


def cells_of(row):
    return row.select("td")


def test_who_applied_instead_of_somebody_gone_takes_no_refund(event):
    ada = seated(event)
    decided_by_the_director(event)
    ben = name_another(ada, by=Actor.person(ada))
    cancel(ada)

    with write_tx():
        registrations.approve(ben, by=OLE)

    assert (stands(ada), stands(ben)) == ((REFUND_DUE, 12_000), (DUE, 12_000))


@pytest.mark.parametrize(
    ("role", "old", "new"),
    [
        (GUEST, [GONE % "€120.00"], "The fee of €120.00 is paid."),
        (
            VIP,
            [GONE % "€120.00"],
            "This is the rest of the fee: €120.00 was paid for the seat before you "
            "took it over.",
        ),
        (
            PRESS,
            ["You get €30.00 back.", GONE % "€90.00"],
            "The fee of €90.00 is paid.",
        ),
    ],
    ids=["same fee", "more", "less"],
)
def test_the_own_pages_of_both_say_how_it_stands(client, event, role, old, new):
    make_account_of_network()
    ada = seated(event)
    ben = take_over(ada, role=role)

    pages = [client.get(f"/my/{each.token}").page for each in (ada, ben)]

    said = [
        [text_of(p) for p in page.select("p") if "€" in text_of(p)] for page in pages
    ]
    assert said == [old, [new]]


@pytest.mark.parametrize(("role", "fee"), [(GUEST, None), (VIP, "€30.00")])
def test_the_letter_asks_for_no_more_than_the_rest(event, role, fee):
    make_account_of_network()

    ben = take_over(seated(event), role=role)

    found = db.session.query(Letter).filter_by(letter="confirmed")
    [letter] = [each for each in found if each.to == ben.email]
    assert letter.values.get("fee") == fee


def test_the_page_of_cancelling_says_what_comes_back(client, event):
    ben = take_over(seated(event))

    page = client.get(f"/my/{ben.token}/cancel").page

    said = text_of(page.select_one(".standing"))
    assert said == "Cancelling today costs nothing. You get €120.00 back."
