"""What every page has around it, in a real browser."""

import json

import pytest
from playwright.sync_api import expect

from tests.factories import make_account, make_event, make_letter
from tests.turns import in_turn

LOOKS = [(360, True), (1280, False), (360, False), (1280, True)]


def test_the_keyboard_can_skip_to_the_content(open_page):
    page = open_page("/imprint")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_a_language_is_chosen_and_stays(open_page):
    page = open_page("/imprint")

    page.get_by_role("button", name="Türkçe").click()
    page.goto("/")

    expect(page.locator("html")).to_have_attribute("lang", "tr")


def test_a_wrong_form_moves_the_focus_to_the_summary_and_on_to_the_field(open_page):
    page = open_page("/account/sign-in")

    page.get_by_role("button", name="Sign in").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("E-mail address")).to_be_focused()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_staff_sign_in_and_find_their_menu(open_page, script):
    page = open_page("/manage", as_=make_account(role="director"), script=script)

    menu = page.get_by_role("navigation", name="Staff menu")
    expect(menu.locator("[aria-current=page]")).to_have_count(1)


def test_what_search_engines_read_is_data_and_no_script_to_refuse(open_page):
    event = make_event(title="Summer Evening")
    page = open_page(f"/events/{event.slug}")

    data = page.locator("script[type='application/ld+json']").text_content()

    assert json.loads(data)["name"] == "Summer Evening"


def test_on_a_phone_the_staff_menu_shows_that_more_of_it_lies_aside(open_page):
    page = open_page("/manage", as_=make_account(role="director"), width=360)

    menu = page.get_by_role("navigation", name="Staff menu")
    covers = menu.evaluate("menu => getComputedStyle(menu).backgroundAttachment")

    assert menu.evaluate("menu => menu.scrollWidth > menu.clientWidth")
    assert covers == "local, local, scroll, scroll"


def test_on_a_phone_an_email_takes_a_few_lines_of_the_list(open_page):
    make_letter("confirm_your_address", to="a.rather.long.address@example.org")
    page = open_page("/manage", as_=make_account(role="office"), width=360)
    page.goto("/manage/letters")

    row = page.get_by_role("row", name="a.rather.long.address@example.org")

    expect(row.get_by_text("Waiting")).to_be_visible()
    expect(row.get_by_role("cell")).to_have_count(4)
    assert row.bounding_box()["height"] < 150


@pytest.mark.parametrize(
    ("path", "width", "dark"),
    in_turn(["/", "/events/long", "/events/long/register"], LOOKS),
)
def test_public_pages_have_no_barriers_and_do_not_scroll_sideways(
    open_page, axe, path, width, dark
):
    make_event(slug="long", title="A very long title about networks and partnership")

    page = open_page(path, width=width, dark=dark)

    assert axe(page) == []
    assert _is_too_wide(page) is False


def _is_too_wide(page):
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def test_a_barrier_is_seen_when_there_is_one(open_page, axe):
    page = open_page("/")

    page.evaluate("document.documentElement.removeAttribute('lang')")

    assert [found.partition(":")[0] for found in axe(page)] == ["html-has-lang"]
