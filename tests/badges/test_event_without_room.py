"""Cards that have no room for the event's title say so, once and before a print."""

import pytest

from eventreg.badges.frames import LOOKS
from eventreg.database import write_tx
from tests.badges.test_printing import event, latest, office, press
from tests.factories import make_design, make_print, make_stock

__all__ = ["event", "office"]

BROTHER = "Brother 29x90"


def told(client, event, path: str, stock: str) -> list[str]:
    address = f"/manage/events/{event.slug}/badges{path}"
    page = client.get(address, query_string={"stock": stock}).page
    return [each.text for each in page.select(".flash") if "title" in each.text]


@pytest.mark.parametrize("path", ["", "/look", "/design"])
@pytest.mark.parametrize("look", LOOKS)
def test_a_title_that_no_card_has_room_for_is_told(client, office, event, path, look):
    make_design(event, look=look)
    own = make_stock(width=70, height=36, pitch_x=70, pitch_y=36).name

    assert told(client, event, path, BROTHER) == [
        "On Brother 29x90 the event's title finds no room."
    ]
    assert told(client, event, path, own) == [
        "On Own cards the event's title finds no room."
    ]


@pytest.mark.parametrize("path", ["", "/look", "/design"])
def test_nothing_is_told_of_a_title_that_nobody_wants_or_that_has_room(
    client, office, event, path
):
    with_room = told(client, event, path, "DURABLE 1445-02")
    make_design(event, fields=["company"])

    assert (with_room, told(client, event, path, BROTHER)) == ([], [])


@pytest.mark.parametrize("path", ["", "/design"])
def test_a_title_left_off_some_badges_is_told_beside_the_design_too(
    client, office, event, path
):
    with write_tx():
        event.texts[0].title = "Network evening of all chambers of the valley " * 4

    [words] = told(client, event, path, "DURABLE 1445-02")

    assert words.startswith("On 3 badges the event's title is left out")


def test_nobody_prints_on_such_cards_before_it_was_told(client, office, event):
    first = make_print(event, office).id

    asked = press(client, event, stock=BROTHER)
    unprinted = latest().id
    answer = press(client, event, stock=BROTHER, seen=BROTHER)

    assert "the event's title finds no room" in asked.page.main.text
    assert (unprinted, answer.status_code) == (first, 303)


def test_the_list_that_needs_a_look_does_not_call_such_badges_well(
    client, office, event
):
    address = f"/manage/events/{event.slug}/badges/look?stock={BROTHER}"

    page = client.get(address).page

    assert "All badges come out well" not in page.main.text
    assert "Nothing is left to look at" in page.main.text
