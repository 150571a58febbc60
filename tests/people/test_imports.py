"""Lists of members: what each messy row comes to, and that it can be taken back."""

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import ActorKind
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.people.imports import services
from eventreg.people.imports.states import ImportState, Outcome
from eventreg.people.models import Company, Membership, Person
from eventreg.uploads import Upload
from tests.factories import (
    make_company,
    make_list,
    make_person,
)
from tests.factories.lists import OLE, plan_of
from tests.people.lists import (
    ADA,
    LATIN,
    MESSY,
    body_of,
    count,
    import_,
    make_sectors,
    people_now,
    person,
    rows_of,
)

pytestmark = pytest.mark.usefixtures("app")


def test_every_messy_row_comes_to_something_else():
    make_sectors()

    rows = rows_of(make_list(MESSY.read_bytes()))

    assert {number: row.outcome for number, row in rows.items()} == {
        2: Outcome.NEW_COMPANY,
        3: Outcome.NEW_COMPANY,
        4: Outcome.DOUBLE,
        5: Outcome.NEW_COMPANY,
        6: Outcome.ERROR,
        7: Outcome.ERROR,
        8: Outcome.NEW_COMPANY,
        9: Outcome.NEW_COMPANY,
        11: Outcome.NEW_COMPANY,
        12: Outcome.SKIPPED,
    }


@pytest.mark.parametrize(
    ("number", "notes"),
    [
        (2, ()),
        (4, ("The same as row 3.",)),
        (
            6,
            (
                'Given name is a formula: “=HYPERLINK("http://evil.example/")”.',
                "Company is a formula: “=1+1”.",
            ),
        ),
        (7, ("“not-an-address” is no e-mail address that our letters reach.",)),
        (
            8,
            (
                "Phone “12345” is not understood and left out.",
                "Sector “Unbekannte Branche” is not understood and left out.",
                "Works with “XX” is not understood and left out.",
            ),
        ),
        (11, ("Without an address there are no e-mails.",)),
        (12, ("This row only adds up others.",)),
    ],
)
def test_what_is_wrong_with_a_row_is_said_in_words(number, notes):
    make_sectors()

    assert rows_of(make_list(MESSY.read_bytes()))[number].notes == notes


def test_a_messy_list_gives_clean_people():
    make_sectors()

    import_(make_list(MESSY.read_bytes()))

    juergen = person("juergen.mueller@example.org")
    assert (juergen.salutation, juergen.title, juergen.given_name, juergen.phone) == (
        "mr",
        "Dr.",
        "Jürgen",
        "+492414352420",
    )
    assert juergen.company.name == 'Müller & Söhne "Technik" GmbH'
    assert juergen.company.city == "Aachen"
    assert juergen.company.sector.code == "machinery"
    assert [row.country for row in juergen.company.countries] == ["PL", "TR"]
    assert (
        person("isa@example.org").given_name,
        person("isa@example.org").family_name,
    ) == (
        "Isa",
        "",
    )
    assert person("wang@example.org").company.name == "北京科技有限公司"
    assert (
        person("ayse.yilmaz@example.org").company.website == "https://www.example.org"
    )
    assert [p.family_name for p in people_now() if p.email is None] == ["van Beethoven"]


def test_windows_letters_give_the_same_people():
    make_sectors()

    rows = rows_of(make_list(LATIN.read_bytes()))

    assert rows[2].name == "Jürgen Müller"
    assert rows[7].name == "Ömer Çelik"


def test_nothing_happens_before_the_import():
    list_import = make_list(ADA)

    plan_of(list_import)

    assert (count(Person), count(Company)) == (0, 0)


def test_the_import_is_noted_as_one():
    list_import = import_(make_list(ADA))

    entries = db.session.scalars(sa.select(AuditEntry)).all()
    assert {entry.actor_kind for entry in entries} == {ActorKind.IMPORT}
    assert [entry.act for entry in entries] == [
        "list.brought",
        "company.added",
        "membership.started",
        "person.added",
        "list.imported",
    ]
    assert (list_import.state, list_import.counts) == (
        ImportState.DONE,
        {"new_company": 1},
    )


def test_the_file_goes_once_its_rows_are_imported():
    import_(make_list(ADA))

    assert count(Upload) == 0


@pytest.mark.parametrize(("are_members", "members"), [(True, 1), (False, 0)])
def test_new_companies_become_members_if_wanted(are_members, members):
    import_(make_list(ADA, are_members=are_members))

    assert count(Membership) == members


def test_a_company_is_known_in_another_spelling():
    company = make_company("Müller & Söhne GmbH")

    row = rows_of(
        make_list(
            body_of("Name;Mail;Firma", "Ada;ada@example.org;MUELLER & Soehne GmbH")
        )
    )[2]

    assert (row.outcome, row.company) == (Outcome.JOINS, "Müller & Söhne GmbH")
    assert row.act.company.company is company


def test_a_known_person_gets_what_is_new_and_keeps_the_rest():
    ada = make_person(
        make_company("Ada AG"),
        email="ada@example.org",
        phone="+4924112345",
        title="Dr.",
    )

    list_import = make_list(
        body_of(
            "Vorname;Nachname;E-Mail;Firma;Titel;Telefon;Funktion",
            "ADA;KING;Ada@Example.org;Ada AG;Prof. Dr.;;CEO",
        )
    )
    changes = [(d.word, d.old, d.new) for d in rows_of(list_import)[2].changes]
    import_(list_import)

    assert changes == [("Position", "–", "CEO"), ("Academic title", "Dr.", "Prof. Dr.")]
    db.session.refresh(ada)
    assert (ada.given_name, ada.title, ada.phone, ada.position) == (
        "Ada",
        "Prof. Dr.",
        "+4924112345",
        "CEO",
    )


def test_a_person_moves_to_another_company():
    ada = make_person(make_company("Old AG"), email="ada@example.org")
    make_company("Ada AG")

    list_import = make_list(ADA)
    row = rows_of(list_import)[2]
    import_(list_import)

    assert [(d.old, d.new) for d in row.changes] == [("Old AG", "Ada AG")]
    db.session.refresh(ada)
    assert ada.company.name == "Ada AG"


def test_who_is_known_and_stays_the_same_is_left_alone():
    make_person(make_company("Ada AG"), email="ada@example.org")

    assert plan_of(make_list(ADA)).counts == {Outcome.SAME: 1}


def test_an_address_is_added_to_somebody_of_the_same_company():
    ada = make_person(make_company("Ada AG"), email=None)

    import_(make_list(ADA))

    assert [p.reference for p in people_now()] == [ada.reference]
    assert people_now()[0].email == "ada@example.org"


def test_two_of_one_name_with_two_addresses_stay_two():
    ada = make_person(make_company("Ada AG"), email=None)

    import_(
        make_list(
            body_of(
                "Vorname;Nachname;E-Mail;Firma",
                "Ada;King;one@example.org;Ada AG",
                "Ada;King;two@example.org;Ada AG",
            )
        )
    )

    db.session.refresh(ada)
    assert ada.email == "one@example.org"
    assert {p.email for p in people_now()} == {"one@example.org", "two@example.org"}


def test_the_same_address_under_another_name_is_noted():
    rows = rows_of(
        make_list(
            body_of("Vorname;E-Mail", "Ada;info@example.org", "Ben;info@example.org")
        )
    )

    assert rows[3].outcome is Outcome.NEW_PERSON
    assert rows[3].notes == ("Row 2 has the same address, for another.",)


def test_a_row_without_a_person_is_a_company():
    plan = plan_of(make_list(body_of("Firma;Ort", "Ada AG;Köln", "ada ag;Bonn")))

    assert plan.counts == {Outcome.NEW_COMPANY: 1, Outcome.DOUBLE: 1}


def test_a_row_with_an_address_and_no_name_is_an_error():
    row = rows_of(make_list(body_of("Name;E-Mail;Firma", ";a@example.org;Ada AG")))[2]

    assert (row.outcome, row.notes) == (Outcome.ERROR, ("The person has no name.",))


def test_an_error_makes_no_company():
    import_(make_list(body_of("Name;E-Mail;Firma", "Ada;x;Bad AG", "Ben;;Good AG")))

    assert db.session.scalars(sa.select(Company.name)).all() == ["Good AG"]


def test_what_is_too_long_is_an_error():
    row = rows_of(make_list(body_of("Name;Firma", f"Ada;{'x' * 201}")))[2]

    assert row.notes == ("Company is too long.",)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("TR, DE", ["DE", "TR"]),
        ("Türkei / Polen", ["PL", "TR"]),
        ("Almanya ve Polonya", ["DE", "PL"]),
        ("Germany; United Kingdom", ["DE", "GB"]),
        ("AM DK GE", ["AM", "DK", "GE"]),
        ("usa", ["US"]),
    ],
)
def test_countries_are_read_in_three_languages(typed, codes):
    row = rows_of(make_list(body_of("Firma|Länder", f"Ada AG|{typed}")))[2]

    assert (row.act.company.values.countries, row.notes) == (codes, ())


def test_a_preview_that_is_outdated_imports_nothing():
    list_import = make_list(ADA)
    seen = plan_of(list_import).digest
    make_person(email="ada@example.org")

    with pytest.raises(services.ListHasChanged), write_tx():
        services.import_members(list_import, seen=seen, by=OLE)

    assert count(Company) == 0


def test_a_list_is_imported_once():
    list_import = make_list(ADA)
    seen = plan_of(list_import).digest
    import_(list_import)

    with pytest.raises(services.ImportIsOver), write_tx():
        services.import_members(list_import, seen=seen, by=OLE)

    assert count(Person) == 1


@pytest.mark.parametrize("heading", ["Mail-Domain", "Email domain", "Alan adı"])
@pytest.mark.parametrize("typed", ["king.example", "@King.example"])
def test_a_list_says_the_mail_domain_of_a_company(heading, typed):
    import_(make_list(f"Firma;{heading}\nKing Ltd;{typed}".encode()))

    company = db.session.scalars(sa.select(Company)).one()
    assert company.mail_domain == "king.example"


@pytest.mark.parametrize("typed", ["gmail.com", "king", "our own"])
def test_what_is_nobodys_own_mail_domain_is_left_out_and_said(typed):
    list_import = make_list(f"Firma;Mail-Domain\nKing Ltd;{typed}".encode())

    [row] = rows_of(list_import).values()
    import_(list_import)

    company = db.session.scalars(sa.select(Company)).one()
    assert company.mail_domain == ""
    assert row.notes == (f"Own mail domain “{typed}” is not understood and left out.",)


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("field", "known", "written"),
    [
        ("phone", "+905321234567", "0532 123 45 67"),
        ("phone", "+905321234567", "532 1234567"),
        ("phone", "+905321234567", "+90 (532) 123-45-67"),
        ("phone", "+492414000000", "0241/4000000"),
        ("phone", "+492414000000", "+49 (0)241 4000000"),
        ("phone", "+492414000000", "0049 241 4000000"),
        ("position", "Head of  sales", "Head of sales"),
        ("position", "Ge\u0301rante", "Gérante"),
    ],
)
def test_what_is_only_written_otherwise_is_no_change(field, known, written):
    make_person(email="ada@example.org", **{field: known})
    heading = {"phone": "Telefon", "position": "Position"}[field]
    head = f"Vorname;Nachname;E-Mail;{heading}"
    person = people_now()[0]
    row = f"{person.given_name};{person.family_name};ada@example.org;{written}"

    list_import = make_list(body_of(head, row))

    assert [row.outcome for row in rows_of(list_import).values()] == [Outcome.SAME]


def test_another_number_is_a_change_and_is_read_where_the_person_lives():
    make_person(email="ada@example.org", given_name="Ada", phone="+905321234567")
    family = people_now()[0].family_name
    head = "Vorname;Nachname;E-Mail;Telefon;Land"

    import_(make_list(body_of(head, f"Ada;{family};ada@example.org;0532 765 43 21;TR")))

    assert person("ada@example.org").phone == "+905327654321"


def test_the_same_number_in_another_country_is_a_change():
    make_person(email="ada@example.org", given_name="Ada", phone="+905321234567")
    family = people_now()[0].family_name

    import_(
        make_list(
            body_of(
                "Vorname;Nachname;E-Mail;Telefon",
                f"Ada;{family};ada@example.org;+49 532 1234567",
            )
        )
    )

    assert person("ada@example.org").phone == "+495321234567"
