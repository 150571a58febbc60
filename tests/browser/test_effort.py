"""How much a volunteer types and presses until a workshop can be signed up for."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Locator, Page, expect

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.questions import queries
from eventreg.events.states import EventState, PoolKind
from tests.factories import make_account, make_event

#: What is asked of the site (issue 4): nobody has more patience on a free evening.
MOST_INPUTS, MOST_CLICKS = 25, 8


class Volunteer:
    """Somebody at the page, whose every input and every click is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.inputs, self.clicks = page, 0, 0

    def type(self, field: Locator, text: str) -> None:
        field.fill(text)
        self.inputs += 1

    def choose(self, field: Locator, words: str) -> None:
        field.select_option(label=words)
        self.inputs += 1

    def tick(self, field: Locator) -> None:
        field.check()
        self.inputs += 1

    def follow(self, name: str) -> None:
        self._click(self.page.get_by_role("main").get_by_role("link", name=name))

    def press(self, name: str) -> None:
        self._click(self.page.get_by_role("main").get_by_role("button", name=name))

    def _click(self, what: Locator) -> None:
        what.last.click()
        self.clicks += 1

    def question(self, number: int) -> Locator:
        return self.page.get_by_role("group", name=f"Question {number}", exact=True)

    def ask(self, number: int, words: str, kind: str = "", answers: str = "") -> None:
        row = self.question(number)
        self.type(row.get_by_label("Question"), words)
        if kind:
            self.choose(row.get_by_label("Kind"), kind)
        if answers:
            self.type(row.get_by_label("Answers to choose from"), answers)


def write_the_workshop(volunteer: Volunteer) -> None:
    field, day = volunteer.page.get_by_label, clock.now() + timedelta(days=60)
    volunteer.follow("New event")
    volunteer.follow("Workshop")
    volunteer.type(field("Title"), "Exporting for beginners")
    volunteer.type(field("Place"), "Town Hall, Aachen")
    volunteer.type(field("Starts"), f"{day:%Y-%m-%d}T14:00")
    volunteer.type(field("Ends"), f"{day:%Y-%m-%d}T18:00")
    volunteer.type(field("Sessions (optional)"), "Customs, 12\nPayments, 15")
    volunteer.press("Create the draft")


def write_the_questions(volunteer: Volunteer) -> None:
    volunteer.follow("Edit Questions")
    volunteer.follow("Write several at once")
    volunteer.ask(1, "To which country do you export?", "Country")
    volunteer.ask(2, "How many people work for you?", "A number")
    volunteer.ask(
        3, "What do you export?", "One of several answers", "Goods\nServices\nBoth"
    )
    volunteer.ask(4, "What would you like to ask the speakers?", "Long text")
    volunteer.ask(5, "Do you need a parking space?", "Yes or no")
    volunteer.ask(
        6, "Which languages do you speak?", "Several of several answers", "de\ntr\nen"
    )
    volunteer.tick(volunteer.question(3).get_by_label("Must be answered"))
    volunteer.press("Save all")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_workshop_with_six_questions_takes_few_steps(app, open_page, width):
    office = make_account(language="en")
    volunteer = Volunteer(open_page("/manage/events", as_=office, width=width))

    write_the_workshop(volunteer)
    write_the_questions(volunteer)
    volunteer.follow("Exporting for beginners")
    volunteer.press("Publish")

    expect(volunteer.page.get_by_text("The event is published.")).to_be_visible()
    assert volunteer.inputs <= MOST_INPUTS
    assert volunteer.clicks <= MOST_CLICKS
    db.session.rollback()
    event = db.session.scalars(sa.select(Event)).one()
    assert event.state is EventState.PUBLISHED
    assert len(event.pools_of(PoolKind.SESSION)) == 2
    kinds = [str(question.kind) for question in queries.questions(event)]
    assert kinds == [
        *("country", "number", "one_of"),
        *("long_text", "yes_no", "several_of"),
    ]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_field_for_answers_is_there_for_kinds_that_have_some(
    app, open_page, axe, script
):
    event = make_event()
    page = open_page(
        f"/manage/events/{event.slug}/edit/questions/several",
        as_=make_account(language="en"),
        script=script,
        width=360,
    )
    row = page.get_by_role("group", name="Question 1", exact=True)

    expect(row.get_by_label("Answers to choose from")).to_be_hidden()
    row.get_by_label("Kind").select_option(label="One of several answers")
    row.get_by_label("Answers to choose from").fill("only")
    row.get_by_label("Kind").select_option(label="Date")
    expect(row.get_by_label("Answers to choose from")).to_be_hidden()
    page.get_by_role("button", name="Save all").last.click()

    # What was typed is refused, and can be seen.
    expect(row.get_by_label("Answers to choose from")).to_have_value("only")
    if script:
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
