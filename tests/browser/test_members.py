"""The member list in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_account, make_member, make_person, make_sector
from tests.turns import in_turn


@pytest.fixture
def members(app):
    """Two members, and somebody of the office who reads English."""
    law = make_sector("law", en="Law")
    ada = make_member("Müller & Söhne", sector=law, countries=["DE", "TR"])
    make_person(ada, given_name="Şükrü", family_name="Kılıç", phone="+492414000000")
    make_member("Kim Crafts", city="Düren")
    return make_account(language="en")


def test_the_list_follows_what_is_typed(members, open_page):
    page = open_page("/manage/members", as_=members)
    search = page.get_by_label("Name, company or city")

    search.press_sequentially("sukru")

    expect(page.get_by_role("status").last).to_have_text("1 member")
    expect(page.get_by_role("rowheader")).to_have_text(["Müller & Söhne"])
    expect(search).to_be_focused()


def test_without_script_a_button_searches(members, open_page):
    page = open_page("/manage/members", as_=members, script=False)

    page.get_by_label("Name, company or city").fill("mueller")
    page.get_by_role("button", name="Search").click()

    expect(page.get_by_role("rowheader")).to_have_text(["Müller & Söhne"])
    expect(page.get_by_label("Name, company or city")).to_have_value("mueller")


@pytest.mark.parametrize(
    ("path", "width", "dark"),
    in_turn(
        [
            "/manage/members",
            "/manage/members?search=zzz",
            "/manage/members/mueller-soehne",
            "/manage/members/mueller-soehne/end-membership",
        ],
        [(360, True), (1280, False)],
    ),
)
def test_there_are_no_barriers(members, open_page, axe, path, width, dark):
    page = open_page(path, as_=members, width=width, dark=dark)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
