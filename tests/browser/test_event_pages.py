"""A volunteer makes an event from last time's, in a real browser without script."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from eventreg.web.roles import Role
from tests.factories import make_account, make_event
from tests.factories.files import picture


@pytest.fixture
def office(app):
    return make_account(language="en", role=Role.OFFICE)


@pytest.fixture
def photo(tmp_path) -> Path:
    path = tmp_path / "harbour.png"
    path.write_bytes(picture(size=(1200, 500)))
    return path


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def test_last_times_event_becomes_the_next_one(office, open_page, photo):
    event = make_event(title="Port evening", languages=["en", "tr"])
    page = open_page(f"/manage/events/{event.slug}", as_=office, script=False)

    follow(page, "Copy")
    page.get_by_label("Title (English)").fill("Autumn at the port")
    press(page, "Make the copy")
    follow(page, "Edit Agenda")
    follow(page, "Add a point")
    page.get_by_label("Title (English)").fill("Doors open")
    press(page, "Save")
    follow(page, "Picture")
    page.get_by_label("Picture", exact=True).set_input_files(photo)
    page.get_by_label("What the picture shows (English)").fill("The harbour")
    press(page, "Save")
    follow(page, "See the page (Türkçe)")

    expect(page.get_by_text("Önizleme, yayımlanmadı.")).to_be_visible()
    expect(page.get_by_text("Doors open")).to_have_attribute("lang", "en")
    follow(page, "Düzenlemeye dön")
    press(page, "Publish")

    visitor = open_page("/events/autumn-at-the-port", width=360, script=False)
    expect(visitor.get_by_role("img", name="The harbour")).to_be_visible()
    expect(
        visitor.get_by_role("listitem").filter(has_text="Doors open")
    ).to_be_visible()
    link = visitor.get_by_role("main").get_by_role("link", name="Sign up")
    expect(link).to_have_attribute("href", re.compile("/autumn-at-the-port/register$"))


def test_a_series_is_seen_before_it_is_made(office, open_page):
    event = make_event(title="Port evening")
    page = open_page(f"/manage/events/{event.slug}/copy/series", as_=office)

    page.get_by_label("Starts").fill("2097-06-06T19:00")
    page.get_by_label("How many events").fill("3")
    page.get_by_label("How many events").press("Enter")
    dates = page.get_by_role("listitem").filter(has_text="2097")
    expect(dates).to_have_count(3)
    press(page, "Make 3 drafts")

    expect(page.get_by_role("rowheader").filter(has_text="Port evening")).to_have_count(
        4
    )


def test_the_end_moves_along_with_the_start_until_somebody_chooses_it(
    office, open_page
):
    event = make_event(lasts=timedelta(hours=3))
    page = open_page(f"/manage/events/{event.slug}/postpone", as_=office)
    starts, ends = page.get_by_label("Starts"), page.get_by_label("Ends (optional)")

    starts.fill("2027-03-27T23:30")
    starts.blur()
    expect(ends).to_have_value("2027-03-28T02:30")
    ends.fill("2027-03-28T04:00")
    starts.fill("2027-03-28T00:30")
    starts.blur()

    expect(ends).to_have_value("2027-03-28T04:00")
