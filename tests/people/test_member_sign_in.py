"""Members sign in by a link in a letter, without a password."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.people import services
from eventreg.people.models import MemberLink, MemberSession
from eventreg.web.floods import LETTER_LIMIT
from tests.factories import (
    make_company,
    make_event,
    make_member,
    make_member_link,
    make_person,
    make_personal_link,
)


@pytest.fixture
def ada(app):
    return make_person(make_member("Ada AG"), email="ada@example.org", language="en")


def ask(client, email="ada@example.org", **query):
    return client.post("/members/sign-in", data={"email": email}, query_string=query)


def sent_link():
    letter = db.session.scalars(sa.select(Letter).order_by(Letter.id.desc())).first()
    endpoint, arguments = letter.links["sign_in"]
    assert endpoint == "members.use_link"
    return f"/members/sign-in/{arguments['token']}"


def test_from_the_address_to_the_own_page(client, ada, letters):
    asked = ask(client, "ADA@example.org")
    link = sent_link()
    opened = client.get(link)
    pressed = client.post(link)
    page = client.get("/members")

    assert client.get(asked.location).heading == "Check your mailbox"
    assert letters() == [("member_sign_in", "ada@example.org")]
    assert opened.heading == "Welcome, Ada King"
    assert (pressed.status_code, pressed.location) == (303, "/members")
    assert page.heading == "Welcome, Ada King"


def test_the_answer_is_the_same_for_all_and_only_members_get_a_letter(
    client, ada, letters
):
    make_person(make_company("Guest Ltd"), email="guest@example.org")
    former = make_member("Former AG", until_on=date(2021, 1, 1))
    make_person(former, email="former@example.org")

    answers = [
        ask(client, f"{who}@example.org") for who in ("ada", "guest", "former", "no")
    ]

    assert {(a.status_code, a.location) for a in answers} == {
        (303, "/members/sign-in/sent")
    }
    assert letters() == [("member_sign_in", "ada@example.org")]


def test_two_members_at_one_address_get_a_letter_each_that_names_them(client, ada):
    make_person(ada.company, given_name="Ben", email="ada@example.org")

    ask(client)

    names = db.session.scalars(sa.select(Letter).order_by(Letter.id)).all()
    assert [letter.values["name"] for letter in names] == ["Ada King", "Ben King"]


def test_opening_a_link_signs_nobody_in(client, ada):
    _link, token = make_member_link(ada)

    client.get(f"/members/sign-in/{token}")
    client.head(f"/members/sign-in/{token}", rules=False)

    assert db.session.scalars(sa.select(MemberSession)).all() == []
    assert client.get("/members").location == "/members/sign-in?next=/members"


def test_a_link_works_once_and_a_second_click_is_friendly(client, app, ada):
    _link, token = make_member_link(ada)
    client.post(f"/members/sign-in/{token}")

    again = client.post(f"/members/sign-in/{token}")
    elsewhere = app.test_client().post(f"/members/sign-in/{token}")

    assert (again.status_code, again.location) == (303, "/members")
    assert (elsewhere.status_code, elsewhere.heading) == (
        410,
        "This link no longer works",
    )


def test_a_newer_link_and_an_hour_end_a_link(client, ada, clock_at):
    _old, first = make_member_link(ada)
    _new, second = make_member_link(ada)

    assert client.get(f"/members/sign-in/{first}").status_code == 410
    assert client.get(f"/members/sign-in/{second}").status_code == 200
    clock_at(timedelta(hours=1, seconds=1))
    assert client.get(f"/members/sign-in/{second}").status_code == 410


def test_who_wanted_a_page_is_led_there(client, ada):
    event = make_event()
    wanted = f"/members/events/{event.slug}/register"

    asked = client.get(wanted)
    client.post(asked.location, data={"email": "ada@example.org"})
    signed_in = client.post(sent_link())

    assert asked.location == f"/members/sign-in?next={wanted}"
    assert signed_in.location == wanted


@pytest.mark.parametrize(
    "goal", ["https://evil.example", "//evil.example", "/\\evil", "/" + "x" * 300]
)
def test_a_link_leads_nowhere_else(client, ada, goal):
    ask(client, next=goal)

    assert client.post(sent_link()).location == "/members"


def test_an_ended_membership_loses_the_session_at_once(client, ada, sign_in_member):
    sign_in_member(ada)
    was_open = client.get("/members").status_code
    with write_tx():
        for membership in ada.company.memberships:
            membership.until_on = clock.today() - timedelta(days=1)

    now = client.get("/members")

    assert (was_open, now.status_code) == (200, 303)
    assert client.get("/").page.select_one('footer a[href="/members"]').text == (
        "For members"
    )


def test_a_link_signs_nobody_in_whose_membership_has_ended(client, ada):
    _link, token = make_member_link(ada)
    with write_tx():
        for membership in ada.company.memberships:
            membership.until_on = clock.today() - timedelta(days=1)

    assert client.post(f"/members/sign-in/{token}").status_code == 410


def test_signing_out_ends_the_session_itself(client, app, ada, sign_in_member):
    sign_in_member(ada)
    cookie = client.get_cookie("eventreg").value

    client.post("/members/sign-out")

    thief = app.test_client()
    thief.set_cookie("eventreg", cookie)
    assert thief.get("/members").status_code == 303


def test_signing_out_everywhere_ends_other_devices(client, app, ada, sign_in_member):
    phone = app.test_client()
    sign_in_member(ada)
    sign_in_member(ada, on=phone)

    client.post("/members/sign-out-everywhere")

    assert phone.get("/members").status_code == 303


def test_a_session_lasts_thirty_days(client, ada, sign_in_member, clock_at):
    sign_in_member(ada)

    clock_at(timedelta(days=29))
    assert client.get("/members").status_code == 200
    clock_at(timedelta(days=2))
    assert client.get("/members").status_code == 303


def test_the_staff_sign_in_stays_when_a_member_signs_in(client, ada, sign_in):
    sign_in("office")
    _link, token = make_member_link(ada)

    client.post(f"/members/sign-in/{token}")

    assert client.get("/manage").status_code == 200
    assert client.get("/members").status_code == 200


def test_the_page_speaks_the_members_language(client, sign_in_member):
    ayse = make_person(make_member(), given_name="Ayşe", language="tr")
    _link, token = make_member_link(ayse)

    client.post(f"/members/sign-in/{token}")

    assert client.get("/members").heading == "Hoş geldiniz, Ayşe King"


def test_too_many_letters_to_one_address_keep_the_input_and_say_when(
    client, ada, clock_at
):
    clock_at(clock.now().replace(minute=0, second=0))
    for _ in range(LETTER_LIMIT):
        ask(client)

    refused = ask(client)

    assert refused.status_code == 429
    assert refused.page.select_one("#email")["value"] == "ada@example.org"
    assert refused.errors == [
        "There have been very many tries just now. Please try again in 60 minutes."
    ]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter your e-mail address"),
        ("ada", "Enter an e-mail address like name@example.org"),
        ("a" * 300 + "@example.org", "Enter an e-mail address like name@example.org"),
        ("ada@example.org\r\nBcc: x@example.org", None),
    ],
)
def test_what_is_no_address_comes_back(client, typed, error):
    response = ask(client, typed)

    assert response.status_code == 422
    assert response.page.title.text.startswith("Error:")
    if error:
        assert response.errors == [error]


@pytest.mark.parametrize("token", ["x", "x" * 500, "%00", "\ud800", "😀"])
def test_a_forged_link_looks_missing(client, token):
    path = "/members/sign-in/" + token.encode("utf-8", "replace").decode()

    assert client.get(path).status_code == 404


def test_what_was_typed_after_the_session_ended_is_kept(client, ada):
    response = client.post(
        "/members/details",
        data={"given_name": "Ada Maria"},
        headers={"Referer": "http://localhost/members/details"},
    )

    assert response.status_code == 401
    kept = response.page.select_one("input[name=given_name]")
    assert kept["value"] == "Ada Maria"
    assert response.page.select_one('a[href="/members/sign-in"]')


def test_a_month_after_their_end_links_and_sessions_are_deleted(ada, clock_at):
    make_member_link(ada)
    make_personal_link(ada)
    with write_tx():
        services.revoke_personal_link(ada, by=services_actor(ada))

    clock_at(timedelta(days=32))
    with write_tx():
        count = services.forget_old_ways_in()

    assert count == 2
    assert db.session.scalars(sa.select(MemberLink)).all() == []


def services_actor(person):
    from eventreg.audit.actors import Actor

    return Actor.person(person)
