"""Finding people and companies."""

from datetime import date

import pytest
import sqlalchemy as sa

from eventreg.people import queries
from eventreg.people.models import Person
from eventreg.people.names import search_key
from eventreg.people.queries import Standing, Wanted
from eventreg.people.services import PersonIsKnown
from tests.factories import make_company, make_member, make_person, make_sector
from tests.house import count_queries

pytestmark = pytest.mark.usefixtures("app")

TODAY = date(2026, 6, 1)


def found(language: str = "de", **wanted: object) -> list[str]:
    wanted_ = Wanted(**wanted)  # type: ignore[arg-type]
    companies = queries.members(wanted_, on=TODAY, language=language)
    assert queries.member_count(wanted_, on=TODAY) == len(companies)
    return [company.name for company in companies]


def test_a_person_is_known_by_address_and_name_together():
    ada = make_person(given_name="Ada", family_name="Müller", email="ada@example.org")

    by_address = queries.person_by_address
    assert by_address("ADA@example.org", search_key("ada mueller")) == ada
    assert by_address("ada@example.org", search_key("Ben Müller")) is None
    assert by_address("ben@example.org", search_key("ada mueller")) is None


def test_one_address_and_name_is_one_person():
    make_person(given_name="Ada", family_name="Müller", email="ada@example.org")

    with pytest.raises(PersonIsKnown):
        make_person(given_name="ada", family_name="Mueller", email="ada@example.org")


def test_a_person_needs_a_name():
    with pytest.raises(sa.exc.IntegrityError):
        make_person(given_name="", family_name="")


@pytest.mark.parametrize(
    "typed",
    ["muel", "MÜLL", "aachen", "sukru", "Şükrü", "ŞAHİN", "müller aac", "mull sukr"],
)
def test_what_is_typed_finds_company_city_and_people(typed):
    company = make_member("Müller & Söhne", city="Aachen")
    make_person(company, given_name="Şükrü", family_name="Şahinoğlu")
    make_person(make_member("Kim Crafts", city="Düren"))

    assert found(search=typed) == ["Müller & Söhne"]


@pytest.mark.parametrize("typed", ["김민준", "김 민준"])
def test_a_person_whose_name_has_no_space_is_found(typed):
    company = make_member("Seoul Trading")
    make_person(company, given_name="민준", family_name="김")
    make_member("Busan Trading")

    assert found(search=typed) == ["Seoul Trading"]


def test_few_letters_must_begin_a_word_and_more_may_stand_inside():
    make_member("Müller Telecommunications")
    make_member("Demir Communications")

    assert found(search="mue") == ["Müller Telecommunications"]
    assert found(search="commu") == [
        "Demir Communications",
        "Müller Telecommunications",
    ]
    assert found(search="com") == ["Demir Communications"]


def test_what_only_sounds_alike_must_begin_a_word():
    make_person(make_member("Aachener Werke"), family_name="Esser")
    make_person(make_member("Nord GmbH"), family_name="Shevchenko")
    make_person(make_member("Ost GmbH"), given_name="小雨", family_name="陈")
    make_person(make_member("West GmbH"), family_name="Chen")
    make_person(make_member("Rhein GmbH"), family_name="Кравцов")

    assert found(search="陈") == ["Ost GmbH", "West GmbH"]
    assert found(search="kravtsov") == ["Rhein GmbH"]
    assert found(search="авцов") == ["Rhein GmbH"]


def test_signs_of_the_database_are_only_letters_in_a_search():
    make_member("Ada AG")

    assert found(search="ada%king") == []
    assert found(search="ad_") == ["Ada AG"]


def test_sector_country_and_standing_narrow_the_list():
    law = make_sector("law")
    make_member("Ada AG", sector=law, countries=["TR", "DE"])
    make_member("Ben AG", countries=["DE"])
    make_member("Cyd AG", until_on=date(2025, 1, 1))
    make_company("Dan AG")

    assert found() == ["Ada AG", "Ben AG"]
    assert found(sector="law") == ["Ada AG"]
    assert found(country="DE") == ["Ada AG", "Ben AG"]
    assert found(country="TR", sector="law") == ["Ada AG"]
    assert found(standing=Standing.FORMER) == ["Cyd AG"]
    assert found(standing=Standing.ALL) == ["Ada AG", "Ben AG", "Cyd AG", "Dan AG"]


def test_each_reader_gets_the_order_of_the_language():
    for name in ("Öztürk", "Ozan", "Odak", "Oz", "Paul"):
        make_member(name)

    assert found() == ["Odak", "Öztürk", "Oz", "Ozan", "Paul"]
    assert found("tr") == ["Odak", "Oz", "Ozan", "Öztürk", "Paul"]


def test_a_longer_list_costs_no_more_queries():
    law = make_sector("law")

    def cost() -> int:
        with count_queries() as statements:
            for company in queries.members(Wanted(), on=TODAY):
                assert company.sector == law
                assert len(company.countries) == 2
                assert len(company.people) == 1
        return len(statements)

    def add() -> None:
        make_person(make_member(sector=law, countries=["DE", "TR"]))

    add()
    with_one = cost()
    for _ in range(29):
        add()

    assert cost() == with_one


def test_people_are_told_apart_by_a_reference():
    ada = make_person()

    assert queries.person_by_reference(ada.reference) == ada
    assert queries.person_by_reference("P0000000") is None
    assert isinstance(ada, Person)
