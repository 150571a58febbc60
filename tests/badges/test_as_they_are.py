"""Badges that need a look can be printed as they are, until they change."""

import pytest

from eventreg.database import write_tx
from tests.badges.test_looking import LONG, names_on
from tests.badges.test_printing import FORM
from tests.factories import make_design, make_event, make_registration
from tests.house import count_queries


@pytest.fixture
def event(app, sign_in):
    event = make_event()
    sign_in("office")
    return event


@pytest.fixture
def long(event):
    return make_registration(event, given_name=LONG, family_name=LONG)


def page_of(client, event, stock=""):
    end = f"?stock={stock}" if stock else ""
    return client.get(f"/manage/events/{event.slug}/badges/look{end}").page


def accept(client, event, stock=""):
    form = page_of(client, event, stock).select_one(".looks form.act")
    return client.post(form["action"], data={"seen": form.button["value"]})


def test_an_accepted_badge_is_off_the_list_and_warned_of_no_more(client, event, long):
    answer = accept(client, event)

    page = client.get(answer.location).page
    badges = client.get(f"/manage/events/{event.slug}/badges").page
    printed = client.post(f"/manage/events/{event.slug}/badges/print", data=FORM)
    assert names_on(page) == []
    assert page.select_one(".lede").text == "Nothing is left to look at."
    assert page.select_one("details summary").text == "1 badge stays as it is"
    assert "come out too small" not in badges.main.text
    assert badges.find("a", string="1 badge stays as it is")
    assert printed.status_code == 303


def test_it_can_be_looked_at_again(client, event, long):
    page = client.get(accept(client, event).location).page

    form = page.select_one("details form")
    client.post(form["action"], data={form.button["name"]: form.button["value"]})

    assert names_on(page_of(client, event)) == [f"{LONG} {LONG}"]


def test_once_it_changes_it_is_looked_at_again(client, event, long):
    accept(client, event)
    with write_tx():
        long.company = "Byron Ltd"

    assert names_on(page_of(client, event)) == [f"{LONG} {LONG}"]


def test_in_another_design_or_on_other_cards_it_is_looked_at_again(client, event, long):
    accept(client, event)
    on_others = names_on(page_of(client, event, "HERMA 4412"))
    make_design(event, look="bold")

    assert (on_others, names_on(page_of(client, event))) == (
        [f"{LONG} {LONG}"],
        [f"{LONG} {LONG}"],
    )


def test_what_has_changed_since_the_look_is_not_accepted(client, event, long):
    form = page_of(client, event).select_one(".looks form.act")
    with write_tx():
        long.company = "Byron Ltd"

    answer = client.post(form["action"], data={"seen": form.button["value"]})

    assert answer.status_code == 409
    assert "This badge has changed meanwhile." in answer.text
    assert names_on(page_of(client, event)) == [f"{LONG} {LONG}"]


def test_accepting_it_once_more_after_a_change_is_no_error(client, event, long):
    accept(client, event)
    with write_tx():
        long.company = "Byron Ltd"
    accept(client, event)

    assert names_on(page_of(client, event)) == []


def test_a_badge_of_another_event_is_missing(client, event):
    other = make_registration(make_event(), given_name="Una")
    path = f"/manage/events/{event.slug}/badges/{other.badge_code}/as-it-is"

    assert client.post(path, data={"seen": "x"}).status_code == 404


def test_many_that_are_accepted_cost_no_more_queries(client, event, long):
    with count_queries() as few:
        page_of(client, event)
    for number in range(10):
        make_registration(
            event,
            given_name=LONG,
            family_name=LONG[number:],
            email=f"a{number}@example.org",
        )
        accept(client, event)
    with count_queries() as many:
        page_of(client, event)

    assert len(many) == len(few)
