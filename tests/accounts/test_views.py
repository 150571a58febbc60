"""The pages of sign-in and sign-out."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.accounts import queries, services
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from tests.factories import PASSWORD, make_account
from tests.house import text_of


def type_in(client, email="ole@example.org", password=PASSWORD, at="/account/sign-in"):
    return client.post(at, data={"email": email, "password": password})


def test_signing_in_leads_to_the_start_page_and_sets_one_cookie(client):
    make_account()

    response = type_in(client)

    assert (response.status_code, response.location) == (303, "/manage")
    assert client.get("/account").heading == "Ole Organiser"
    assert "HttpOnly" in response.headers["Set-Cookie"]
    assert "SameSite=Lax" in response.headers["Set-Cookie"]


def test_pages_come_in_the_language_of_the_account(client):
    make_account(language="tr")

    type_in(client)

    assert client.get("/account").page.html["lang"] == "tr"


def test_reading_pages_sets_no_cookie(client):
    make_account()
    type_in(client)
    client.get("/account")  # its forms need the proof that they come from here

    assert "Set-Cookie" not in client.get("/account").headers
    assert "Set-Cookie" not in client.get("/imprint").headers


@pytest.mark.parametrize(
    ("wanted", "goal"),
    [
        ("/manage/members?search=x", "/manage/members?search=x"),
        ("https://evil.example", "/manage"),
        ("//evil.example", "/manage"),
        ("/\\evil.example", "/manage"),
        ("/\t/evil.example", "/manage"),
        ("javascript:alert(1)", "/manage"),
        ("", "/manage"),
    ],
)
def test_after_signing_in_one_comes_back_to_own_pages_only(client, wanted, goal):
    make_account()

    client.get("/account/sign-in")
    response = client.post(
        "/account/sign-in",
        query_string={"next": wanted},
        data={"email": "ole@example.org", "password": PASSWORD},
    )

    assert response.location == goal


@pytest.mark.parametrize("email", ["ole@example.org", "nobody@example.org"])
def test_wrong_and_unknown_look_the_same(client, email):
    make_account()

    response = type_in(client, email, "wrong password")

    assert response.status_code == 409
    assert response.errors == ["E-mail address or password is wrong."]
    assert text_of(response.page.title).startswith("Error: Sign in")
    assert response.page.select_one("#email")["value"] == email
    assert not response.page.select_one("#password").get("value")


def test_an_empty_form_names_both_fields(client):
    response = type_in(client, "", "")

    assert response.status_code == 422
    assert response.errors == ["Enter your e-mail address", "Enter your password"]


@pytest.mark.parametrize(
    "typed",
    [
        "a\x00",
        "\u202e@example.org",
        "a\r\nBcc: all@example.org",
        "😀" * 500,
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "x" * 100_000,
    ],
    ids=["null", "rtl", "header", "emoji", "html", "jinja", "long"],
)
def test_strange_input_gets_a_clear_answer(client, typed):
    response = type_in(client, typed, typed)

    assert response.status_code in {409, 422}
    assert len(response.errors) == 1
    assert "49" not in text_of(response.page.main)


def test_bytes_that_are_no_text_get_a_clear_answer(client):
    response = client.post(
        "/account/sign-in",
        data=b"email=%ff%fe%ed%a0%80&password=%ed%a0%80",
        content_type="application/x-www-form-urlencoded",
    )

    assert (response.status_code, len(response.errors)) == (409, 1)


def test_too_many_tries_say_how_long_to_wait(client, clock_at):
    clock_at(clock.now().replace(minute=0, second=0))
    make_account()
    for _ in range(10):
        type_in(client, password="wrong password")

    response = type_in(client)

    assert (response.status_code, response.headers["Retry-After"]) == (429, "900")
    assert response.errors == ["Too many tries. Try again in 16 minutes."]


def test_a_second_tab_whose_form_is_old_is_offered_to_go_on(client):
    make_account()
    old = client.get("/account/sign-in").page.select_one("[name=csrf_token]")["value"]
    type_in(client)

    typed = {"csrf_token": old, "email": "ole@example.org", "password": PASSWORD}
    answer = client.post("/account/sign-in", data=typed, csrf=False)

    assert answer.status_code == 400
    assert PASSWORD not in answer.text
    assert type_in(client).location == "/manage"


def test_signing_out_ends_the_sign_in_even_for_a_copied_cookie(client, app):
    ole = make_account()
    type_in(client)
    thief = app.test_client()
    with client.session_transaction() as mine, thief.session_transaction() as copy:
        copy.update(mine)

    response = client.post("/account/sign-out")

    assert response.location == "/account/sign-in"
    assert thief.get("/account").status_code == 303
    assert queries.sign_ins(ole) == []


def test_signing_out_twice_is_friendly(client):
    assert client.post("/account/sign-out").status_code == 303
    assert client.get("/account/sign-in").flashes == ["You are signed out."]


def test_a_revoked_sign_in_leads_to_the_sign_in_and_back(client, sign_in):
    ole = sign_in("office")
    with write_tx():
        services.sign_out_everywhere(ole, by=Actor.worker())

    response = client.get("/account/password")

    assert response.location == "/account/sign-in?next=/account/password"


def test_a_forged_cookie_signs_nobody_in(client):
    ole = make_account()
    with client.session_transaction() as cookie:
        cookie.update({"_user_id": ole.reference, "sign_in": "forged"})

    assert client.get("/account").status_code == 303


def test_a_sign_in_opens_no_other_account(client, sign_in):
    sign_in("office")
    dana = make_account("dana@example.org", role="director")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = dana.reference

    assert client.get("/manage/accounts").status_code == 303


def test_last_seen_is_written_once_a_minute(client, sign_in, clock_at):
    begin = clock_at(clock.now())
    ole = sign_in("office")

    seen = []
    for seconds in (30, 30, 30, 30):
        clock_at(timedelta(seconds=seconds))
        client.get("/account")
        seen.append(queries.sign_ins(ole)[0].last_seen_at - begin)

    assert [moment.total_seconds() for moment in seen] == [0, 60, 60, 120]
