"""The pages of the second factor."""

import re

import pyotp
import pytest

from eventreg import clock
from eventreg.accounts.credentials import CODE_TRIES
from eventreg.database import write_tx
from eventreg.web.network import stored
from tests.factories import (
    PASSWORD,
    account_of,
    make_account,
    make_second_factor,
)
from tests.house import text_of

CODE = "/account/sign-in/code"
FACTOR = "/account/second-factor"


def half_way(client, account=None):
    account = account or make_account()
    secret = make_second_factor(account)
    client.post("/account/sign-in", data={"email": account.email, "password": PASSWORD})
    return secret


def now(secret):
    return pyotp.TOTP(secret).at(clock.now())


def test_signing_in_asks_for_the_code_after_the_password(client):
    ole = make_account()
    secret = make_second_factor(ole)

    asked = client.post(
        "/account/sign-in?next=/manage/events",
        data={"email": ole.email, "password": PASSWORD},
    )
    before = client.get("/manage").status_code
    inside = client.post(asked.location, data={"code": now(secret)})

    assert asked.location == f"{CODE}?next=/manage/events"
    assert (before, inside.location) == (303, "/manage/events")
    assert client.get("/account").heading == "Ole Organiser"


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("", 422, "Enter a code"),
        ("\u202e12", 422, None),
        ("x" * 9000, 422, None),
        ("０００ ０００", 422, None),
    ],
    ids=["empty", "turned", "endless", "wide"],
)
def test_a_wrong_code_comes_back_on_the_form(client, code, status, error):
    half_way(client)

    response = client.post(CODE, data={"code": code})

    wrong = (
        "This code is wrong or was used already."
        " Wait until your app shows the next one."
    )
    assert (response.status_code, response.errors) == (status, [error or wrong])
    assert client.get("/manage").status_code == 303


def test_a_recovery_code_used_twice_is_told_from_a_code_of_the_app(client):
    half_way(client)
    used = "AAAA BBBB CCCC DDDD"

    response = client.post(CODE, data={"code": used})

    assert response.errors == [
        "This recovery code is wrong or was used already; each works once. "
        "Enter another one, or the code that your app shows."
    ]


def test_without_the_password_there_is_no_page_for_the_code(client):
    response = client.get(CODE)

    assert (response.status_code, response.location) == (303, "/account/sign-in")


def test_too_many_codes_must_wait_and_the_right_one_too(client):
    secret = half_way(client)
    for _try in range(CODE_TRIES):
        client.post(CODE, data={"code": "000000"})

    response = client.post(CODE, data={"code": now(secret)})

    assert response.status_code == 429
    assert client.get("/manage").status_code == 303


def test_a_new_password_ends_what_was_half_way(client):
    ole = make_account()
    secret = half_way(client, ole)
    with write_tx():
        account_of(ole.email).password_hash = "another"

    response = client.post(CODE, data={"code": now(secret)})

    assert response.location == "/account/sign-in"


def test_it_is_set_up_by_a_first_code_and_shows_recovery_codes_once(client, sign_in):
    ole = sign_in("office")
    client.post(f"{FACTOR}/begin")
    page = client.get(FACTOR).page
    secret = text_of(page.select_one("code")).replace(" ", "")

    done = client.post(FACTOR, data={"code": now(secret)})

    shown = [text_of(code) for code in done.page.select(".codes code")]
    assert page.select_one("img.qr")["src"].startswith("data:image/png;base64,")
    assert len({code for code in shown if re.fullmatch(r"(\w{4} ?){4}", code)}) == 10
    assert ole.has_second_factor
    assert secret not in client.get(FACTOR).text
    assert shown[0] not in client.get(FACTOR).text


def test_a_wrong_first_code_sets_nothing_up(client, sign_in):
    ole = sign_in("office")
    client.post(f"{FACTOR}/begin")

    response = client.post(FACTOR, data={"code": "12 34"})

    assert (response.status_code, ole.has_second_factor) == (422, False)
    assert response.page.select_one("img.qr")


def test_looking_makes_no_secret(client, sign_in):
    ole = sign_in("office")

    client.get(FACTOR)

    assert ole.second_factor is None


@pytest.mark.parametrize("act", ["codes", "off"])
def test_codes_and_switching_off_ask_for_the_password(client, sign_in, act):
    ole = make_account()
    make_second_factor(ole)
    sign_in(account=ole)

    wrong = client.post(f"{FACTOR}/{act}", data={"current_password": "x"})
    empty = client.post(f"{FACTOR}/{act}")
    right = client.post(f"{FACTOR}/{act}", data={"current_password": PASSWORD})

    assert (wrong.status_code, empty.status_code) == (409, 422)
    assert right.status_code == {"codes": 200, "off": 303}[act]
    assert ole.has_second_factor is (act == "codes")


def test_the_director_demands_it_in_the_settings_and_meets_it_too(client, sign_in):
    sign_in()
    form = client.get("/manage/settings").page
    typed = {
        field["name"]: field.get("value", "")
        for field in form.select("main input[name]")
        if field["type"] not in ("file", "checkbox", "radio")
    }

    client.post("/manage/settings", data={**typed, "second_factor_for": "office"})
    sent = client.get("/manage/events")

    assert stored().second_factor_for == "office"
    assert sent.location == f"{FACTOR}?next=/manage/events"
    assert client.get(FACTOR).status_code == 200


def test_the_director_resets_it_for_who_lost_the_phone(client, sign_in, letters):
    ole = make_account()
    make_second_factor(ole)
    sign_in()

    shown = client.get(f"/manage/accounts/{ole.reference}")
    client.post(f"/manage/accounts/{ole.reference}/second-factor/reset")
    again = client.post(f"/manage/accounts/{ole.reference}/second-factor/reset")

    assert "Reset the second factor" in shown.text
    assert (ole.has_second_factor, again.status_code) == (False, 409)
    assert letters() == [("second_factor_reset", ole.email)]


def test_a_command_resets_it(app):
    ole = make_account()
    make_second_factor(ole)
    run = app.test_cli_runner().invoke
    wanted = ["accounts", "reset-second-factor", "--email"]

    done = run(args=[*wanted, "Ole@example.org"])
    again = run(args=[*wanted, "ole@example.org"])
    unknown = run(args=[*wanted, "una@example.org"])

    assert done.output == "ole@example.org signs in with the password alone.\n"
    assert account_of("ole@example.org").second_factor is None
    assert (again.exit_code, unknown.exit_code) == (1, 1)
