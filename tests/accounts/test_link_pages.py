"""The pages behind links in letters, and those that ask for one."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.accounts import passwords
from eventreg.accounts.models import Purpose
from tests.factories import PASSWORD, make_account, make_link

NEW = "quite another thing"


def test_forgotten_answers_the_same_to_all(client, letters):
    make_account()

    answers = [
        client.post("/account/forgotten", data={"email": email}).location
        for email in ("ole@example.org", "nobody@example.org")
    ]

    assert answers == ["/account/forgotten/sent"] * 2
    assert client.get(answers[0]).heading == "Check your mailbox"
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
    assert again.heading == "You have already used this link"


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
    assert response.heading == "This link no longer works"


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

    assert response.errors == ["Choose a password that is not your e-mail address"]


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
    assert passwords.matches(ben.password_hash, NEW)
