"""Signing up, the own page and the inbox, in a real browser."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from eventreg.database import db
from eventreg.events.states import Kind
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_registration
from tests.turns import one_of

ADA = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}


def fill_in(page, name="Ada", email="ada@example.org"):
    page.get_by_label("Given name").fill(name)
    page.get_by_label("E-mail address").fill(email)


@pytest.mark.parametrize(
    ("script", "width"), [(True, 1280), (False, 360)], ids=["script", "no-script"]
)
def test_a_guest_signs_up_and_corrects_the_address(open_page, script, width):
    event = make_event()
    page = open_page(f"/events/{event.slug}/register", script=script, width=width)

    fill_in(page, email="wrong@example.org")
    page.get_by_role("button", name="Sign up", exact=True).click()
    page.get_by_role("link", name="Correct the address").click()
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_role("button", name="Send the e-mail there").click()

    expect(page.get_by_role("main")).to_contain_text("We have written to")
    expect(page.get_by_text("ada@example.org")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_double_click_on_the_button_makes_one_registration(open_page, script):
    event = make_event()
    page = open_page(f"/events/{event.slug}/register", script=script)
    fill_in(page)

    page.get_by_role("button", name="Sign up", exact=True).dblclick()
    expect(page.get_by_role("main")).to_contain_text("We have written to")
    page.go_back()
    page.get_by_role("button", name="Sign up", exact=True).dblclick()
    expect(page.get_by_role("main")).to_contain_text("We have written to")

    db.session.rollback()
    found = db.session.scalars(sa.select(Registration)).all()
    assert [r.email for r in found] == ["ada@example.org"]


def test_a_wrong_form_takes_the_focus_and_leads_to_the_field(open_page):
    page = open_page(f"/events/{make_event().slug}/register")

    page.get_by_role("button", name="Sign up", exact=True).click()

    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Enter your e-mail address").click()
    expect(page.get_by_label("E-mail address")).to_be_focused()


def test_the_trap_for_machines_is_out_of_reach(open_page):
    page = open_page(f"/events/{make_event().slug}/register")

    expect(page.get_by_label("Leave this field empty")).to_have_attribute(
        "tabindex", "-1"
    )


def test_a_link_in_a_letter_needs_one_press_and_no_script(open_page):
    ada = make_registration(make_event(), State.UNVERIFIED, **ADA)
    page = open_page(f"/my/{ada.token}/confirm", script=False, width=360)

    page.get_by_role("button", name="Confirm my address").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("You are in, Ada Berg")
    expect(page.get_by_role("img", name="Check-in code")).to_be_visible()


def test_a_seat_is_accepted_with_the_keyboard_alone(open_page):
    ada = make_registration(make_event(kind=Kind.WORKSHOP), State.OFFERED, **ADA)
    page = open_page(f"/my/{ada.token}/accept")

    button = page.get_by_role("button", name="Accept the seat")
    while not button.evaluate("button => button === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are in, Ada Berg")


@pytest.mark.parametrize(
    ("width", "dark", "language"),
    one_of([(360, False, "de-DE"), (1280, True, "tr-TR")]),
)
def test_the_own_page_has_no_barrier_in_any_state(
    open_page, axe, width, dark, language
):
    event = make_event(title="W" * 90)
    people = [make_registration(event, state) for state in State]
    page = open_page("/", width=width, dark=dark, language=language)

    for person in people:
        page.goto(f"/my/{person.token}")

        assert axe(page) == []
        assert is_too_wide(page) is False


@pytest.mark.parametrize(("width", "dark"), one_of([(360, True), (1280, False)]))
def test_acts_and_errors_have_no_barriers(open_page, axe, width, dark):
    event = make_event()
    people = {state: make_registration(event, state) for state in State}
    acts = {
        State.UNVERIFIED: ["confirm", "not-me"],
        State.OFFERED: ["accept", "refuse"],
        State.EXPIRED: ["rejoin"],
        State.CONFIRMED: ["cancel", "consents"],
    }
    page = open_page("/find-my-registration", width=width, dark=dark)
    page.get_by_role("button", name="Send me my links").click()
    assert axe(page) == []

    for state, names in acts.items():
        for name in names:
            page.goto(f"/my/{people[state].token}/{name}")
            assert axe(page) == []

    page.goto(f"/events/{event.slug}/register")
    page.get_by_role("button", name="Sign up", exact=True).click()
    assert axe(page) == []
    fill_in(page, name="W" * 120)
    page.get_by_role("button", name="Sign up", exact=True).click()
    assert axe(page) == []
    assert is_too_wide(page) is False


@pytest.fixture
def trip(app):
    return make_event(title="Trip", kind=Kind.TRIP, needs_approval=True)


@pytest.fixture
def applicants(trip):
    return [
        make_registration(
            trip, State.PENDING, given_name=name, family_name="Berg", company="Same"
        )
        for name in ("Ada", "Ben", "Cyd")
    ]


def waiting(page):
    return page.get_by_role("main").get_by_role("listitem")


def test_the_director_decides_on_a_phone_and_takes_it_back(open_page, applicants):
    page = open_page("/manage/inbox", width=360, as_=make_account(role="director"))
    page.goto("/manage/inbox")

    page.get_by_role("button", name="Approve Ada Berg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "2 people are waiting for you"
    )
    page.get_by_role("button", name="Undo Ada Berg").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "3 people are waiting for you"
    )


def test_the_director_decides_by_keys(open_page, applicants):
    page = open_page("/manage/inbox", as_=make_account(role="director"))
    page.goto("/manage/inbox")

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(waiting(page).nth(1)).to_be_focused()
    page.keyboard.press("a")

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "2 people are waiting for you"
    )
    expect(page.get_by_role("button", name="Undo Ben Berg")).to_be_visible()


def test_after_a_decision_the_focus_is_on_its_undo_and_j_goes_on(open_page, applicants):
    page = open_page("/manage/inbox", as_=make_account(role="director"))
    page.goto("/manage/inbox")

    for key in ("j", "j", "a"):
        page.keyboard.press(key)

    result = page.get_by_role("region", name="Decided just now")
    expect(result).to_be_focused()
    page.keyboard.press("j")
    expect(waiting(page).nth(1)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Note … Ada Berg")).to_be_focused()


def test_each_of_many_decisions_can_be_undone_on_a_phone(open_page, axe, applicants):
    page = open_page("/manage/inbox", width=360, as_=make_account(role="director"))
    page.goto("/manage/inbox")

    for mark in page.get_by_role("checkbox").all():
        mark.check()
    page.get_by_role("button", name="Approve", exact=True).click()

    for name in ("Ada", "Ben", "Cyd"):
        expect(page.get_by_role("button", name=f"Undo {name} Berg")).to_be_visible()
    assert axe(page) == []
    assert is_too_wide(page) is False


def test_several_marked_people_are_decided_at_once(open_page, applicants):
    page = open_page("/manage/inbox", width=360, as_=make_account(role="director"))
    page.goto("/manage/inbox")

    for name in ("Ada", "Cyd"):
        page.get_by_label(f"Mark {name} Berg").check()
    page.get_by_role("button", name="Later", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "1 person is waiting for you"
    )
    expect(page.get_by_text("Ada Berg: later, in a week")).to_be_visible()


#: How far the focus reaches below the upper edge of the bar for marked people.
_UNDER_THE_BAR = """() => document.activeElement.getBoundingClientRect().bottom
    - document.querySelector("#many").getBoundingClientRect().top"""


def test_the_bar_for_marked_people_is_at_hand_and_hides_no_focus(
    open_page, axe, applicants
):
    page = open_page("/manage/inbox", width=360, as_=make_account(role="director"))
    page.goto("/manage/inbox")

    page.get_by_label("Mark Ada Berg").check()

    expect(page.get_by_role("button", name="Approve", exact=True)).to_be_in_viewport()
    assert axe(page) == []
    last = page.get_by_text("More Cyd Berg")
    hidden = []
    while not last.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
        hidden.append(page.evaluate(_UNDER_THE_BAR))
    assert max(hidden) <= 0


@pytest.mark.parametrize(("width", "dark"), one_of([(360, False), (1280, True)], now=1))
def test_staff_pages_have_no_barriers(open_page, axe, applicants, trip, width, dark):
    ada = applicants[0]
    account = make_account(role="director")
    page = open_page("/manage/inbox", width=width, dark=dark, as_=account)

    for path in (
        "/manage/inbox",
        f"/manage/inbox/{ada.reference}/decline",
        f"/manage/inbox/{ada.reference}/ask",
        f"/manage/events/{trip.slug}/registrations",
        f"/manage/events/{trip.slug}/registrations?search=nobody",
        f"/manage/events/{trip.slug}/registrations/new",
        f"/manage/registrations/{ada.reference}",
        f"/manage/registrations/{ada.reference}/cancel",
    ):
        page.goto(path)

        assert axe(page) == []
        assert is_too_wide(page) is False


def is_too_wide(page):
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
