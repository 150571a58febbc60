"""Where staff say what an event costs: amounts as people write them."""

import pytest

from eventreg.registrations.money import queries
from eventreg.registrations.states import RegistrationRole
from tests.factories import make_event
from tests.house import text_of

GUEST = RegistrationRole.GUEST
FEES = {"amount_guest": "120", "amount_member": "89,50", "due_on": "2027-05-01"}


@pytest.fixture
def event(app):
    return make_event(capacity=40)


def address(event, page=""):
    return f"/manage/events/{event.slug}/money{page}"


def test_fees_are_typed_as_people_write_amounts(client, sign_in, event):
    sign_in("office")

    response = client.post(
        address(event, "/fees"),
        data={**FEES, "from_1": "2027-04-01", "percent_1": "50"},
    )

    plan = queries.plan_of(event)
    assert response.location == address(event)
    assert {fee.role: fee.amount_cents for fee in plan.fees} == {
        "guest": 12_000,
        "member": 8_950,
    }
    assert [(str(s.from_on), s.percent) for s in plan.steps] == [("2027-04-01", 50)]
    shown = client.get(address(event, "/fees")).page
    assert shown.select_one("#amount_member")["value"] == "89.50"


def test_two_who_change_different_fees_both_keep_theirs(client, sign_in, event):
    sign_in("office")
    page = address(event, "/fees")
    seen = client.get(page).page.select_one("[name=as_it_was]")["value"]
    client.post(page, data={"as_it_was": seen, "amount_member": "80"})

    client.post(page, data={"as_it_was": seen, "amount_guest": "120"})

    fees = {fee.role: fee.amount_cents for fee in queries.plan_of(event).fees}
    assert fees == {"guest": 12_000, "member": 8_000}


def test_a_fee_that_both_change_is_asked_about_once(client, sign_in, event):
    sign_in("office")
    page = address(event, "/fees")
    seen = client.get(page).page.select_one("[name=as_it_was]")["value"]
    client.post(page, data={"as_it_was": seen, "amount_guest": "80"})

    refused = client.post(page, data={"as_it_was": seen, "amount_guest": "120"})

    [fee] = queries.plan_of(event).fees
    assert (refused.status_code, fee.amount_cents) == (409, 8_000)
    assert refused.page.select_one("#amount_guest")["value"] == "120"
    assert "€80.00" in text_of(refused.page.select_one(".now"))


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.250,50", 125_050),
        ("1,250.50", 125_050),
        ("1 250", 125_000),
        ("1,250", 125_000),
        ("12,5", 1_250),
        ("120 €", 12_000),
        ("", None),
    ],
)
def test_amounts_of_several_countries(client, sign_in, event, typed, cents):
    sign_in()

    client.post(address(event, "/fees"), data={"amount_guest": typed})

    fees = [fee.amount_cents for fee in queries.plan_of(event).fees]
    assert fees == ([cents] if cents else [])


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"amount_guest": "much"}, "Enter an amount like 120 or 89.50"),
        ({"amount_guest": "-5"}, "Enter an amount like 120 or 89.50"),
        ({"amount_guest": "99999999999"}, "Enter an amount like 120 or 89.50"),
        ({"due_on": "soon"}, "Enter a date like 2027-06-17"),
        ({"percent_1": "50"}, "Enter from which day it holds, too"),
        ({"from_1": "2027-04-01"}, "Enter the share, too"),
        (
            {"from_1": "2027-04-01", "percent_1": "101"},
            "Enter a share from 1 to 100",
        ),
        (
            {
                **{"from_1": "2027-04-01", "percent_1": "10"},
                **{"from_2": "2027-04-01", "percent_2": "20"},
            },
            "Enter each day once",
        ),
    ],
    ids=["words", "negative", "huge", "no day", "no from", "no share", "101", "twice"],
)
def test_a_wrong_fee_says_what_to_do(client, sign_in, event, wrong, error):
    sign_in()

    response = client.post(address(event, "/fees"), data={**FEES, **wrong})

    assert (response.status_code, response.errors) == (422, [error])
    assert response.page.select_one("#amount_member")["value"] == "89,50"


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("language", "typed", "cents"),
    [
        ("de", "12,345", None),
        ("de", "12.345", 1_234_500),
        ("de", "12.345,00", 1_234_500),
        ("de", "12,34", 1_234),
        ("tr", "12,345", None),
        ("en", "12.345", None),
        ("en", "12,345", 1_234_500),
        ("en", "12.34", 1_234),
    ],
)
def test_an_amount_that_can_be_read_twice_is_asked_about(
    client, sign_in, event, language, typed, cents
):
    sign_in("director")
    with client.session_transaction() as session:
        session["language"] = language
    answer = client.post(address(event, "/fees"), data={"amount_guest": typed})

    if cents is None:
        assert answer.status_code == 422
        assert typed in text_of(answer.page.select_one(".summary, [role=alert]"))
        assert answer.page.select_one("[name=amount_guest]")["value"] == typed
    else:
        assert answer.status_code == 303
        assert queries.fees_of(event)[GUEST] == cents
