"""The menu marks the room in which the page stands."""

import pytest

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
