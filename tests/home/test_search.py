"""One field finds people at events, events and companies; each role what it may."""

import pytest

from eventreg.database import write_tx
from eventreg.home.search import queries
from eventreg.people.keys import write_keys
from eventreg.registrations.states import State
from tests.factories import make_event, make_member, make_person, make_registration
from tests.house import count_queries, text_of


@pytest.fixture
def trip(app):
    return make_event(title="Trip to İzmir", place_name="Town Hall")


def register(event, given_name="Ada", family_name="Berg", **columns):
    names = {"given_name": given_name, "family_name": family_name}
    return make_registration(event, State.CONFIRMED, **names, **columns)


def look(client, typed):
    return client.get("/manage/search", query_string={"search": typed})


def found(response):
    return [text_of(a) for a in response.page.select("#results .people__name")]


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        (("Jürgen", "Müller"), "mueller jurgen"),
        (("Işıl", "Yılmaz"), "isil YILMAZ"),
        (("გიორგი", "ბერიძე"), "giorgi"),
        (("小雨", "陈"), "陈小雨"),
        (("Seán", "O’Neill"), "oneill"),
    ],
    ids=["umlaut", "turkish", "georgian", "chinese", "apostrophe"],
)
def test_a_person_is_found_in_any_spelling(client, sign_in, trip, names, typed):
    ada = register(trip, *names)
    register(trip, "Una", "Unseen")
    sign_in("office")

    page = look(client, typed)

    [link] = page.page.select("#results .people__name")
    assert link["href"] == f"/manage/registrations/{ada.reference}"


def test_what_only_sounds_alike_is_found_where_a_word_begins(client, sign_in, trip):
    register(trip, "Olena", "Shevchenko")
    register(trip, "Eva", "Esser", company="Aachener Werke")
    register(trip, "Kai", "Chen", email="kai@example.org")
    register(trip, "小雨", "陈", email="xiaoyu@example.org")
    sign_in("office")

    assert found(look(client, "陈")) == ["小雨 陈", "Kai Chen"]


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        (("Иван", "Кравцов"), "kravtsov"),
        (("Иван", "Кравцов"), "кравцов"),
        (("Ivan", "Kravtsov"), "Кравцов"),
        (("Олена", "Шевченко"), "ченко"),
    ],
    ids=["latin", "small", "sounds", "inside"],
)
def test_cyrillic_is_found_from_both_sides(client, sign_in, trip, names, typed):
    register(trip, *names)
    sign_in("office")

    assert found(look(client, typed)) == [" ".join(names)]


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        (("Γεώργιος", "Παπαδόπουλος"), "papadopoulos"),
        (("Юлия", "Ёлкина"), "julia yolkina"),
        (("Володимир", "Ґалаґан"), "Volodymyr"),
        (("민준", "김"), "Kim Minjun"),
    ],
    ids=["greek", "russian", "ukrainian", "korean"],
)
def test_the_usual_latin_spelling_finds_other_scripts(
    client, sign_in, trip, names, typed
):
    register(trip, *names)
    person = make_person(make_member("Berg GmbH"))
    with write_tx():
        person.given_name, person.family_name = names
        write_keys(person)
    sign_in("office")

    assert found(look(client, typed)) == [" ".join(names), "Berg GmbH"]


@pytest.mark.parametrize("typed", ["R{}", "berg gmbh", "ada@example.org", "ada gmbh"])
def test_number_company_and_address_lead_to_the_person(client, sign_in, trip, typed):
    ada = register(trip, company="Berg GmbH", email="ada@example.org")
    sign_in("office")

    page = look(client, ada.reference if typed == "R{}" else typed)

    assert found(page) == ["Ada Berg"]
    assert text_of(page.page.select_one("#found")) == "Found: 1 registration"


@pytest.mark.parametrize("role", ["travel_lead", "desk"])
def test_who_may_not_see_addresses_finds_nobody_by_them(client, sign_in, trip, role):
    ada = register(trip, company="Berg GmbH", email="hidden@example.org")
    sign_in(role)

    by_name, by_address = look(client, "berg"), look(client, "hidden")

    [link] = by_name.page.select("#results .people__name")
    assert link["href"] == (
        f"/manage/events/{trip.slug}/registrations?search={ada.reference}"
    )
    assert "hidden@" not in by_name.text
    assert found(by_address) == []


def test_events_and_companies_are_found_too(client, sign_in, trip):
    make_person(make_member("Kuyumcu A.Ş."), given_name="Ece", family_name="Ak")
    sign_in("travel_lead")

    assert found(look(client, "izmir hall")) == ["Trip to İzmir"]
    assert found(look(client, "kuyumcu")) == ["Kuyumcu A.Ş."]
    assert found(look(client, "ece ak")) == ["Kuyumcu A.Ş."]


def test_the_desk_does_not_see_the_members(client, sign_in):
    make_member("Kuyumcu A.Ş.")
    sign_in("desk")

    assert found(look(client, "kuyumcu")) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type at least two letters. Accents and capitals make no difference."),
        ("x", "Type at least two letters. Accents and capitals make no difference."),
        ("%_", "Nothing found. Try a part of the name, or another spelling."),
        ("zz", "Nothing found. Try a part of the name, or another spelling."),
        ("x" * 500, "Nothing found. Try a part of the name, or another spelling."),
        (
            "\x00 {{ 7*7 }}<b>",
            "Nothing found. Try a part of the name, or another spelling.",
        ),
        ("\ud800ab", "Nothing found. Try a part of the name, or another spelling."),
    ],
    ids=["empty", "one", "signs", "none", "long", "control", "surrogate"],
)
def test_what_finds_nothing_says_what_to_do(client, sign_in, trip, typed, said):
    register(trip)
    sign_in("office")

    page = client.get(
        "/manage/search",
        query_string={"search": typed.encode("utf-8", "surrogatepass")},
    )

    assert text_of(page.page.select_one("#found")) == said


def test_of_many_the_first_are_shown_and_the_rest_is_said(
    client, sign_in, trip, monkeypatch
):
    monkeypatch.setattr(queries, "MOST_SHOWN", 2)
    for name in ("Ada", "Ben", "Cyd"):
        register(trip, name)
    sign_in("office")

    page = look(client, "berg")

    assert found(page) == ["Ada Berg", "Ben Berg"]
    assert "There are more." in text_of(page.page.select_one("#results"))


def test_thirty_results_need_no_more_queries_than_one(client, sign_in, trip):
    sign_in("office")
    register(trip)
    make_member(name="Berg 0")
    make_event(title="Berg")
    with count_queries() as one:
        look(client, "berg")
    for number in range(29):
        event = make_event(title=f"Berg {number}")
        register(event, f"Ada{number}")
        make_member(name=f"Berg {number}")

    with count_queries() as thirty:
        look(client, "berg")

    assert len(thirty) == len(one)
    assert len(thirty) <= 8
