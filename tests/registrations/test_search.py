"""Staff find people however their name is typed."""

import pytest

from eventreg.registrations import queries
from eventreg.registrations.queries import Wanted
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


@pytest.mark.parametrize("few", [True, False])
def test_few_and_many_are_found_alike_and_in_order(event, few):
    make_people(event)

    found = queries.of_event(event, Wanted(search="e"), few=few)

    assert [person.given_name for person in found] == ["Ada", "Zoë", "Işık"]


def test_names_in_a_script_nobody_can_fold_are_kept_however_long(event):
    # Of no pattern that a database could squeeze into a row of its index.
    letters = [chr(0xF0000 + number * 7919 % 60_000) for number in range(800)]
    given, family = "".join(letters[:400]), "".join(letters[400:])

    make_registration(event, given_name=given, family_name=family, company=given[:200])

    found = queries.of_event(event, Wanted(search=given[:3]))
    assert [person.family_name for person in found] == [family]
