"""Staff find people however their name is typed."""

import pytest

from tests.factories import make_event, make_registration
from tests.house import text_of


@pytest.fixture
def event(app):
    return make_event()


def make_people(event):
    for given, family, company in (
        ("Zoë", "Müller", "Berg GmbH"),
        ("Işık", "Öztürk", "Yılmaz Makine"),
        ("Ada", "Äpfel", ""),
    ):
        make_registration(event, given_name=given, family_name=family, company=company)


def listed(response):
    cells = response.page.select("tbody th")
    return [text_of(cell) for cell in cells if not cell.find_parent(class_="pools")]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("mueller", ["Zoë Müller"]),
        ("MULLER zoe", ["Zoë Müller"]),
        ("isik", ["Işık Öztürk"]),
        ("yilmaz", ["Işık Öztürk"]),
        ("%", []),
        ("_", []),
        ("nobody", []),
    ],
)
def test_search_finds_every_spelling(client, sign_in, event, search, found):
    make_people(event)
    sign_in("office")

    response = client.get(
        f"/manage/events/{event.slug}/registrations", query_string={"search": search}
    )

    assert listed(response) == found


@pytest.mark.parametrize("search", ["陈小雨", "陈 小雨", "chen", "小雨"])
def test_a_name_without_a_space_is_found(client, sign_in, event, search):
    make_registration(
        event, given_name="小雨", family_name="陈", family_first=True, company="上海"
    )
    sign_in("office")

    response = client.get(
        f"/manage/events/{event.slug}/registrations", query_string={"search": search}
    )

    assert listed(response) == ["陈小雨"]
