"""The menu marks the room in which the page stands."""

import pytest

from eventreg.registrations.states import State
from tests.factories import make_event, make_person, make_registration
from tests.house import text_of


def marked(page):
    return [text_of(each) for each in page.select("header nav [aria-current]")]


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("/manage", "Start"),
        ("/manage/events/new", "Events"),
        ("/account", "My account"),
        ("/account/second-factor", "My account"),
        ("/account/password", "My account"),
    ],
)
def test_a_page_stands_in_one_room(client, sign_in, path, room):
    sign_in("director")

    page = client.get(path).page

    assert marked(page) == [room]


@pytest.mark.parametrize(
    ("address", "room"),
    [
        ("", "Events"),
        ("/details", "Events"),
        ("/note", "Events"),
        ("?reading=1", "Inbox (1)"),
        ("/note?inbox=1", "Inbox (1)"),
    ],
)
def test_who_is_read_stands_where_the_page_was_opened(client, sign_in, address, room):
    sign_in("director")
    ada = make_registration(make_event(needs_approval=True), State.PENDING)

    shown = client.get(f"/manage/registrations/{ada.reference}{address}").page

    assert marked(shown) == [room]


def test_a_known_person_stands_among_the_members(client, sign_in):
    sign_in("office")

    shown = client.get(f"/manage/people/{make_person().reference}").page

    assert marked(shown) == ["Members"]
