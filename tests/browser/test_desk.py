"""The director's desk in a real browser: one thumb, two directors, no mouse."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from eventreg.database import db
from eventreg.registrations.inquiries.queries import inquiries
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import (
    make_account,
    make_company,
    make_event,
    make_inquiry,
    make_person,
    make_registration,
    make_sector,
)

#: What a director may need for 40 people at most.
MOST_TAPS = 60


@pytest.fixture
def director(app):
    return make_account(role="director")


def apply(event, number, **columns):
    return make_registration(
        event,
        State.PENDING,
        given_name="Ada",
        family_name=f"Berg{number:02}",
        **columns,
    )


def states(event):
    """How many people are in each state."""
    db.session.rollback()
    rows = db.session.execute(
        sa.select(Registration.state, sa.func.count())
        .where(Registration.event_id == event.id)
        .group_by(Registration.state)
    )
    return {str(row[0]): row[1] for row in rows}


class Thumb:
    """Taps, and how many they were."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def on(self, what):
        self.taps += 1
        what.tap() if self.page.evaluate("'ontouchstart' in window") else what.click()

    def press(self, name, *, role="button"):
        self.on(self.page.get_by_role(role, name=name, exact=True))


def test_forty_applications_for_thirty_seats_are_decided_on_a_phone(
    open_page, director
):
    trip = make_event(title="Trip", needs_approval=True, capacity=30)
    for number in range(28):
        apply(trip, number, company=f"Firma {number}")
    for number in range(28, 40):
        apply(trip, number, company=f"Couple {number // 2}")
    page = open_page("/manage", width=360, as_=director)
    thumb = Thumb(page)

    page.goto("/manage")
    thumb.press("Look at the requests", role="link")
    thumb.press("Approve all 25 without flags")
    thumb.press("Approve all 3 without flags")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("12 people are waiting for you")
    for number in (28, 29):
        thumb.press(f"Approve Ada Berg{number}")
    expect(heading).to_have_text("10 people are waiting for you")
    for mark in page.get_by_role("checkbox").all():
        thumb.on(mark)
    thumb.press("Waitlist")

    expect(heading).to_have_text("Nobody is waiting for you")
    assert states(trip) == {"confirmed": 30, "waitlisted": 10}
    assert thumb.taps <= MOST_TAPS


def test_two_directors_on_the_same_inbox_decide_once(open_page, director):
    trip = make_event(needs_approval=True)
    for number in (1, 2):
        apply(trip, number)
    other = make_account("una@example.org", role="director", name="Una Director")
    one = open_page("/manage/inbox", as_=director)
    two = open_page("/manage/inbox", as_=other)
    for page in (one, two):
        page.goto("/manage/inbox")

    one.get_by_role("button", name="Approve Ada Berg01").click()
    two.get_by_role("button", name="Later Ada Berg01").click()

    notice = "has decided on Ada Berg01 already"
    expect(two.get_by_role("main")).to_contain_text(notice)
    expect(two.get_by_role("heading", level=1)).to_have_text(
        "1 person is waiting for you"
    )
    two.get_by_role("button", name="Undo Ada Berg01").click()
    expect(two.get_by_role("heading", level=1)).to_have_text(
        "2 people are waiting for you"
    )
    assert states(trip) == {"pending": 2}


def test_by_keys_alone_somebody_is_asked_and_answers(open_page, director):
    ada = apply(make_event(needs_approval=True), 1)
    page = open_page("/manage/inbox", as_=director)
    page.goto("/manage/inbox")

    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask Ada Berg01")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type("Whom would you meet?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_contain_text("Waiting for an answer")
    own = open_page(f"/my/{ada.token}", width=360, script=False)
    own.get_by_role("link", name="Answer the question").click()
    own.get_by_label("Your answer").fill("A maker of pumps")
    own.get_by_role("button", name="Send my answer").click()
    expect(own.get_by_role("main")).to_contain_text("can read your answer now")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("A maker of pumps")


def test_an_empty_question_takes_the_focus_to_its_field(open_page, axe, director):
    ada = apply(make_event(needs_approval=True), 1)
    page = open_page(f"/manage/inbox/{ada.reference}/ask", width=360, as_=director)
    page.goto(f"/manage/inbox/{ada.reference}/ask")

    page.get_by_role("button", name="Send the question").click()

    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Write what you would like to know").click()
    expect(page.get_by_label("Your question")).to_be_focused()
    assert axe(page) == []


def test_the_mix_follows_the_marks_at_once(open_page, axe, director):
    trip = make_event(needs_approval=True, capacity=9)
    person = make_person(make_company(sector=make_sector("metal")))
    apply(trip, 1, person_id=person.id, country="TR")
    apply(trip, 2, country="TR")
    page = open_page("/manage/inbox", as_=director)
    page.goto("/manage/inbox")
    metal = page.get_by_role("row", name="Metal")
    turkey = page.get_by_role("row", name="Türkiye")

    expect(metal).to_be_hidden()
    page.get_by_label("Mark Ada Berg01").check()
    expect(metal).to_contain_text("1")
    page.get_by_label("Mark Ada Berg02").check()
    expect(turkey).to_contain_text("2")
    assert axe(page) == []
    page.get_by_label("Mark Ada Berg01").uncheck()

    expect(metal).to_be_hidden()
    expect(page.get_by_role("button", name="Show with the marked ones")).to_have_count(
        0
    )


def test_without_script_a_press_shows_the_mix_on_a_phone(open_page, director):
    trip = make_event(needs_approval=True)
    for number in (1, 2):
        apply(trip, number, country="TR")
    page = open_page("/manage/inbox", width=360, script=False, as_=director)
    page.goto("/manage/inbox")

    page.get_by_label("Mark Ada Berg01").check()
    page.get_by_text("Mix", exact=True).click()
    page.get_by_role("button", name="Show with the marked ones").click()

    expect(page.get_by_role("row", name="Türkiye")).to_contain_text("1")
    expect(page.get_by_label("Mark Ada Berg01")).to_be_checked()


def test_on_a_phone_the_mix_is_at_hand_where_one_marks(open_page, axe, director):
    trip = make_event(needs_approval=True, capacity=9)
    for number in range(6):
        apply(trip, number, country="TR", message="Pumps! " * 40)
    page = open_page("/manage/inbox", width=360, as_=director)
    page.goto("/manage/inbox")
    sheet = page.get_by_role("row", name="Türkiye")

    page.get_by_label("Mark Ada Berg01").check()
    page.get_by_label("Mark Ada Berg02").check()
    line = page.get_by_role("link", name="Seats 0 → 2 / 9")
    expect(line).to_be_in_viewport()
    line.click()
    expect(sheet).to_contain_text("→ 2")
    expect(sheet).to_be_in_viewport()
    assert axe(page) == []
    page.keyboard.press("Enter")

    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Approve", exact=True)).to_be_in_viewport()


@pytest.mark.parametrize(("width", "folded"), [(360, True), (1280, False)])
def test_a_row_is_short_on_a_phone_and_whole_on_a_desk(
    open_page, director, width, folded
):
    apply(make_event(needs_approval=True), 1, message="Pumps! " * 40 + "Valves")
    page = open_page("/manage/inbox", width=width, as_=director)
    page.goto("/manage/inbox")
    message = page.locator(".people .lines")

    expect(message).to_be_visible(visible=not folded)
    if folded:
        page.get_by_text("Pumps!").first.click()
        page.get_by_text("More", exact=False).click()
    expect(message).to_contain_text("Valves")
    expect(page.get_by_role("link", name="Note … Ada Berg01")).to_be_visible()


def test_reading_one_after_the_other_by_keyboard(open_page, director):
    trip = make_event(needs_approval=True)
    people = [apply(trip, number) for number in (1, 2, 3)]
    make_inquiry(people[0], "Whom?", "Pumps")
    page = open_page("/manage/inbox", as_=director)
    page.goto("/manage/inbox")
    heading = page.get_by_role("heading", level=1)

    page.get_by_role("link", name="Ada Berg01", exact=True).press("Enter")
    expect(heading).to_have_text("Ada Berg01")
    page.get_by_role("link", name="Next Ada Berg02").press("Enter")
    expect(heading).to_have_text("Ada Berg02")
    page.get_by_role("button", name="Approve").press("Enter")
    expect(heading).to_have_text("Ada Berg03")

    expect(page.get_by_text("Ada Berg02: Confirmed")).to_be_visible()
    db.session.rollback()
    assert [one.reply for one in inquiries(people[0])] == ["Pumps"]


@pytest.mark.parametrize("role", ["director", "desk"])
def test_the_search_follows_what_is_typed(open_page, axe, role):
    trip = make_event(title="Trip")
    make_registration(trip, given_name="Jürgen", family_name="Müller")
    page = open_page("/manage", width=360, as_=make_account(role=role))
    page.goto("/manage")
    assert axe(page) == []

    page.get_by_role("searchbox").fill("mueller")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("link", name="Jürgen Müller")).to_be_visible()
    page.get_by_role("searchbox").fill("nobody")

    expect(page.get_by_role("status")).to_contain_text("Nothing found")
    assert axe(page) == []


def test_people_are_read_and_decided_one_after_the_other_by_keys(open_page, director):
    trip = make_event(needs_approval=True)
    for number in (1, 2, 3):
        apply(trip, number)
    page = open_page("/manage/inbox", as_=director)
    page.goto("/manage/inbox")
    page.get_by_role("link", name="Ada Berg01", exact=True).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Ada Berg01")
    expect(page.get_by_text("Keys:")).to_be_visible()

    for key, name in (("j", "02"), ("j", "03"), ("k", "02"), ("k", "01"), ("a", "02")):
        page.keyboard.press(key)
        expect(heading).to_have_text(f"Ada Berg{name}")
    page.keyboard.press("l")
    expect(heading).to_have_text("Ada Berg03")
    page.keyboard.press("?")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type("jad?")
    expect(page.get_by_label("Your question")).to_have_value("jad?")
    page.go_back()
    page.keyboard.press("d")
    expect(heading).to_have_text("Decline Ada Berg03?")

    assert states(trip) == {"confirmed": 1, "pending": 2}
