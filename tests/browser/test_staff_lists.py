"""What needs a browser on staff pages: headings apart, files fetched twice."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_registration

#: The gaps between the words of one heading and those of the next, in pixels.
GAPS = """() => {
  const cells = [...document.querySelectorAll("table thead tr")].map((row) =>
    [...row.cells].map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return range.getBoundingClientRect();
    }),
  );
  return cells.flatMap((row) => row.slice(1).map((box, n) => box.left - row[n].right));
}"""


#: Labels of cards one of whose words is wider than the place beside the value.
CUT = """() => [...document.querySelectorAll("td[data-label]")].filter((cell) => {
  const place = parseFloat(getComputedStyle(cell).gridTemplateColumns);
  const { fontSize, fontFamily } = getComputedStyle(cell, "::before");
  return cell.dataset.label.split(" ").some((word) => {
    const said = document.body.appendChild(document.createElement("span"));
    const one = { position: "absolute", whiteSpace: "nowrap" };
    Object.assign(said.style, { fontSize, fontFamily, ...one });
    said.textContent = word;
    const { width } = said.getBoundingClientRect();
    said.remove();
    return width > place;
  });
}).map((cell) => cell.dataset.label)"""


@pytest.mark.parametrize("language", ["tr", "de"])
@pytest.mark.parametrize("page", ["events/{}/statistics", "events"])
def test_cards_on_a_phone_cut_no_word_and_hold_their_dates(open_page, language, page):
    director = make_account("dana@example.org", role="director", language=language)
    event = make_event(starts_local=datetime(2099, 12, 17, 19), capacity=30)
    make_registration(event)

    address = f"/manage/{page.format(event.slug)}?lang={language}"
    shown = open_page(address, width=360, as_=director)

    assert shown.evaluate(CUT) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_paper_the_table_under_the_curve_is_open(open_page):
    director = make_account("dana@example.org", role="director", language="en")
    event = make_event()
    make_registration(event)
    page = open_page(f"/manage/events/{event.slug}/statistics", as_=director)
    days = page.get_by_role("table", name="Sign-ups over time")

    expect(days).to_be_hidden()
    page.emulate_media(media="print")

    expect(days).to_be_visible()
    expect(page.get_by_text("As a table")).to_be_hidden()


@pytest.mark.parametrize("language", ["de", "tr"])
def test_headings_of_numbers_stand_apart(open_page, language):
    director = make_account("dana@example.org", role="director", language=language)
    event = make_event(capacity=30, contingents={"Wissenschaft": 5})
    make_registration(event)
    page = open_page(
        f"/manage/events/{event.slug}/statistics?lang={language}", as_=director
    )

    gaps = page.evaluate(GAPS)

    assert len(gaps) > 6
    assert min(gaps) >= 8


def test_many_columns_are_scrolled_beside_the_page(open_page):
    director = make_account("dana@example.org", role="director", language="en")
    event = make_event()
    make_registration(event, company="Berg GmbH", position="Head of procurement")
    columns = (
        *("salutation", "title", "given_name", "family_name", "company", "position"),
        *("country", "email", "phone", "language", "role", "state", "submitted_at"),
        *("reference", "show_name", "photo_level", "message", "is_member"),
    )
    query = "&".join(f"col={column}" for column in columns)

    page = open_page(f"/manage/events/{event.slug}/registrations?{query}", as_=director)
    table = page.get_by_role("region", name="Registrations")

    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert table.evaluate("each => each.scrollWidth > each.clientWidth")
    table.evaluate("each => each.scrollLeft = 300")
    name = page.get_by_role("rowheader", name="Ada").bounding_box()
    assert name["x"] == table.bounding_box()["x"]


def test_an_export_can_be_fetched_again_at_once(open_page):
    director = make_account("dana@example.org", role="director", language="en")
    event = make_event(starts_in=timedelta(days=9))
    make_registration(event)
    page = open_page(f"/manage/events/{event.slug}/registrations/export", as_=director)

    names = []
    for _time in range(2):
        with page.expect_download(timeout=2500) as download:
            page.get_by_role("button", name="Export").click()
        names.append(download.value.suggested_filename)

    assert names[0] == names[1]


#: Where something of a value stands under its label instead of beside it.
ASTRAY = """() => {
  const cells = [...document.querySelectorAll(".cards td[data-label]")];
  return cells.flatMap((cell) => {
    const label = cell.getBoundingClientRect().left;
    return [...cell.querySelectorAll("*")]
      .filter((each) => each.textContent.trim())
      .map((each) => each.getBoundingClientRect().left - label)
      .filter((left) => left < 100);
  });
}"""


def test_on_a_phone_all_of_a_value_stands_beside_its_label(open_page):
    director = make_account("dana@example.org", role="director", language="en")
    make_account("ole@example.org", role="office", has_money_right=True)
    page = open_page("/manage/accounts", as_=director, width=360)

    assert page.get_by_text("Looks after fees and payments").count() == 1
    assert page.evaluate(ASTRAY) == []


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_no_button_of_the_inbox_breaks_on_a_phone(open_page, language):
    director = make_account("dana@example.org", role="director", language=language)
    make_registration(make_event(needs_approval=True), State.PENDING)
    page = open_page("/manage/inbox", as_=director, width=360)

    buttons = page.locator(".people--inbox .button").all()
    heights = {round(each.bounding_box()["height"]) for each in buttons[:3]}

    assert heights == {44}
