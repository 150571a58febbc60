"""Who may open a page."""

import pytest


def test_a_visitor_is_sent_to_the_sign_in_and_comes_back(client):
    answer = client.get("/trial/staff?page=2")

    assert answer.status_code == 303
    assert answer.location == "/account/sign-in?next=/trial/staff?page%3D2"


def test_the_wrong_role_is_told_so(client, sign_in):
    sign_in("desk")

    answer = client.get("/trial/staff")

    assert (answer.status_code, answer.heading) == (
        403,
        "This page is not open to you",
    )


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("director", "/trial/staff"),
        ("office", "/trial/staff"),
        ("desk", "/trial/any-staff"),
    ],
)
def test_a_right_role_gets_in(client, sign_in, role, path):
    sign_in(role)

    assert client.get(path).status_code == 200


def test_a_page_without_mark_opens_for_nobody(client):
    with pytest.raises(RuntimeError, match=r"trial\.unmarked does not say who"):
        client.get("/trial/unmarked")
