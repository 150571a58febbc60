"""Whoever changes what they come as, and so the fee, reads it before it is saved."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.states import ContingentRole
from eventreg.registrations.money import queries, services
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_event, make_fees, make_registration, pool_named
from tests.house import text_of

GUEST, PRESS = RegistrationRole.GUEST, RegistrationRole.PRESS
SAVE = "Save once more if it is to be so."


@pytest.fixture
def event(app):
    event = make_event(contingents={"Press": 5, "Business": 5})
    with write_tx():
        pool_named(event, "Press").role = ContingentRole.PRESS
    return event


def business(event, state=State.CONFIRMED, **fees):
    """Ada, who comes from business; guests and the press pay so many cents."""
    ada = make_registration(event, state, pools=[pool_named(event, "Business")])
    roles = {RegistrationRole(role): cents for role, cents in fees.items()}
    make_fees(event, roles or {GUEST: 12_000, PRESS: 5_000})
    return ada


def fields_of(page):
    fields = page.select("main form input[type=hidden]")
    return {field["name"]: field.get("value", "") for field in fields}


def opened(client, registration):
    return fields_of(client.get(f"/my/{registration.token}/change").page)


def send(client, registration, data, contingent="press", **values):
    form = {"language": "en", "contingent": contingent, **data, **values}
    return client.post(f"/my/{registration.token}/change", data=form)


def contingent_of(registration):
    db.session.refresh(registration)
    names = [claim.pool.name("en") for claim in registration.claims]
    return {"Press", "Business"}.intersection(names).pop()


@pytest.mark.parametrize("state", [State.CONFIRMED, State.WAITLISTED, State.PENDING])
def test_another_fee_is_read_before_the_choice_is_saved(client, event, state):
    ada = business(event, state)

    response = send(client, ada, opened(client, ada), message="For the radio")

    assert (response.status_code, contingent_of(ada)) == (409, "Business")
    assert response.errors == [
        f"With this choice the fee is €50.00 instead of €120.00. {SAVE}"
    ]
    heading = response.page.select_one(".error-summary h2")
    assert text_of(heading) == "This changes the fee"
    assert response.page.select_one("[name=message]").text.strip() == "For the radio"

    send(client, ada, fields_of(response.page), message="For the radio")

    assert (contingent_of(ada), ada.message) == ("Press", "For the radio")


@pytest.mark.parametrize(
    ("fees", "said"),
    [
        ({"guest": 12_000}, "With this choice the fee of €120.00 falls away."),
        (
            {"press": 5_000},
            "With this choice there is a fee of €50.00; so far there was none.",
        ),
    ],
    ids=["none any more", "none so far"],
)
def test_a_fee_that_comes_or_goes_is_read_as_well(client, event, fees, said):
    ada = business(event, **fees)

    response = send(client, ada, opened(client, ada))

    assert response.errors == [f"{said} {SAVE}"]


def test_the_fee_that_was_read_is_the_one_that_is_due(client, event):
    ada = business(event)
    told = send(client, ada, opened(client, ada))
    make_fees(event, {GUEST: 12_000, PRESS: 6_000})

    response = send(client, ada, fields_of(told.page))

    assert response.errors == [
        f"With this choice the fee is €60.00 instead of €120.00. {SAVE}"
    ]

    send(client, ada, fields_of(response.page))

    assert queries.money_of(ada).due == 6_000


def test_a_mistake_elsewhere_does_not_count_as_having_read_it(client, event):
    ada = business(event)
    wrong = send(client, ada, opened(client, ada), phone="?")

    response = send(client, ada, fields_of(wrong.page))

    assert (wrong.status_code, response.status_code) == (422, 409)


@pytest.mark.parametrize("is_paid", [True, False], ids=["paid", "the same fee"])
def test_what_changes_nothing_to_pay_is_saved_at_once(client, event, is_paid):
    cents = 5_000 if is_paid else 12_000
    ada = business(event, guest=12_000, press=cents)
    if is_paid:
        with write_tx():
            services.mark(ada, PaymentState.PAID, by=Actor.worker())

    send(client, ada, opened(client, ada))

    assert contingent_of(ada) == "Press"


def test_other_changes_say_nothing_of_a_fee_that_staff_changed(client, event):
    ada = business(event)
    data = opened(client, ada)
    make_fees(event, {GUEST: 15_000, PRESS: 5_000})

    response = send(client, ada, data, "business", company="Berg AG")

    assert (response.status_code, ada.company) == (303, "Berg AG")
