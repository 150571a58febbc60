"""The pages on which staff keep their own account."""

from eventreg.accounts import passwords, queries
from tests.factories import PASSWORD, make_account

NEW = "quite another thing"


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


def test_the_own_name_and_language_can_be_changed(client, sign_in):
    ole = sign_in("desk")

    response = client.post("/account/profile", data={"name": "Olé", "language": "tr"})

    assert response.location == "/account"
    assert (ole.name, ole.language, ole.role) == ("Olé", "tr", "desk")
    assert client.get("/account").page.html["lang"] == "tr"


def test_a_wrong_profile_comes_back(client, sign_in):
    sign_in("desk")

    response = client.post("/account/profile", data={"name": " ", "language": "xx"})

    assert response.status_code == 422
    assert response.errors == ["Enter a name", "Choose a language"]


def test_errors_come_in_the_order_of_the_page(client, sign_in):
    sign_in("desk")

    assert client.post("/account/password").errors == [
        "Enter your current password",
        "Enter a new password",
    ]


def test_another_sign_in_can_be_ended(client, app, sign_in):
    ole = make_account()
    elsewhere = app.test_client()
    sign_in(account=ole, on=elsewhere)
    sign_in(account=ole)
    there = min(queries.sign_ins(ole), key=lambda s: s.id).reference

    client.post(f"/account/sign-ins/{there}/end")

    assert elsewhere.get("/account").status_code == 303
    assert client.get("/account").flashes == ["The session is ended."]


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
