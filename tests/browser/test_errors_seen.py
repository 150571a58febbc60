"""A wrong answer is marked beside all of its question."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from eventreg.events.questions.states import QuestionKind
from tests.factories import make_event, make_question


@pytest.mark.parametrize("kind", [QuestionKind.ONE_OF, QuestionKind.SHORT_TEXT])
def test_the_bar_of_a_mistake_begins_with_the_words_of_the_question(
    app, open_page, kind
):
    """A browser draws the border of a group from the middle of its legend on."""
    event = make_event()
    label = "Which of these do you want to repair with us on that long evening?"
    make_question(event, kind, label, required=True)
    page = open_page(f"/events/{event.slug}/register", width=360)
    page.get_by_role("button", name="Sign up", exact=True).click()
    wrong = page.locator(".field--error").filter(has_text=label)
    expect(wrong).to_be_visible()

    picture = Image.open(io.BytesIO(wrong.screenshot())).convert("RGB")

    bar = {picture.getpixel((1, row)) for row in range(2, picture.height - 2)}
    assert len(bar) == 1
