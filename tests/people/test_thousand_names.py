"""The rules about names, held against a thousand people and against the database."""

import unicodedata

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.people.models import Person
from eventreg.people.names import (
    clean_name,
    formal_name,
    full_name,
    greeting,
    search_key,
    sort_key_de,
    sort_key_tr,
    spellings,
)
from eventreg.people.services import PersonValues, add_person
from tests.factories import make_member, make_person
from tests.people.crowd import PEOPLE


def values_of(someone):
    return PersonValues(
        title=someone.title,
        given_name=someone.given_name,
        family_name=someone.family_name,
        family_first=someone.family_first,
        language=someone.language,
    )


@pytest.fixture
def stored(app):
    """All of them in the database, in the order of the list."""
    with write_tx():
        for someone in PEOPLE:
            add_person(values_of(someone), by=Actor.worker())
    return db.session.scalars(sa.select(Person).order_by(Person.id)).all()


def test_everybody_is_stored_and_shown_as_typed(stored):
    typed = [(s.given_name, s.family_name, s.title) for s in PEOPLE]

    assert [(p.given_name, p.family_name, p.title) for p in stored] == typed
    for person in stored:
        shown = formal_name(person)
        assert person.given_name in shown
        assert person.family_name in shown
        assert shown.startswith(person.title)


def test_the_database_lists_everybody_in_german_and_in_turkish_order(stored):
    for column, key in (
        (Person.sort_key_de, sort_key_de),
        (Person.sort_key_tr, sort_key_tr),
    ):
        listed = db.session.scalars(sa.select(Person).order_by(column, Person.id))

        assert [p.id for p in listed] == [
            p.id
            for p in sorted(
                stored, key=lambda p: (key(p.family_name, p.given_name), p.id)
            )
        ]


def is_found(typed, key):
    """As the lists of members and registrations ask the database."""
    return all(
        any(
            all(
                f" {part}" in f" {key}" if other_script else part in key for part in way
            )
            for way in readings
        )
        or any(f" {part}" in f" {key} " for part in alike)
        for readings, other_script, alike in spellings(typed)
    )


def test_everybody_is_found_by_what_stands_on_the_badge_and_in_any_case():
    for someone in PEOPLE:
        values = values_of(someone)
        key = search_key(f"{someone.given_name} {someone.family_name}")

        for typed in (full_name(values), key, full_name(values).upper()):
            assert is_found(typed, key), (typed, key)


def test_everybody_is_found_without_the_marks_of_the_own_letters():
    for someone in PEOPLE:
        key = search_key(f"{someone.given_name} {someone.family_name}")
        if not someone.family_name.isascii() and key.isascii():
            bare = "".join(
                letter
                for letter in unicodedata.normalize("NFD", someone.family_name)
                if not "\u0300" <= letter <= "\u036f"
            )
            assert is_found(bare, key), (bare, key)


@pytest.mark.parametrize("language", ["de", "en", "tr"])
@pytest.mark.parametrize("salutation", ["ms", "mr", ""])
def test_everybody_is_greeted_in_one_line_with_the_family_name(language, salutation):
    for someone in PEOPLE:
        line = greeting(
            language,
            salutation,
            someone.title,
            someone.given_name,
            someone.family_name,
            family_first=someone.family_first,
        )

        assert line == " ".join(line.split())
        assert someone.family_name in line


def test_a_german_greeting_names_one_degree_and_no_other():
    shown = {"Professorin", "Dr."}
    for someone in PEOPLE:
        line = greeting(
            "de", "ms", someone.title, someone.given_name, someone.family_name
        )
        words = line.removesuffix(someone.family_name).split()

        assert words[:3] == ["Sehr", "geehrte", "Frau"]
        assert len(words) <= 4
        assert set(words[3:]) <= shown


def test_a_name_never_changes_its_case_anywhere():
    for name in ("şişli", "Iğdır", "İnci", "ß", "iPhone", "van DAMME"):
        person = PersonValues(given_name=name, family_name=name)

        assert clean_name(name) == name
        assert full_name(person) == f"{name} {name}"
        assert greeting("de", "", "", name, name) == f"Guten Tag {name} {name}"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ozgur", "Özgür Yılmaz"),
        ("oezguer", "Özgür Yılmaz"),
        ("YILMAZ", "Özgür Yılmaz"),
        ("yılmaz", "Özgür Yılmaz"),
        ("Mueller", "Eva Müller"),
        ("muller", "Eva Müller"),
        ("Кравцов", "Иван Кравцов"),
        ("kravtsov", "Иван Кравцов"),
        ("КРАВЦОВ", "Иван Кравцов"),
        ("شريف", "Layla Al-Sharif"),
        ("sharif", "Layla Al-Sharif"),
        ("toni", "Anton Berg"),
    ],
)
def test_the_member_list_finds_every_spelling(client, sign_in, typed, found):
    for name, more in (
        ("Özgür Yılmaz", {}),
        ("Eva Müller", {}),
        ("Иван Кравцов", {}),
        ("Layla Al-Sharif", {"native_name": "ليلى الشريف"}),
        ("Anton Berg", {"badge_name": "Toni"}),
    ):
        given, family = name.split()
        company = make_member(f"Firma {len(name)}{given[-1]}")
        make_person(company, given_name=given, family_name=family, **more)
    sign_in("office")

    response = client.get("/manage/members", query_string={"search": typed})

    [row] = response.page.select("tbody tr")
    assert found in row.get_text()
