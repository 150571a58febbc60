"""Letters begin as the person would be greeted in each language."""

import pytest

from eventreg.people.names import Salutation, formal_name, full_name, greeting
from eventreg.people.services.persons import PersonValues
from tests.people.crowd import PEOPLE

#: A title, and how it is said in German, English and Turkish.
TITLES = [
    ("", "Frau Ott", "Ms Ott", "Eva Ott"),
    ("Dipl.-Ing.", "Frau Ott", "Ms Ott", "Eva Ott"),
    ("Dr.", "Frau Dr. Ott", "Dr Ott", "Dr. Eva Ott"),
    ("Ph.D.", "Frau Dr. Ott", "Dr Ott", "Dr. Eva Ott"),
    ("Prof. Dr.", "Frau Professorin Ott", "Professor Ott", "Prof. Dr. Eva Ott"),
    ("Univ.-Prof. Dr. Dr. h. c. mult.", "Frau Professorin Ott", "Professor Ott",
     "Prof. Dr. Eva Ott"),
    ("Doç. Dr.", "Frau Dr. Ott", "Dr Ott", "Doç. Dr. Eva Ott"),
    ("DOÇ. DR.", "Frau Dr. Ott", "Dr Ott", "Doç. Dr. Eva Ott"),
    ("Doç.", "Frau Dr. Ott", "Dr Ott", "Doç. Dr. Eva Ott"),
    ("Yrd. Doç. Dr.", "Frau Dr. Ott", "Dr Ott", "Yrd. Doç. Dr. Eva Ott"),
    ("Dr. Öğr. Üyesi", "Frau Dr. Ott", "Dr Ott", "Dr. Öğr. Üyesi Eva Ott"),
    ("Dr.Öğretim Üyesi", "Frau Dr. Ott", "Dr Ott", "Dr. Öğr. Üyesi Eva Ott"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "salutation", "title", "given", "family", "line"),
    [
        ("de", "ms", "Prof.", "Eva", "Ott", "Sehr geehrte Frau Professorin Ott"),
        ("de", "mr", "Univ.-Prof.", "Jo", "Ott", "Sehr geehrter Herr Professor Ott"),
        ("de", "mr", "Dr.", "Jan", "Klug", "Sehr geehrter Herr Dr. Klug"),
        ("de", "ms", "Ph.D.", "Ada", "Klug", "Sehr geehrte Frau Dr. Klug"),
        ("de", "ms", "Dipl.-Ing.", "Eva", "Stein", "Sehr geehrte Frau Stein"),
        ("de", "mr", "", "Jan", "von der Heyden", "Sehr geehrter Herr von der Heyden"),
        ("de", "", "", "Alex", "Kim", "Guten Tag Alex Kim"),
        ("de", "ms", "", "Isa", "", "Guten Tag Isa"),
        ("de", "ms", "", "", "Isa", "Guten Tag Isa"),
        ("tr", "ms", "", "Ayşe", "Yılmaz", "Sayın Ayşe Yılmaz"),
        ("tr", "ms", "Prof. Dr.-Ing.", "Işıl", "Güneş", "Sayın Prof. Dr. Işıl Güneş"),
        ("en", "ms", "Prof. Dr.", "Anna", "Müller", "Dear Professor Müller"),
        ("en", "", "Dr.", "Anna", "Müller", "Dear Dr Müller"),
        ("en", "mr", "", "Jan", "Klug", "Dear Mr Klug"),
        ("en", "", "", "Alex", "Kim", "Dear Alex Kim"),
        ("en", "", "", "Isa", "", "Dear Isa"),
    ],
)  # fmt: skip
def test_greeting(language, salutation, title, given, family, line):
    assert greeting(language, salutation, title, given, family) == line


@pytest.mark.every_case
@pytest.mark.parametrize(("title", "de", "en", "tr"), TITLES)
def test_a_title_is_said_as_each_language_says_it(title, de, en, tr):
    said = {
        each: greeting(each, "ms", title, "Eva", "Ott") for each in ("de", "en", "tr")
    }

    assert said == {"de": f"Sehr geehrte {de}", "en": f"Dear {en}", "tr": f"Sayın {tr}"}


def test_every_title_of_the_thousand_is_among_them():
    assert {person.title for person in PEOPLE} <= {case[0] for case in TITLES}


def test_an_office_is_addressed_by_its_own_line():
    lines = {"de": "Sehr geehrte Frau Oberbürgermeisterin"}

    assert greeting("de", "ms", "", "Una", "Ott", lines) == lines["de"]


def test_where_the_office_has_no_line_the_greeting_is_neutral():
    lines = {"tr": "Sayın Başkan"}

    assert greeting("de", "ms", "Dr.", "Una", "Ott", lines) == "Guten Tag Una Ott"


def test_family_first_names_are_greeted_in_their_order():
    assert greeting("de", "", "", "小明", "王", family_first=True) == "Guten Tag 王小明"


@pytest.mark.parametrize("person", PEOPLE[::37], ids=lambda p: p.family_name)
@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_everybody_gets_a_line_without_gaps(language, person):
    for salutation in ("ms", "mr", ""):
        line = greeting(
            language, salutation, person.title, person.given_name, person.family_name
        )

        assert line == " ".join(line.split())
        assert person.family_name in line


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Frau", Salutation.MS),
        ("Hr.", Salutation.MR),
        (" herr ", Salutation.MR),
        ("Mrs", Salutation.MS),
        ("", Salutation.NONE),
        ("divers", Salutation.NONE),
    ],
)
def test_salutations_are_read_from_lists(written, meant):
    assert Salutation.read(written) is meant


def test_full_and_formal_name():
    person = PersonValues(
        given_name="Ada", family_name="King", title="Prof. Dr.", suffix="MBA"
    )

    assert full_name(person) == "Ada King"
    assert formal_name(person) == "Prof. Dr. Ada King, MBA"


def test_full_name_in_family_first_order_and_of_one_name():
    family_first = PersonValues(given_name="小明", family_name="王", family_first=True)

    assert full_name(family_first) == "王小明"
    assert full_name(PersonValues(given_name="Isa")) == "Isa"


@pytest.mark.parametrize(
    ("family", "given", "whole"),
    [
        ("陈", "小雨", "陈小雨"),
        ("山田", "さくら", "山田さくら"),
        ("佐々木", "サラ", "佐々木サラ"),
        ("김", "민준", "김민준"),
        ("Kővári", "Győző", "Kővári Győző"),
        ("陈", "Mia", "陈 Mia"),
        ("陈", "", "陈"),
        ("สุขใจ", "อารี", "สุขใจ อารี"),
    ],
)
def test_a_script_without_spaces_puts_none_between_the_names(family, given, whole):
    person = PersonValues(given_name=given, family_name=family, family_first=True)

    assert full_name(person) == whole
    assert greeting("de", "", "", given, family, family_first=True) == (
        f"Guten Tag {whole}"
    )


def test_a_given_name_that_stands_first_keeps_its_space():
    assert full_name(PersonValues(given_name="小雨", family_name="陈")) == "小雨 陈"
