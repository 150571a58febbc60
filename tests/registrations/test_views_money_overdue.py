"""Who should have paid: told apart, narrowed to, exported; and marking all at once."""

import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.registrations.money import queries, rules, services
from eventreg.registrations.money.states import PaymentState
from tests.factories import make_event, make_fees, make_registration
from tests.house import text_of


@pytest.fixture
def event(app):
    return make_event(capacity=40)


@pytest.fixture(autouse=True)
def director(sign_in):
    return sign_in("director")


def address(event, page=""):
    return f"/manage/events/{event.slug}/money{page}"


def day(event, days):
    return rules.today(event) + timedelta(days=days)


def mark(registration, state):
    with write_tx():
        services.mark(registration, state, by=Actor.worker())


def state_of(registration):
    db.session.expire_all()
    payment = queries.payment_of(registration)
    return payment and payment.state


def boxes(page):
    return [box["value"] for box in page.select("tbody input")]


@pytest.mark.parametrize(
    ("days", "word"),
    [(-1, "overdue"), (0, "due"), (1, "due")],
    ids=["yesterday", "today", "tomorrow"],
)
def test_overdue_is_what_should_have_been_paid_before_today(client, event, days, word):
    make_registration(event)
    make_fees(event, due_on=day(event, days))

    page = client.get(address(event)).page

    assert text_of(page.select_one("tbody .tag")) == word


def test_only_the_overdue_are_shown_and_summed(client, event):
    ada, ben = make_registration(event), make_registration(event)
    make_fees(event, due_on=day(event, -1))
    mark(ada, PaymentState.PAID)

    page = client.get(address(event, "?state=overdue")).page

    sums = [text_of(line) for line in page.select(".parts > li")][:3]
    assert boxes(page) == [ben.reference]
    assert sums == ["due 1 · €120.00", "overdue 1 · €120.00", "paid 1 · €120.00"]


def test_before_the_day_nobody_is_overdue(client, event):
    make_registration(event)
    make_fees(event, due_on=day(event, 1))

    assert boxes(client.get(address(event, "?state=overdue")).page) == []


def test_who_owes_nothing_more_has_no_day(client, event):
    ada = make_registration(event)
    make_fees(event, due_on=day(event, -1))
    mark(ada, PaymentState.PAID)

    row = client.get(address(event)).page.select_one("tbody tr")

    assert text_of(row.select_one("[data-label='To be paid by']")) == "–"


@pytest.mark.parametrize(
    ("format_name", "amount"),
    [("csv", "120.00"), ("excel-csv", "120,00")],
)
def test_exported_amounts_have_two_places(client, event, format_name, amount):
    make_registration(event)
    make_fees(event, due_on=day(event, -1))

    # German spreadsheets have a decimal comma.
    export = f"/export?format={format_name}&state=overdue&lang=de"
    body = client.get(address(event, export)).data.decode("utf-8-sig")

    cells = body.splitlines()[1].split(";" if format_name == "excel-csv" else ",")
    assert cells[-4:-2] == [amount, day(event, -1).isoformat()]


def test_the_spreadsheet_has_the_day_and_the_word(client, event):
    make_registration(event)
    make_fees(event, due_on=day(event, -1))

    body = client.get(address(event, "/export?format=xlsx")).data

    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0)
    first = rows.to_python()[1]
    assert first[5:8] == ["overdue", 120.0, day(event, -1)]


def test_without_script_one_button_marks_all_that_is_shown(client, event):
    ada, ben = make_registration(event), make_registration(event)
    make_fees(event)
    page = client.get(address(event, "?state=due")).page
    shown = [field["value"] for field in page.select("input[name=shown]")]
    unseen = make_registration(event)
    make_fees(event)

    data = {"everybody": "1", "shown": shown, "becomes": "paid"}
    client.post(address(event, "/mark?state=due"), data=data)

    assert [state_of(each) for each in (ada, ben, unseen)] == ["paid", "paid", "due"]


def test_somebody_who_has_paid_is_not_marked_again_and_that_is_said(client, event):
    ada, ben = (make_registration(event, given_name=name) for name in ("Ada", "Ben"))
    make_fees(event)
    mark(ada, PaymentState.PAID)

    data = {"chosen": [ada.reference, ben.reference], "becomes": "paid"}
    client.post(address(event, "/mark"), data=data)
    client.post(address(event, "/mark"), data=data)

    name, other = ada.family_name, ben.family_name
    assert client.get(address(event)).flashes == [
        "1 is marked.",
        f"Ada {name} has paid already.",
        f"Ada {name}, Ben {other} have paid already.",
    ]


def test_the_tick_stands_first(client, event):
    make_registration(event)
    make_fees(event)

    headings = client.get(address(event)).page.select("thead th")

    assert [text_of(each) for each in headings][:2] == ["Choose", "Name"]
