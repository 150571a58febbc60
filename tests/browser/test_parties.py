"""Signing several people up, and what each does on the own page, in a browser."""

import pytest
from playwright.sync_api import expect

from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.factories.events import pool_named
from tests.turns import one_of

ADA = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}


def is_too_wide(page):
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def person(page, number):
    return page.get_by_role("group", name=f"Person {number}", exact=True)


@pytest.fixture
def event(app):
    return make_event(
        only_together=True,
        contingents={"Business": 5, "Science": 0},
        sessions={"Morning": 5, "Noon": 0},
    )


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_party_is_typed_mended_and_sent_on_a_phone(open_page, axe, event, script):
    page = open_page(f"/events/{event.slug}/register", script=script, width=360)
    page.get_by_label("Given name").fill("Ada")
    page.get_by_role("button", name="Sign up another person").click()
    person(page, 2).get_by_label("Given name").fill("Ben")
    person(page, 2).get_by_label("E-mail address").fill("ben@")
    page.get_by_role("button", name="Sign up another person").click()
    person(page, 3).get_by_label("Given name").fill("Cyd")
    page.get_by_role("button", name="Sign up", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text(
        "Ben: Enter an e-mail address like name@example.org"
    )
    if script:
        assert axe(page) == []
    assert is_too_wide(page) is False

    page.get_by_role("button", name="Remove person 2").click()
    expect(person(page, 3)).to_have_count(0)
    expect(person(page, 2).get_by_label("Given name")).to_have_value("Cyd")
    page.get_by_label("E-mail address").first.fill("ada@example.org")
    for one in page.get_by_label("Business").all():
        one.check()
    page.get_by_role("button", name="Sign up", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "One more step: confirm your address"
    )
    expect(page.get_by_role("main").get_by_role("listitem")).to_contain_text(["Cyd"])


def test_who_is_added_takes_the_focus_and_enter_sends_the_form(open_page, axe, event):
    page = open_page(f"/events/{event.slug}/register", width=360)

    page.get_by_role("button", name="Sign up another person").click()
    expect(person(page, 2)).to_be_focused()
    assert axe(page) == []
    page.get_by_label("Given name").first.press("Enter")

    expect(page.get_by_role("alert")).to_be_focused()
    expect(person(page, 2)).to_be_visible()


def test_without_script_a_new_person_is_in_sight(open_page, event):
    page = open_page(f"/events/{event.slug}/register", script=False, width=360)

    page.get_by_role("button", name="Sign up another person").click()

    expect(page).to_have_url(f"/events/{event.slug}/register#person-2")
    expect(person(page, 2)).to_be_in_viewport()


@pytest.mark.parametrize(
    ("width", "dark", "language"),
    one_of([(360, True, "de-DE"), (1280, False, "tr-TR")]),
)
def test_pages_of_a_party_have_no_barriers(
    open_page, axe, event, width, dark, language
):
    pools = [pool_named(event, "Business"), pool_named(event, "Morning")]
    lead, companion = make_party(event, State.CONFIRMED, pools=pools)
    offered = make_event(title="W" * 90, offer_hours=48, only_together=True)
    head, other = make_party(offered, State.OFFERED, together=True)
    unverified = make_party(event, State.UNVERIFIED)[0]
    page = open_page("/", width=width, dark=dark, language=language)

    for path in (
        *(f"/my/{each.token}" for each in (lead, companion, head, other)),
        *(f"/my/{lead.token}/{act}" for act in ("change", "substitute")),
        *(f"/my/{head.token}/{act}" for act in ("accept", "refuse", "extend")),
        *(f"/my/{companion.token}/not-me", f"/my/{unverified.token}/confirm"),
        f"/my/{lead.token}/companions/{companion.reference}/cancel",
        f"/my/{lead.token}/companions/{companion.reference}/substitute",
    ):
        page.goto(path)

        assert axe(page) == [], path
        assert is_too_wide(page) is False, path


def test_a_seat_is_handed_over_on_a_phone_without_script(open_page):
    ada = make_registration(make_event(), State.CONFIRMED, **ADA)
    page = open_page(f"/my/{ada.token}", width=360, script=False)

    page.get_by_role("link", name="Somebody else comes instead").click()
    page.get_by_role("button", name="Hand over the seat").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the e-mail address")
    page.get_by_label("Given name").fill("Ben")
    page.get_by_label("E-mail address").fill("ben@example.org")
    page.get_by_role("button", name="Hand over the seat").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Your seat is handed over, Ada Berg"
    )
