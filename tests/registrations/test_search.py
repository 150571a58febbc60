"""Staff find people however their name is typed."""

import pytest

from eventreg.registrations import queries
from eventreg.registrations.codes import may_begin_reference
from eventreg.registrations.queries import Wanted, lists
from tests.factories import make_event, make_registration
from tests.house import count_queries, text_of


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


@pytest.mark.parametrize("search", ["{}", "{} ada", "R"])
def test_people_are_found_by_how_their_number_begins(event, search):
    ada = make_registration(event, given_name="Ada", family_name="Nobody")
    search = search.format(ada.reference[:5].lower())

    found = queries.of_event(event, Wanted(search=search))

    assert [person.reference for person in found] == [ada.reference]


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("r", True),
        ("R7K2M9QX", True),
        ("r7k2m9qx", True),
        ("7K2", False),
        ("R7K2M9QXX", False),
        ("rolo", False),
        ("", False),
    ],
)
def test_only_what_may_begin_a_number_is_looked_for_among_numbers(text, may):
    assert may_begin_reference(text) == may


def test_an_event_is_searched_once_for_how_many_and_for_whom(client, sign_in, event):
    make_people(event)
    sign_in("office")

    with count_queries() as sent:
        client.get(f"/manage/events/{event.slug}/registrations?search=mueller")

    # The letters of names are looked at where the event is searched.
    letters = ("instr(registration.search_key", "strpos(registration.search_key")
    searches = [each for each in sent if any(found in each for found in letters)]
    assert len(searches) == 1


def test_of_many_who_are_found_the_pages_are_counted_and_read_in_order(
    event, monkeypatch
):
    make_people(event)
    wanted = Wanted(search="e")
    monkeypatch.setattr(lists, "FEW", 2)

    total = queries.total(event, wanted, queries.counts(event))
    found = queries.listed(event, wanted, among=total.ids)

    assert total == (3, None)
    names = [each.registration.given_name for each in found]
    assert names == ["Ada", "Zoë", "Işık"]


def test_few_who_are_found_are_known_at_once(event):
    make_people(event)
    wanted = Wanted(search="e")

    total = queries.total(event, wanted, queries.counts(event))
    found = queries.listed(event, wanted, among=total.ids)

    assert sorted(total.ids) == sorted(each.registration.id for each in found)
    assert total.people == 3
    names = [each.registration.given_name for each in found]
    assert names == ["Ada", "Zoë", "Işık"]


def test_nobody_is_found_without_looking_twice(event):
    make_people(event)
    wanted = Wanted(search="xyz")

    total = queries.total(event, wanted, queries.counts(event))
    found = queries.listed(event, wanted, among=total.ids)

    assert total == (0, ())
    assert found == []
