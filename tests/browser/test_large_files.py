"""Files that are too large are told before anything is sent."""

import re

import pytest
from playwright.sync_api import expect

from eventreg.events.questions.states import QuestionKind
from tests.factories import make_event, make_question

TOO_LARGE = "This file is larger than 10 MB. Make it smaller, or choose another one."
TOGETHER = "These files together are larger than 60 MB."


@pytest.fixture
def files(tmp_path):
    """Paths of a small file, one that is too large, and one just below."""

    def make(name, size):
        path = tmp_path / f"{name}.pdf"
        with path.open("wb") as file:
            file.truncate(size)
        return path

    return make("small", 1000), make("large", 11_000_000), make("full", 10_000_000)


def ask(event, *labels):
    for label in labels:
        make_question(event, QuestionKind.FILE, label=label)
    return f"/events/{event.slug}/register"


def test_a_file_that_is_too_large_is_told_at_once_and_stops_the_form(
    app, open_page, files
):
    small, large, _full = files
    page = open_page(ask(make_event(), "Your CV"), width=360)
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_label("Given name").fill("Ada")
    control = page.get_by_label("Your CV")

    control.set_input_files(large)
    told = page.get_by_role("alert").filter(has_text=TOO_LARGE)
    expect(told).to_be_visible()
    page.get_by_role("button", name="Sign up", exact=True).click()

    expect(control).to_be_focused()
    expect(control).to_have_attribute("aria-invalid", "true")
    assert (sent, page.get_by_label("Given name").input_value()) == ([], "Ada")

    control.set_input_files(small)
    expect(told).to_be_hidden()
    page.get_by_role("button", name="Sign up", exact=True).click()

    expect(page).to_have_title(re.compile("^Error: "))


def test_files_that_are_too_large_together_are_told_at_the_last_one(
    app, open_page, files
):
    labels = [f"Paper {number}" for number in range(1, 8)]
    page = open_page(ask(make_event(), *labels))

    for label in labels:
        page.get_by_label(label).set_input_files(files[2])

    expect(page.get_by_role("alert").filter(has_text=TOGETHER)).to_have_count(1)
    expect(page.get_by_label("Paper 7")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Sign up", exact=True).click()
    expect(page.get_by_label("Paper 7")).to_be_focused()
