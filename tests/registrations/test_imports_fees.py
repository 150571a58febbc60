"""The contact of a delegation learns what is to be paid for those without address."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.jobs import registry
from eventreg.outbox.models import Letter
from eventreg.outbox.pictures import pictures_of
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations.models import Registration
from eventreg.registrations.money import services as money
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.services import cancel
from eventreg.registrations.states import RegistrationRole
from tests.factories import make_event, make_fees
from tests.factories.lists import OLE
from tests.factories.money import IBAN, make_account_of_network
from tests.registrations.lists import HEAD, entered
from tests.registrations.postponing import do

pytestmark = pytest.mark.usefixtures("app")

FOUR = f"{HEAD}\nŞükrü;Kılıç;;Odası\nIsa;Ak;;Odası\nCan;Er;;Odası\nEla;Su;;Odası"
SETTLED = timedelta(minutes=11)


def delegation(language="en", *, capacity=20, rows=FOUR):
    event = make_event(capacity=capacity)
    make_fees(event, {RegistrationRole.DELEGATION: 6_000}, due_on=date(2027, 5, 1))
    to = {"name": "Elif Demir", "email": "elif@example.org", "language": language}
    entered(event, rows.encode(), outside=to)
    return event


def people():
    return db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()


def letter(kind):
    return db.session.scalars(sa.select(Letter).filter_by(letter=kind)).one()


def text(kind):
    return " ".join(render(letter(kind), current_sender()).text.split())


def tell():
    registry.JOBS["tell_contacts"].work()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ["60,00\xa0€", "240,00\xa0€", "Zahlbar bis: Sa., 1. Mai 2027"]),
        ("en", ["€60.00", "€240.00", "To be paid by: Sat 1 May 2027"]),
        ("tr", ["€60,00", "€240,00", "Son ödeme tarihi: 1 Mayıs 2027"]),
    ],
)
def test_it_names_each_fee_the_sum_and_how_to_pay(language, said):
    make_account_of_network()
    delegation(language)

    one, total, until = said
    written = text("delegation_entered").replace("\xa0", " ")
    for each in people():
        name = each.given_name + " " + each.family_name
        line = f"{name} ({each.reference}): {one}".replace("\xa0", " ")
        assert line in written
    assert f": {total}".replace("\xa0", " ") in written
    assert until in written
    assert "IBAN: DE89 3704 0044 0532 0130 00" in written


def test_each_has_a_payment_code_of_their_own():
    make_account_of_network()
    delegation()

    found = letter("delegation_entered")
    html = render(found, current_sender()).html
    names = ["giro-001", "giro-002", "giro-003", "giro-004"]
    assert list(pictures_of(found)) == names
    assert [f"cid:{name}" in html for name in names] == [True] * 4
    assert [payload.split("\n")[6:] for _who, payload in found.values["giros"]] == [
        [IBAN, "EUR60.00", "", "", each.reference] for each in people()
    ]


def test_without_an_account_the_letter_says_that_one_will_be_told():
    delegation()

    written = text("delegation_entered")
    assert "The organiser will write to you where to pay." in written
    assert "IBAN" not in written
    assert list(pictures_of(letter("delegation_entered"))) == []


def test_whoever_has_an_address_pays_by_an_own_letter():
    make_account_of_network()
    delegation(rows=f"{FOUR}\nAda;King;ada@example.org;Odası")

    found = letter("delegation_entered").values
    assert (found["count"], found["fee"]) == (5, "€240.00")
    assert "Ada King" not in found["fees"]


def test_a_contact_of_the_list_reads_it_too():
    make_account_of_network()
    event = make_event()
    make_fees(event, {RegistrationRole.DELEGATION: 6_000})
    entered(event, contact=2)

    found = letter("list_entered").values
    assert (found["fee"], len(found["giros"])) == ("120,00\xa0€", 2)


def test_without_a_fee_nothing_is_said_of_one():
    entered(
        make_event(),
        FOUR.encode(),
        outside={"name": "Elif", "email": "elif@example.org", "language": "en"},
    )

    written = text("delegation_entered")
    assert ("transfer" in written, "€" in written) == (False, False)


def test_who_moves_up_later_is_paid_for_then(clock_at):
    make_account_of_network()
    event = delegation(capacity=3)
    assert letter("delegation_entered").values["fee"] == "€180.00"
    do(events.set_capacity, event, event.pools[0], 4, by=OLE)
    clock_at(SETTLED)

    tell()

    found = letter("delegation_changed").values
    ela = people()[-1]
    assert found["fees"] == f"Ela Su ({ela.reference}): €60.00"


@pytest.mark.parametrize("kind", ["delegation_changed", "delegation_cancelled"])
def test_what_comes_back_is_told_to_the_contact(clock_at, kind):
    event = delegation()
    sukru = people()[0]
    with write_tx():
        money.mark(sukru, PaymentState.PAID, by=Actor.worker())
    if kind == "delegation_cancelled":
        do(events.cancel, event, by=OLE)
    else:
        with write_tx():
            cancel(sukru, by=OLE)
    clock_at(SETTLED)

    tell()

    assert f"This is paid back: Şükrü Kılıç ({sukru.reference}): €60.00." in text(kind)
