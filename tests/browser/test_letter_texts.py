"""Wording an e-mail in a real browser, with and without script."""

from playwright.sync_api import expect

from tests.factories import make_account, make_event, make_registration

FRAME = 'iframe[name="letter-preview"]'


def open_editor(open_page, **options):
    event = make_event(title="Summer school")
    make_registration(event, given_name="Zoë", family_name="Quill")
    ole = make_account("ole@example.org")
    return open_page(
        f"/manage/events/{event.slug}/letters/confirmed/en", as_=ole, **options
    )


def test_the_preview_follows_what_is_typed(open_page):
    page = open_editor(open_page)
    preview = page.frame_locator(FRAME)
    expect(preview.get_by_role("heading")).to_have_text("You are in")

    text = page.get_by_label("Text")
    text.fill(text.input_value().replace("# You are in", "# Welcome, Zoë"))
    expect(preview.get_by_role("heading")).to_have_text("Welcome, Zoë")
    page.get_by_label("long names").check()
    expect(preview.locator("body")).to_contain_text("Freifrau von Hohenstein")

    page.go_back()
    expect(page).not_to_have_title("Confirmed – Business Network Aachen")


def test_saving_right_after_typing_saves(open_page):
    page = open_editor(open_page)

    text = page.get_by_label("Text")
    text.fill(text.input_value().replace("# You are in", "# Welcome"))
    expect(page.frame_locator(FRAME).get_by_role("heading")).to_have_text("Welcome")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("main")).to_contain_text("Changed for this event on")
    expect(page.get_by_label("Text")).to_have_value(
        text.input_value().replace("# You are in", "# Welcome")
    )


def test_without_script_a_button_shows_the_preview(open_page):
    page = open_editor(open_page, script=False, width=360)

    text = page.get_by_label("Text")
    text.fill(text.input_value().replace("# You are in", "# Welcome"))
    page.get_by_role("button", name="Show the preview").click()

    expect(page.frame_locator(FRAME).get_by_role("heading")).to_have_text("Welcome")
    expect(text).to_have_value(text.input_value())


def test_without_script_a_test_email_shows_what_was_typed(open_page):
    page = open_editor(open_page, script=False, width=360)
    text = page.get_by_label("Text")
    text.fill(text.input_value().replace("look forward to", "wait for"))

    page.get_by_role("button", name="Send me a test e-mail").click()

    plain = page.locator("noscript pre")
    expect(plain).to_be_visible()
    expect(plain).to_contain_text("we wait for seeing you")
    page.get_by_role("button", name="Show the preview").click()
    expect(page.frame_locator(FRAME).locator("body")).to_contain_text(
        "we wait for seeing you"
    )


def test_a_mistake_takes_the_focus_to_its_line(open_page, axe):
    page = open_editor(open_page)

    text = page.get_by_label("Text")
    written = text.input_value().replace("{greeting}", "{greting}")
    line = 1 + written[: written.index("{greting}")].count("\n")
    text.fill(written)
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name=f"Line {line}: {{greting}} is no placeholder").click()
    expect(page.get_by_label("Text")).to_be_focused()
    assert axe(page) == []
