"""Ticking who came on a phone, and the pages about companies, in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from eventreg.database import db
from eventreg.registrations.presence import lists
from tests.browser.test_registrations import is_too_wide
from tests.factories import (
    make_account,
    make_check_in,
    make_event,
    make_member,
    make_person,
    make_registration,
)
from tests.turns import one_of


@pytest.fixture
def event(app):
    return make_event(starts_in=timedelta(hours=-1))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_desk_ticks_and_searches_on_a_phone(open_page, axe, event, script):
    ada = make_registration(event, given_name="Ada", family_name="Berg")
    ben = make_registration(event, given_name="Ben", family_name="Wolf")
    here = f"/manage/events/{event.slug}/attendance"
    page = open_page(here, width=360, script=script, as_=make_account(role="desk"))

    page.get_by_label("Ada Berg").check()
    page.get_by_label("Name, company or number").fill("wolf")
    page.keyboard.press("Enter")
    page.get_by_label("Ben Wolf").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("2 of 2 are here")).to_be_visible()
    db.session.rollback()
    assert lists.present(event) == [ada, ben]
    if script:
        assert axe(page) == []
        assert is_too_wide(page) is False


def test_the_count_follows_what_others_tick(open_page, event):
    ada = make_registration(event, given_name="Ada", family_name="Berg")
    here = f"/manage/events/{event.slug}/attendance"
    page = open_page("/", as_=make_account(role="office"))
    page.clock.install()
    page.goto(here)
    page.get_by_label("Name, company or number").fill("half typed")

    make_check_in(ada)
    page.clock.run_for(16_000)

    expect(page.get_by_text("1 of 1 are here")).to_be_visible()
    expect(page.get_by_label("Name, company or number")).to_have_value("half typed")


@pytest.mark.parametrize(("width", "dark"), one_of([(360, True), (1280, False)]))
def test_the_pages_have_no_barriers(open_page, axe, event, width, dark):
    company = make_member("W" * 60, countries=["DE", "TR"])
    ada = make_person(company, given_name="Ada", family_name="W" * 60)
    twin = make_person(company, given_name="Ada", family_name="W" * 60)
    for each in (ada, twin):
        make_check_in(make_registration(event, person_id=each.id, company="W" * 60))
    make_registration(make_event(), person_id=ada.id)
    page = open_page("/", width=width, dark=dark, as_=make_account(role="office"))

    for path in (
        f"/manage/events/{event.slug}/attendance",
        f"/manage/people/{ada.reference}",
        f"/manage/people/{ada.reference}/merge/{twin.reference}",
        f"/manage/members/{company.slug}",
        f"/manage/members/{company.slug}/change",
        f"/manage/members/{company.slug}/memberships/2020-01-01",
    ):
        page.goto(path)
        assert axe(page) == [], path
        assert is_too_wide(page) is False, path
    page.get_by_label("First day").fill("")
    page.get_by_role("button", name="Save").click()
    assert axe(page) == []
