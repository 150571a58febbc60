"""A guest applies for a trip on a phone, with the keyboard alone, and errs a lot."""

from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from eventreg.database import db
from eventreg.events.questions.states import QuestionKind as K
from eventreg.events.states import Kind
from eventreg.registrations.models import Registration
from tests.browser.test_parties import is_too_wide
from tests.factories import make_event, make_question, make_section
from tests.registrations.sending import answers

WRONG_DAY = (
    "When were you born? – Enter a day that exists, with its year in four figures"
)


@pytest.fixture
def trip(app):
    """Asks about the company, and about papers where a visa is needed."""
    event = make_event(
        title="Istanbul",
        kind=Kind.TRIP,
        needs_approval=True,
        contingents={"Business": 5, "Science": 5},
    )
    firm, papers = make_section(event, "Your company"), make_section(event, "Papers")
    about: dict[str, Any] = {"section_id": firm.id, "required": True}
    make_question(event, K.LONG_TEXT, "What do you make?", key="make", **about)
    make_question(event, K.NUMBER, "How many people?", key="size", most="500", **about)
    make_question(event, K.WEB_ADDRESS, "Your website", key="site", section_id=firm.id)
    about = {"section_id": papers.id, "required": True}
    visa = make_question(event, K.YES_NO, "Do you need a visa?", key="visa", **about)
    make_question(
        event,
        K.DATE,
        "When were you born?",
        key="born",
        shown_if=(visa, ["yes"]),
        **about,
    )
    return event


class Keyboard:
    """Somebody who has no mouse: goes on with Tab, chooses with Space and arrows."""

    def __init__(self, page):
        self.page = page

    def to(self, control):
        for _each in range(90):
            if control.evaluate("e => e === document.activeElement"):
                return control
            self.page.keyboard.press("Tab")
        raise AssertionError(f"nobody gets to {control} with Tab")

    def type(self, label, text):
        field = self.to(self.page.get_by_role("textbox", name=label))
        field.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)

    def choose(self, label):
        """A radio button, the first of its group."""
        self.to(self.page.get_by_role("radio", name=label, exact=True))
        self.page.keyboard.press("Space")

    def press(self, name):
        self.to(self.page.get_by_role("button", name=name, exact=True))
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def told(self, *sentences):
        """The summary names these mistakes; its first link leads to the first."""
        summary = self.page.get_by_role("alert")
        expect(summary.get_by_role("link")).to_have_text(list(sentences))
        assert is_too_wide(self.page) is False
        self.to(summary.get_by_role("link").first)
        self.page.keyboard.press("Enter")


def say_who_comes(hands):
    hands.type("E-mail address", "ada@")
    hands.press("Continue")
    hands.told(
        "Enter at least one of your names",
        "Enter an e-mail address like name@example.org",
        "Choose what you come as",
    )
    hands.type("Family name", "Berg")
    hands.type("E-mail address", "ada@example.org")
    hands.choose("Business")
    hands.press("Continue")


def tell_of_the_company(hands):
    hands.type("How many people?", "900")
    hands.type("Your website", "not an address")
    hands.press("Continue")
    hands.told(
        "Answer “What do you make?”",
        "How many people? – Enter 500 or less",
        "Your website – Enter a web address like https://example.org",
    )
    hands.type("What do you make?", "Pumps")
    hands.type("How many people?", "90")
    hands.type("Your website", "example.org")
    hands.press("Continue")


def show_the_papers(hands, *, script):
    born = hands.page.get_by_role("group", name="When were you born?")
    expect(born).to_be_visible(visible=not script)
    hands.press("Continue")
    hands.told("Answer “Do you need a visa?”")
    hands.choose("Yes")
    expect(born).to_be_visible()
    for label, typed in (("Day", "31"), ("Month", "2"), ("Year", "1980")):
        hands.type(label, typed)
    hands.press("Continue")
    hands.told(WRONG_DAY)


def left_of(shown):
    """Where it begins; on a phone answers stand below their words, not beside."""
    return shown.bounding_box()["x"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_guest_errs_everywhere_and_ends_with_what_was_meant(
    open_page, axe, trip, script
):
    page = open_page(f"/events/{trip.slug}/register", width=360, script=script)
    hands, heading = Keyboard(page), page.get_by_role("heading", level=1)

    say_who_comes(hands)
    expect(heading).to_have_text("Your company")
    tell_of_the_company(hands)
    expect(heading).to_have_text("Papers")
    show_the_papers(hands, script=script)
    assert not script or axe(page) == []
    hands.type("Day", "29")
    hands.press("Continue")

    expect(heading).to_have_text("Check your answers")
    assert left_of(page.locator("dt").first) == left_of(page.locator("dd").first)
    assert not script or axe(page) == []
    hands.to(page.get_by_role("link", name="Change Your company"))
    page.keyboard.press("Enter")
    hands.type("What do you make?", "Pumps and valves")
    hands.press("Continue")
    expect(heading).to_have_text("Check your answers")
    hands.press("Apply")

    expect(heading).to_have_text("One more step: confirm your address")
    db.session.rollback()  # what the test held is read again
    [ada] = db.session.scalars(sa.select(Registration)).all()
    assert answers(ada) == {
        "make": "Pumps and valves",
        "size": 90,
        "site": "https://example.org",
        "visa": True,
        "born": "1980-02-29",
    }


def test_a_short_form_shows_and_hides_a_question_at_once(open_page, axe):
    event = make_event()
    visa = make_question(event, K.YES_NO, "Do you need a visa?", key="visa")
    make_question(event, label="Which one?", key="which", shown_if=(visa, ["yes"]))
    page = open_page(f"/events/{event.slug}/register", width=360)
    which = page.get_by_label("Which one?")

    expect(which).to_be_hidden()
    page.get_by_role("radio", name="Yes").check()
    expect(which).to_be_visible()
    page.get_by_role("radio", name="No", exact=True).check()
    expect(which).to_be_hidden()
    assert axe(page) == []
