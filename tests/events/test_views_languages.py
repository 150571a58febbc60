"""Previews of drafts, and pages in the language that their address asks for."""

import pytest

from eventreg.events.states import EventState
from tests.factories import make_event
from tests.house import text_of


@pytest.mark.parametrize(
    ("role", "status"),
    [("director", 200), ("office", 200), ("travel_lead", 200), ("desk", 404)],
)
def test_staff_preview_a_draft(client, sign_in, role, status):
    event = make_event(state=EventState.DRAFT)
    sign_in(role)

    assert client.get(f"/events/{event.slug}").status_code == status


def test_a_preview_says_that_it_is_one(client, sign_in):
    event = make_event(state=EventState.DRAFT, languages=["de", "tr"])
    sign_in("office")

    response = client.get(f"/events/{event.slug}")

    assert text_of(response.page.select_one(".flash--notice")) == (
        "Preview, not published. "
        "Visitors will see the page like this; now only staff do. "
        "Deutsch Türkçe Back to editing"
    )


@pytest.mark.parametrize(
    ("columns", "button"),
    [
        ({}, "Sign up"),
        ({"needs_approval": True}, "Apply"),
        ({"capacity": 0}, "Join the waitlist"),
    ],
)
def test_a_preview_shows_the_button_that_visitors_will_see(
    client, sign_in, columns, button
):
    event = make_event(state=EventState.DRAFT, **columns)
    sign_in("office")

    page = client.get(f"/events/{event.slug}").page

    assert text_of(page.select_one("button[disabled]")) == button
    assert page.select("a[href$='/register']") == []


@pytest.mark.parametrize("language", ["de", "tr", "en"])
def test_staff_preview_each_language_from_the_page_of_the_event(
    client, sign_in, language
):
    event = make_event(state=EventState.DRAFT, languages=["de", "tr", "en"])
    sign_in("office")
    page = client.get(f"/manage/events/{event.slug}").page
    link = page.select_one(f"a[href='/events/{event.slug}?lang={language}']")

    shown = client.get(link["href"]).page

    assert shown.html["lang"] == language
    assert shown.select_one(".preview [aria-current]")["lang"] == language


def test_an_address_can_ask_for_a_language_and_the_ways_on_keep_it(client):
    event = make_event(languages=["de", "tr"])

    page = client.get(f"/events/{event.slug}?lang=tr").page

    assert page.html["lang"] == "tr"
    assert page.select_one("main a.button")["href"] == (
        f"/events/{event.slug}/register?lang=tr"
    )
    assert page.select_one(".languages [name=next]")["value"].endswith("?lang=tr")


def test_each_language_of_an_event_has_an_address_of_its_own(client):
    event = make_event(slug="party", languages=["de", "tr"])
    alone = make_event(slug="alone", languages=["de"])

    page = client.get(f"/events/{event.slug}?lang=tr").page

    links = page.select("link[hreflang]")
    assert {link["hreflang"]: link["href"] for link in links} == {
        "de": "http://localhost/events/party?lang=de",
        "tr": "http://localhost/events/party?lang=tr",
        "x-default": "http://localhost/events/party",
    }
    assert page.select_one("link[rel=canonical]")["href"] == (
        "http://localhost/events/party?lang=tr"
    )
    assert client.get(f"/events/{alone.slug}").page.select("link[hreflang]") == []
