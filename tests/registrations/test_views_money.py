"""The pages about money: fees, who owes what, and what each person is told."""

import io
from datetime import timedelta

import pytest
import segno
from PIL import Image
from python_calamine import CalamineWorkbook

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox.giro import MOST_BYTES, girocode
from eventreg.outbox.models import Letter
from eventreg.outbox.pictures import pictures_of
from eventreg.registrations import letters as registration_letters
from eventreg.registrations.money import queries, rules, services
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.services.moving import begin
from eventreg.registrations.states import RegistrationRole, State, Why
from tests.factories import (
    IBAN,
    make_account,
    make_account_of_network,
    make_event,
    make_fees,
    make_registration,
)
from tests.house import count_queries, text_of

GUEST = RegistrationRole.GUEST


@pytest.fixture
def event(app):
    return make_event(capacity=40)


def owing(event, **values):
    """Somebody with a seat who owes the fee."""
    ada = make_registration(event, **values)
    make_fees(event)
    return ada


def address(event, page=""):
    return f"/manage/events/{event.slug}/money{page}"


def state_of(registration):
    db.session.expire_all()
    payment = queries.payment_of(registration)
    return payment and payment.state


@pytest.mark.parametrize("page", ["", "/fees", "/export?format=csv"])
def test_the_office_needs_the_right_to_money(client, sign_in, event, page):
    sign_in(account=make_account())

    assert client.get(address(event, page)).status_code == 403
    assert "Money" not in client.get(f"/manage/events/{event.slug}").text


def test_the_director_gives_the_right_at_once(client, app, sign_in, event):
    ole = make_account()
    there = app.test_client()
    sign_in(account=ole, on=there)
    sign_in()
    data = {"name": "Ole", "role": "office", "language": "en", "has_money_right": "y"}

    client.post(f"/manage/accounts/{ole.reference}", data=data)
    with_right = there.get(address(event)).status_code
    client.post(f"/manage/accounts/{ole.reference}", data={**data, "role": "desk"})

    assert (with_right, there.get(address(event)).status_code) == (200, 403)


def test_many_are_marked_as_paid_by_one_click(client, sign_in, event):
    ada, ben = make_registration(event), make_registration(event)
    cem = owing(event)
    sign_in("office")

    response = client.post(
        address(event, "/mark"),
        data={"chosen": [ada.reference, ben.reference], "becomes": "paid"},
    )

    assert response.location == address(event)
    assert [state_of(each) for each in (ada, ben, cem)] == ["paid", "paid", "due"]


def test_what_does_not_fit_is_named_and_the_others_are_marked(client, sign_in, event):
    ada, ben = make_registration(event, given_name="Ada"), owing(event)
    with write_tx():
        services.mark(ada, PaymentState.WAIVED, by=Actor.worker())
    sign_in()

    data = {"chosen": [ada.reference, ben.reference], "becomes": "paid"}
    client.post(address(event, "/mark"), data=data)

    assert [state_of(ada), state_of(ben)] == ["waived", "paid"]
    assert client.get(address(event)).flashes[0] == "1 is marked."


def test_nobody_ticked_is_said(client, sign_in, event):
    owing(event)
    sign_in()

    response = client.post(address(event, "/mark"), data={"becomes": "paid"})

    assert (response.status_code, response.errors) == (
        422,
        ["Tick at least one person"],
    )


def test_people_of_another_event_are_not_marked(client, sign_in, event):
    ada = owing(make_event())
    owing(event)
    sign_in()

    data = {"chosen": [ada.reference], "becomes": "paid"}
    client.post(address(event, "/mark"), data=data)

    assert state_of(ada) == "due"


def test_the_list_can_be_narrowed(client, sign_in, event):
    ada, ben = make_registration(event), owing(event)
    with write_tx():
        services.mark(ada, PaymentState.PAID, by=Actor.worker())
    sign_in()

    def shown(state):
        page = client.get(address(event, f"?state={state}")).page
        return [box["value"] for box in page.select("tbody input")]

    assert (shown("paid"), shown("due")) == ([ada.reference], [ben.reference])


def test_the_export_has_amounts_as_numbers_and_runs_no_formula(client, sign_in, event):
    ada = owing(event, company="=1+1")
    sign_in()

    body = client.get(address(event, "/export?format=xlsx")).data

    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0)
    first = rows.to_python()[1]
    assert (first[0], first[2], first[6]) == (ada.reference, "=1+1", 120.0)


def test_the_list_needs_few_queries_however_long(client, sign_in, event):
    sign_in()
    counted = []
    for number in (1, 29):
        for _each in range(number):
            make_registration(event)
        make_fees(event)
        with count_queries() as found:
            client.get(address(event))
        counted.append(len(found))

    assert counted[0] == counted[1]


def test_the_own_page_says_how_to_pay(client, event):
    ada = owing(event)
    make_account_of_network()

    page = client.get(f"/my/{ada.token}").page

    words = text_of(page.select_one("section[aria-labelledby=fee]"))
    assert "To be paid: €120.00" in words
    assert "DE89 3704 0044 0532 0130 00" in words
    assert ada.reference in words
    assert page.select_one("img.qr")["src"].startswith("data:image/png;base64,")


def test_without_an_account_of_the_network_there_is_no_code(client, event):
    ada = owing(event)

    page = client.get(f"/my/{ada.token}").page

    assert page.select("img.qr") == []
    assert "The organiser will write to you how to pay." in page.text


def test_a_seat_that_nobody_was_told_of_shows_no_fee(client, event):
    ada = owing(event)
    make_account_of_network()
    with write_tx():
        ada.decision_shown_at = clock.now() + timedelta(minutes=9)

    pages = (
        client.get(f"/my/{ada.token}").text + client.get(f"/my/{ada.token}/cancel").text
    )

    assert "€120.00" not in pages
    assert "Cancelling today" not in pages


def test_before_cancelling_the_page_says_what_it_costs(client, event):
    ada = make_registration(event)
    make_fees(event, steps={rules.today(event): 50})
    with write_tx():
        services.mark(ada, PaymentState.PAID, by=Actor.worker())

    page = client.get(f"/my/{ada.token}/cancel").page

    assert text_of(page.select_one(".standing")) == (
        "Cancelling today costs €60.00 (50% of the fee). You get €60.00 back."
    )


def confirmed_letter(event, language="en"):
    ada = make_registration(event, language=language)
    make_fees(event)
    with write_tx():
        registration_letters.confirmed(ada)
    return ada, db.session.query(Letter).filter_by(letter="confirmed").one()


def test_the_letter_carries_the_payment_code_of_this_registration(event):
    make_account_of_network()

    ada, letter = confirmed_letter(event)

    assert letter.values["giro"].split("\n") == [
        *("BCD", "002", "1", "SCT", "", "Netzwerk Aachen e. V.", IBAN),
        *("EUR120.00", "", "", ada.reference),
    ]
    picture = Image.open(io.BytesIO(pictures_of(letter)["giro"]))
    assert picture.size[0] == picture.size[1] > 150


@pytest.mark.parametrize(
    ("language", "amount"),
    [("de", "120,00\xa0€"), ("en", "€120.00"), ("tr", "€120,00")],
)
def test_amounts_are_written_as_the_reader_does(event, language, amount):
    make_account_of_network()

    _ada, letter = confirmed_letter(event, language)

    assert letter.values["fee"] == amount


def test_without_an_iban_the_letter_has_no_code(event):
    _ada, letter = confirmed_letter(event)

    assert (letter.values["giro"], letter.values["iban"]) == ("", "")
    assert list(pictures_of(letter)) == ["code"]


def test_the_longest_payment_code_fits():
    payload = girocode(
        holder="Ä" * 90,
        iban="MT84MALT011000012345MTLCAST001S",
        cents=9_999_999,
        text="R",
    )

    assert len(payload.encode()) < MOST_BYTES
    code = segno.make_qr(payload, error="m", boost_error=False)
    assert int(code.version) <= 13


def test_who_is_entered_with_a_seat_owes_the_fee(event):
    make_fees(event)
    ada = make_registration(event, State.CANCELLED)
    ben = make_registration(event, State.PENDING)
    with write_tx():
        ben.state = State.CONFIRMED
        begin(ben, by=Actor.worker(), why=Why.SIGNED_UP)

    assert (state_of(ada), state_of(ben)) == (None, "due")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"iban": "DE00370400440532013000"}, "Check the IBAN"),
        ({"iban": "x"}, "Check the IBAN"),
        ({"iban": IBAN, "account_holder": ""}, "Enter whose account this is, too"),
    ],
    ids=["wrong digits", "none", "no holder"],
)
def test_a_wrong_iban_is_refused(client, sign_in, typed, error):
    sign_in()

    data = {"name": "N", "second_factor_for": "nobody", "account_holder": "N"} | typed
    response = client.post("/manage/settings", data=data)

    assert response.status_code == 422
    assert [e for e in response.errors if e.startswith(error)]
