"""Members and invited people, in a real browser: nothing is asked twice."""

import pytest
from playwright.sync_api import expect

from eventreg.database import db
from eventreg.events.states import Kind
from tests.factories import (
    make_event,
    make_member,
    make_member_link,
    make_person,
    make_personal_link,
    make_registration,
)
from tests.turns import one_of

LOOKS = [(360, False, "de-DE"), (1280, True, "tr-TR"), (360, True, "en-GB")]


@pytest.fixture
def ada(app):
    return make_person(
        make_member("Maschinenbau Müller & Söhne GmbH"),
        email="ada@example.org",
        phone="+492414000000",
        language="en",
    )


@pytest.mark.parametrize(
    ("script", "width"), [(True, 1280), (False, 360)], ids=["script", "no-script"]
)
def test_an_invited_person_is_in_with_one_press(open_page, ada, script, width):
    event = make_event()
    link = f"/members/{make_personal_link(ada).token}/events/{event.slug}/register"
    page = open_page(link, script=script, width=width)

    page.get_by_role("button", name="Sign up", exact=True).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("You are in, Ada King")


def test_with_the_keyboard_alone(open_page, ada):
    event = make_event()
    link = f"/members/{make_personal_link(ada).token}/events/{event.slug}/register"
    page = open_page(link)

    button = page.get_by_role("button", name="Sign up", exact=True).first
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are in, Ada King")


def test_a_double_click_makes_one_registration(open_page, ada, letters):
    event = make_event()
    link = f"/members/{make_personal_link(ada).token}/events/{event.slug}/register"
    page = open_page(link)

    page.get_by_role("button", name="Sign up", exact=True).first.dblclick()

    expect(page.get_by_role("heading", level=1)).to_have_text("You are in, Ada King")
    db.session.rollback()
    assert letters() == [("confirmed", "ada@example.org")]


def test_a_member_changes_the_details_and_is_back_in_the_form(open_page, ada):
    event = make_event()
    _link, token = make_member_link(ada, f"/members/events/{event.slug}/register")
    page = open_page(f"/members/sign-in/{token}", width=360)

    page.get_by_role("button", name="Sign in as a member").click()
    page.get_by_role("link", name="Change my details").click()
    page.get_by_label("Position").fill("Engineer")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("main")).to_contain_text("Engineer")
    page.get_by_role("button", name="Sign up", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are in, Ada King")


@pytest.mark.parametrize(("width", "dark", "language"), one_of(LOOKS))
def test_no_page_of_a_known_person_has_a_barrier(
    open_page, axe, ada, width, dark, language
):
    trip = make_event(
        title="W" * 60, kind=Kind.TRIP, needs_approval=True, contingents={"Press": 2}
    )
    make_registration(make_event(), person_id=ada.id)
    token = make_personal_link(ada).token
    _link, secret = make_member_link(ada)
    page = open_page("/", width=width, dark=dark, language=language)
    paths = [
        f"/members/{token}/events/{trip.slug}/register",
        f"/members/{token}/details",
        f"/members/{token}/invitations",
        f"/members/nothing/events/{trip.slug}/register",
        f"/members/sign-in/{secret}",
        "/members/sign-in",
        "/members/sign-in/sent",
    ]

    for path in paths:
        page.goto(path)
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path

    page.goto(paths[0])
    page.locator("button[value=add]").click()
    page.locator("main form button").last.click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert axe(page) == []


@pytest.mark.parametrize(("width", "dark", "language"), one_of(LOOKS, now=1))
def test_the_members_page_has_no_barrier(
    open_page, address, axe, ada, client, sign_in_member, width, dark, language
):
    for title in ("Summer", "W" * 60):
        make_registration(make_event(title=title), person_id=ada.id)
        make_event(title=title)
    sign_in_member(ada)
    cookie = client.get_cookie("eventreg").value
    page = open_page("/", width=width, dark=dark, language=language)
    page.context.add_cookies([{"name": "eventreg", "value": cookie, "url": address}])

    page.goto("/members")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada King")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
