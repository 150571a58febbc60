"""The director's pages about the staff."""

import pytest

from eventreg.accounts import manage
from eventreg.web.roles import Role
from tests.factories import account_of, make_account
from tests.house import text_of
from tests.windows import filled, overtake

BEN = {
    "name": "Ben Wait",
    "email": " Ben@Example.org ",
    "role": "desk",
    "language": "tr",
}


def test_the_list_says_who_may_sign_in(client, sign_in):
    make_account("a@example.org", name="Ada")
    make_account("b@example.org", name="Ben", password=None)
    make_account("c@example.org", name="Cyd", is_active=False)
    sign_in()

    rows = client.get("/manage/accounts").page.select("tbody tr")

    states = {text_of(row.th): text_of(row.select("td")[-1]) for row in rows}
    assert states == {
        "Ada": "Active",
        "Ben": "Invited",
        "Cyd": "Closed",
        "Ole Director": "Active",
    }


def test_the_list_says_who_looks_after_money(client, sign_in):
    make_account("a@example.org", name="Ada", role="office", has_money_right=True)
    make_account("b@example.org", name="Ben", role="office")
    sign_in()

    rows = client.get("/manage/accounts").page.select("tbody tr")

    roles = {text_of(row.th): text_of(row.td) for row in rows}
    assert roles == {
        "Ada": "Office Looks after fees and payments",
        "Ben": "Office",
        "Ole Director": "Director",
    }


@pytest.mark.parametrize("role", ["office", "travel_lead", "desk"])
def test_only_the_director_sees_them(client, sign_in, role):
    ole = sign_in(role)

    pages = ["", "/invite", f"/{ole.reference}"]

    assert [client.get(f"/manage/accounts{page}").status_code for page in pages] == [
        403
    ] * 3


def test_inviting_sends_a_letter(client, sign_in, letters):
    sign_in()

    response = client.post("/manage/accounts/invite", data=BEN)

    ben = account_of("ben@example.org")
    assert response.location == "/manage/accounts"
    assert (ben.name, ben.role, ben.language) == ("Ben Wait", Role.DESK, "tr")
    assert letters() == [("staff_invitation", "ben@example.org")]


def test_an_address_that_is_taken_comes_back_on_the_form(client, sign_in, letters):
    make_account("ben@example.org")
    sign_in()

    response = client.post("/manage/accounts/invite", data=BEN)

    assert response.status_code == 409
    assert response.errors == [
        "Somebody with this e-mail address already has an account."
    ]
    assert response.page.select_one("#name")["value"] == "Ben Wait"
    assert letters() == []


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"name": " \u200b "}, "Enter a name"),
        ({"name": "---"}, "Enter a name"),
        ({"name": "x" * 201}, "Name must be 200 characters or fewer"),
        ({"email": ""}, "Enter the person's e-mail address"),
        ({"email": "ben"}, "Enter an e-mail address like name@example.org"),
        (
            {"email": "jörg@example.org"},
            "Our e-mails cannot reach an address with “ö” before the @."
            " Enter another address",
        ),
        ({"role": "emperor"}, "Choose a role"),
        ({"language": "xx"}, "Choose a language"),
    ],
    ids=lambda value: None if isinstance(value, str) else "-".join(value),
)
def test_a_wrong_form_says_what_to_do(client, sign_in, wrong, error):
    sign_in()

    response = client.post("/manage/accounts/invite", data={**BEN, **wrong})

    assert (response.status_code, response.errors) == (422, [error])


def test_a_role_can_be_changed(client, sign_in):
    sign_in()
    ole = make_account()

    response = client.post(
        f"/manage/accounts/{ole.reference}",
        data={"name": "Ole O.", "role": "desk", "language": "de"},
    )

    assert response.status_code == 303
    assert (ole.name, ole.role, ole.language) == ("Ole O.", Role.DESK, "de")


def test_two_directors_who_change_different_things_both_keep_theirs(client, sign_in):
    sign_in()
    ole = make_account(role="office")
    path = f"/manage/accounts/{ole.reference}"
    one, other = (filled(client.get(path).page) for _each in range(2))

    client.post(path, data=one | {"has_money_right": "y"})
    client.post(path, data=other | {"language": "tr"})

    assert (ole.language, ole.has_money_right) == ("tr", True)


NOT_THEIRS = (
    "Choose the office, or take this tick away: only the office and the director look "
    "after fees and payments"
)


@pytest.mark.parametrize("role", ["travel_lead", "desk"])
def test_the_money_right_is_refused_to_who_cannot_have_it(client, sign_in, role):
    ole = make_account(role=role)
    sign_in()
    path = f"/manage/accounts/{ole.reference}"
    typed = filled(client.get(path).page) | {"name": "Ole O.", "has_money_right": "y"}

    answers = [
        client.post(path, data=typed),
        client.post(
            "/manage/accounts/invite", data=BEN | {"role": role, "has_money_right": "y"}
        ),
    ]

    assert [(a.status_code, a.errors) for a in answers] == [(422, [NOT_THEIRS])] * 2
    kept = answers[0].page
    assert kept.select_one("#name")["value"] == "Ole O."
    assert kept.select_one("#has_money_right").has_attr("checked")
    assert (ole.name == "Ole O.", ole.has_money_right) == (False, False)


@pytest.mark.parametrize("role", ["office", "director"])
def test_the_tick_is_no_mistake_where_money_is_looked_after(client, sign_in, role):
    sign_in()

    data = BEN | {"role": role, "has_money_right": "y"}
    response = client.post("/manage/accounts/invite", data=data)

    assert response.location == "/manage/accounts"
    assert account_of("ben@example.org").handles_money


def test_a_role_that_both_change_is_asked_about_once(client, sign_in):
    sign_in()
    ole = make_account(role="office")
    path = f"/manage/accounts/{ole.reference}"
    one, other = (filled(client.get(path).page) for _each in range(2))

    client.post(path, data=one | {"role": "desk"})
    refused = client.post(path, data=other | {"role": "director"})
    was = ole.role
    client.post(path, data=filled(refused.page))

    assert (refused.status_code, was, ole.role) == (409, Role.DESK, Role.DIRECTOR)
    assert "checks people in at the entrance" in text_of(
        refused.page.select_one(".now")
    )


def test_in_one_instant_the_second_director_is_asked_once_more(
    client, sign_in, monkeypatch
):
    sign_in()
    ole = make_account(role="office")
    path = f"/manage/accounts/{ole.reference}"
    window = filled(client.get(path).page)
    overtake(monkeypatch, manage, ole, has_money_right=True)

    answer = client.post(path, data=window | {"role": "travel_lead"})

    assert (answer.status_code, ole.role) == (409, Role.OFFICE)
    assert ole.has_money_right


def test_the_last_director_cannot_step_down(client, sign_in):
    dana = make_account("dana@example.org", role="director")
    sign_in(account=dana)

    response = client.post(
        f"/manage/accounts/{dana.reference}",
        data={"name": "Dana", "role": "office", "language": "de"},
    )
    closing = client.post(f"/manage/accounts/{dana.reference}/close")

    assert (response.status_code, closing.status_code) == (409, 409)
    assert response.errors == [
        "This is the only director who can sign in. Make somebody else director first."
    ]
    assert dana.role is Role.DIRECTOR


def test_closing_an_account_signs_it_out_and_opening_lets_it_in(client, app, sign_in):
    ole = make_account()
    elsewhere = app.test_client()
    sign_in(account=ole, on=elsewhere)
    sign_in()

    client.post(f"/manage/accounts/{ole.reference}/close")
    was_inside = elsewhere.get("/account").status_code
    client.post(f"/manage/accounts/{ole.reference}/open")

    assert was_inside == 303
    assert ole.is_active


def test_an_invitation_can_be_sent_again_until_it_is_accepted(client, sign_in, letters):
    sign_in()
    ben, ole = make_account("ben@example.org", password=None), make_account()

    again = client.post(f"/manage/accounts/{ben.reference}/invite")
    refused = client.post(f"/manage/accounts/{ole.reference}/invite")

    assert (again.status_code, refused.status_code) == (303, 409)
    assert letters() == [("staff_invitation", "ben@example.org")]


@pytest.mark.parametrize("act", ["", "/close", "/open", "/invite"])
def test_an_unknown_account_is_missing(client, sign_in, act):
    sign_in()

    assert client.post(f"/manage/accounts/A0000000{act}").status_code == 404
