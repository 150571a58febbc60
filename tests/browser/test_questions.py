"""Questions are made and tried out in a real browser."""

import pytest
from playwright.sync_api import expect

from eventreg.database import db
from eventreg.events.questions import queries
from eventreg.events.questions.states import QuestionKind
from eventreg.registrations.states import State
from tests.factories import (
    make_account,
    make_answer,
    make_event,
    make_question,
    make_registration,
)


@pytest.fixture
def ole(app):
    """Somebody of the office who reads English."""
    return make_account(language="en")


def edit(event, rest=""):
    return f"/manage/events/{event.slug}/edit/questions{rest}"


def asked(event):
    """What the site has stored meanwhile."""
    db.session.rollback()
    return queries.questions(event)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_choice_with_places_and_what_waits_for_it(ole, open_page, script):
    event = make_event()
    page = open_page(edit(event), as_=ole, script=script, width=360)

    page.get_by_role("link", name="Add a question").first.click()
    page.get_by_role("link", name="One of several answers").click()
    page.get_by_label("Question (English)").fill("Which company do you visit?")
    page.get_by_label("Answer 1", exact=True).fill("Mill")
    page.get_by_label("Places for answer 1").fill("7")
    page.get_by_label("Answer 2", exact=True).fill("Port")
    page.get_by_role("button", name="Another answer").click()
    page.get_by_label("Answer 5", exact=True).fill("Zoo")
    page.get_by_role("button", name="Save").last.click()
    page.get_by_role("link", name="Add a question").first.click()
    page.get_by_role("link", name="Short text").click()
    page.get_by_label("Question (English)").fill("Shoe size?")
    page.get_by_label("Asked only after an answer to").select_option(index=1)
    page.get_by_role("button", name="Show the answers of this question").click()
    page.get_by_label("Mill").check()
    page.get_by_role("button", name="Save").last.click()

    expect(
        page.get_by_text("Only if you answer “Which company do you visit?” with: Mill")
    ).to_be_visible()
    which, shoes = asked(event)
    assert [choice.labels["en"] for choice in which.offered] == ["Mill", "Port", "Zoo"]
    assert [choice.pool and choice.pool.capacity for choice in which.offered] == [
        7,
        None,
        None,
    ]
    assert (shoes.shown_if, shoes.shown_if_answers) == (which, [which.choices[0].key])


@pytest.fixture
def event(app):
    """Hungry? If so, which dish; if that is fish, with bones? And an own tick."""
    event = make_event()
    hungry = make_question(event, QuestionKind.YES_NO, "Hungry?")
    dish = make_question(
        event,
        QuestionKind.ONE_OF,
        "Which dish?",
        choices=["Fish", "Beans"],
        shown_if=(hungry, ["yes"]),
    )
    make_question(event, label="Bones?", shown_if=(dish, ["Fish"]))
    make_question(event, label="Allergies?", own_tick=True)
    return event


def test_what_waits_for_an_answer_is_shown_as_soon_as_it_is_given(
    ole, open_page, event
):
    page = open_page(edit(event, "/preview/en"), as_=ole)
    bones = page.get_by_label("Bones? (optional)")

    expect(page.get_by_role("group", name="Which dish?")).to_be_hidden()
    page.get_by_label("Yes", exact=True).check()
    expect(bones).to_be_hidden()
    page.get_by_label("Fish").check()
    expect(bones).to_be_visible()
    page.get_by_label("No", exact=True).check()

    expect(bones).to_be_hidden()


def test_without_script_all_stand_there_with_words_that_say_when_they_count(
    ole, open_page, event
):
    page = open_page(edit(event, "/preview/en"), as_=ole, script=False)

    expect(page.get_by_text("Only if you answer “Hungry?” with: Yes")).to_be_visible()
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Bones? (optional)").fill("No, please")
    page.get_by_role("button", name="Check").click()

    expect(page.get_by_role("definition")).to_have_text(["No"])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_tick_opens_its_field(ole, open_page, event, script):
    page = open_page(edit(event, "/preview/en"), as_=ole, script=script)
    field = page.get_by_label("Allergies? (optional)")

    expect(field).to_be_hidden()
    page.get_by_label("Yes, I would like to tell you").check()

    expect(field).to_be_visible()


def test_a_question_is_moved_by_keyboard_and_the_page_stays_there(
    ole, open_page, event
):
    page = open_page(edit(event), as_=ole)

    page.get_by_role("button", name="Up Allergies?").focus()
    page.keyboard.press("Enter")

    expect(page.locator(":target")).to_contain_text("Allergies?")
    assert [row.labels["en"] for row in asked(event)] == [
        "Hungry?",
        "Which dish?",
        "Allergies?",
        "Bones?",
    ]


def test_questions_in_a_row_are_far_enough_apart_for_a_thumb(
    ole, open_page, axe, event
):
    page = open_page(edit(event), as_=ole, width=360)

    assert axe(page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_answer_to_a_changed_question_is_removed_on_a_phone(
    ole, open_page, axe, dark
):
    event = make_event()
    case = make_question(event, QuestionKind.SHORT_TEXT, "Your own case?", key="case")
    ada = make_registration(event, State.CONFIRMED)
    make_answer(ada, case, "Proof of origin")
    staff = open_page(edit(event, "/case"), as_=ole)
    staff.get_by_label("Kind", exact=True).select_option("yes_no")
    staff.get_by_role("button", name="Save").last.click()

    page = open_page(f"/my/{ada.token}/change", width=360, dark=dark)
    expect(page.get_by_text("Answered before: Proof of origin")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Remove this answer: Your own case?").check()
    page.get_by_role("button", name="Save").last.click()

    expect(page.get_by_text("Your own case?: Proof of origin → –")).to_be_attached()


def test_words_about_a_question_that_is_not_asked_go_once_it_is(open_page):
    event = make_event()
    car = make_question(event, QuestionKind.YES_NO, "By car?", key="car")
    plate = make_question(
        event, QuestionKind.SHORT_TEXT, "Plate?", key="plate", shown_if=(car, ["yes"])
    )
    ada = make_registration(event, State.CONFIRMED)
    make_answer(ada, plate, "AC-X 1")
    page = open_page(f"/my/{ada.token}/change")
    words = page.get_by_text("This is asked only under a condition now.")
    expect(words).to_be_visible()

    page.get_by_role("group", name="By car?").get_by_label("Yes").check()

    expect(words).to_be_hidden()
    expect(page.get_by_role("textbox", name="Plate?")).to_have_value("AC-X 1")
