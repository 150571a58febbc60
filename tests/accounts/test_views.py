"""The pages of sign-in, links and the own account."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.accounts import passwords, queries, services
from eventreg.accounts.models import Purpose
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from tests.factories import PASSWORD, make_account, make_link
from tests.house import text_of

NEW = "quite another thing"


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
    assert response.errors == ["Email address or password is wrong."]
    assert text_of(response.page.title).startswith("Error: Sign in")
    assert response.page.select_one("#email")["value"] == email
    assert not response.page.select_one("#password").get("value")


def test_an_empty_form_names_both_fields(client):
    response = type_in(client, "", "")

    assert response.status_code == 422
    assert response.errors == ["Enter your email address", "Enter your password"]


@pytest.mark.parametrize(
    "typed",
    [
        "\x00",
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

    assert response.errors == ["Too many tries. Try again in 16 minutes."]


def test_a_form_of_another_tab_is_offered_again_after_signing_in(client):
    make_account()
    client.get("/account/sign-in")

    type_in(client)
    response = type_in(client)

    assert (response.status_code, response.location) == (303, "/manage")


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


def test_forgotten_answers_the_same_to_all(client, letters):
    make_account()

    answers = [
        client.post("/account/forgotten", data={"email": email}).location
        for email in ("ole@example.org", "nobody@example.org")
    ]

    assert answers == ["/account/forgotten/sent"] * 2
    assert client.get(answers[0]).heading == "Look into your mailbox"
    assert letters() == [("password_reset", "ole@example.org")]


def test_one_mailbox_gets_three_letters_an_hour(client, letters, clock_at):
    clock_at(clock.now().replace(minute=0))
    make_account()

    for _ in range(5):
        client.post("/account/forgotten", data={"email": "ole@example.org"})

    assert len(letters()) == 3


def test_one_network_cannot_ask_for_all_mailboxes(client, clock_at):
    clock_at(clock.now().replace(minute=0, second=0))
    for number in range(30):
        client.post("/account/forgotten", data={"email": f"a{number}@example.org"})

    response = client.post("/account/forgotten", data={"email": "ole@example.org"})

    assert response.errors == ["Too many tries. Try again in 61 minutes."]


def test_looking_at_a_link_changes_nothing_and_the_button_does(client):
    ole = make_account()
    link, token = make_link(ole)

    assert client.get(f"/account/reset/{token}").status_code == 200
    assert client.head(f"/account/reset/{token}", rules=False).status_code == 200
    was_used = link.used_at
    response = client.post(f"/account/reset/{token}", data={"new_password": NEW})

    assert was_used is None
    assert response.location == "/account/sign-in"
    assert passwords.matches(ole.password_hash, NEW)


def test_a_used_link_leads_to_the_sign_in(client):
    _link, token = make_link(make_account())
    client.post(f"/account/reset/{token}", data={"new_password": NEW})

    again = client.post(f"/account/reset/{token}", data={"new_password": PASSWORD})

    assert again.status_code == 410
    assert again.heading == "You have used this link already"


@pytest.mark.parametrize(
    ("purpose", "lasts"),
    [(Purpose.RESET, timedelta(hours=2)), (Purpose.INVITATION, timedelta(days=7))],
)
def test_a_link_that_ran_out_says_what_to_do(client, clock_at, purpose, lasts):
    clock_at(clock.now())
    _link, token = make_link(make_account(), purpose)
    clock_at(lasts)

    response = client.get(f"/account/{purpose}/{token}")

    assert response.status_code == 410
    assert response.heading == "This link does not work any more"


@pytest.mark.parametrize("token", ["forged", "%00", "😀", "x" * 2000])
def test_a_forged_link_is_missing(client, token):
    for page in ("reset", "invitation"):
        assert client.get(f"/account/{page}/{token}").status_code == 404
        assert client.post(f"/account/{page}/{token}").status_code == 404


def test_a_weak_password_comes_back_with_what_to_do(client):
    _link, token = make_link(make_account())

    response = client.post(f"/account/reset/{token}", data={"new_password": "short"})

    assert response.status_code == 422
    assert response.errors == ["Enter a password of at least 10 characters"]


def test_the_own_address_is_no_password(client):
    _link, token = make_link(make_account())

    response = client.post(
        f"/account/reset/{token}", data={"new_password": "Ole@example.org"}
    )

    assert response.errors == ["Choose a password that is not your email address"]


def test_an_invited_person_opens_the_account(client):
    ben = make_account("ben@example.org", role="desk", password=None, name="Ben")
    _link, token = make_link(ben, Purpose.INVITATION)
    page = client.get(f"/account/invitation/{token}").page

    response = client.post(
        f"/account/invitation/{token}",
        data={"name": "Ben Wait", "language": "en", "new_password": NEW},
    )

    assert page.select_one("#name")["value"] == "Ben"
    assert response.location == "/account/sign-in"
    assert ben.name == "Ben Wait"
    assert type_in(client, "ben@example.org", NEW).location == "/manage"


def test_changing_the_password_asks_for_the_old_one(client, sign_in):
    ole = make_account()
    sign_in(account=ole)

    response = client.post(
        "/account/password", data={"current_password": "x", "new_password": NEW}
    )

    assert (response.status_code, response.errors) == (
        409,
        ["The current password is wrong."],
    )
    assert passwords.matches(ole.password_hash, PASSWORD)


def test_a_changed_password_keeps_this_sign_in_only(client, app, sign_in):
    ole = make_account()
    elsewhere = app.test_client()
    sign_in(account=ole, on=elsewhere)
    sign_in(account=ole)

    response = client.post(
        "/account/password", data={"current_password": PASSWORD, "new_password": NEW}
    )

    assert response.location == "/account"
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_another_sign_in_can_be_ended(client, app, sign_in):
    ole = make_account()
    elsewhere = app.test_client()
    sign_in(account=ole, on=elsewhere)
    sign_in(account=ole)
    there = min(queries.sign_ins(ole), key=lambda s: s.id).reference

    client.post(f"/account/sign-ins/{there}/end")

    assert elsewhere.get("/account").status_code == 303
    assert client.get("/account").flashes == ["The sign-in is ended."]


def test_nobody_ends_the_sign_in_of_somebody_else(client, app, sign_in):
    una = make_account("una@example.org")
    elsewhere = app.test_client()
    sign_in(account=una, on=elsewhere)
    sign_in("office")
    there = queries.sign_ins(una)[0].reference

    client.post(f"/account/sign-ins/{there}/end")

    assert elsewhere.get("/account").status_code == 200


def test_signing_out_everywhere_includes_this_place(client, sign_in):
    ole = sign_in("office")

    response = client.post("/account/sign-out-everywhere")

    assert response.location == "/account/sign-in"
    assert queries.sign_ins(ole) == []
