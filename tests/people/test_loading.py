"""Lists of sectors and members, loaded from files."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.people import services
from eventreg.people.models import Company, Membership, Person, Sector
from eventreg.people.services.loading import RowIsWrong
from tests.factories import make_sector

DATA = Path(__file__).parents[2] / "eventreg/demo/data"
SINCE = date(2024, 1, 1)


def row(**values: str) -> dict[str, str]:
    return {"given_name": "Ada", "company": "Ada AG", "sector": "law"} | values


def load(*rows: dict[str, str]) -> int:
    with write_tx():
        return services.load_members(rows, since=SINCE, by=Actor.worker())


def counted(*models: type) -> list[int]:
    return [
        db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0
        for model in models
    ]


@pytest.fixture
def law(app) -> Sector:
    return make_sector("law")


def test_the_commands_load_the_real_lists(app):
    run = app.test_cli_runner().invoke
    sectors = run(args=["people", "load-sectors", str(DATA / "sectors.csv")])
    loaded = run(
        args=["people", "load-members", str(DATA / "members.csv"), "--since=2024-01-01"]
    )

    assert (sectors.output, sectors.exit_code) == ("35 sectors loaded.\n", 0)
    assert (loaded.output, loaded.exit_code) == ("70 members loaded.\n", 0)
    assert counted(Sector, Company, Person, Membership) == [35, 70, 70, 70]


def test_loading_twice_changes_nothing(app):
    run = app.test_cli_runner().invoke
    for _ in range(2):
        run(args=["people", "load-sectors", str(DATA / "sectors.csv")])
        run(args=["people", "load-members", str(DATA / "members.csv")])

    assert counted(Sector, Company, Person, Membership) == [35, 70, 70, 70]


def test_a_row_becomes_a_company_a_person_and_a_membership(law):
    load(
        row(
            salutation="Frau",
            title="Dr.",
            family_name=" Müller ",
            email=" Ada@Example.org",
            phone="0241 4000000",
            countries="TR DE",
            website="ada.example.org",
            language="tr",
        )
    )

    person = db.session.scalars(sa.select(Person)).one()
    company = person.company
    assert company is not None
    assert (person.salutation, person.title, person.given_name, person.family_name) == (
        ("ms", "Dr.", "Ada", "Müller")
    )
    assert (person.email, person.phone) == ("ada@example.org", "+492414000000")
    assert (company.sector, company.website) == (law, "https://ada.example.org")
    assert [c.country for c in company.countries] == ["DE", "TR"]
    assert [(m.from_on, m.until_on) for m in company.memberships] == [(SINCE, None)]


def test_a_newer_list_changes_what_it_says_and_leaves_the_rest(law):
    load(row(email="ada@example.org", city="Aachen", countries="DE"))
    company = db.session.scalars(sa.select(Company)).one()
    with write_tx():
        company.mail_domain = "ada.example.org"

    load(row(email="ada@example.org", city="Düren", countries="TR"))

    assert (company.city, company.mail_domain) == ("Düren", "ada.example.org")
    assert [c.country for c in company.countries] == ["TR"]


def test_a_former_member_stays_one(law):
    load(row())
    company = db.session.scalars(sa.select(Company)).one()
    with write_tx():
        services.end_membership(company, until_on=SINCE, by=Actor.worker())

    load(row())

    assert counted(Membership) == [1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"sector": "unknown"},
        {"countries": "DE XX"},
        {"countries": "Germany"},
        {"company": " \u202e "},
        {"given_name": ""},
        {"given_name": "---", "family_name": "!"},
        {"phone": "call me"},
        {"website": "https://["},
    ],
    ids=lambda wrong: "-".join(wrong),
)
def test_a_wrong_row_is_named_and_nothing_is_loaded(law, wrong):
    with force_locale("en"), pytest.raises(RowIsWrong, match=r"^Row 2: "):
        load(row(company="Ben AG"), row(**wrong))

    assert counted(Company, Person) == [0, 0]


def test_a_web_address_can_only_be_one(law):
    load(row(website="javascript:alert(1)//"))

    company = db.session.scalars(sa.select(Company)).one()
    assert company.website == "https://javascript:alert(1)//"


def test_the_command_line_speaks_english_about_a_wrong_row(app, law, tmp_path):
    file = tmp_path / "members.csv"
    file.write_text("given_name;company;sector\nAda;Ada AG;none\n")

    result = app.test_cli_runner().invoke(args=["people", "load-members", str(file)])

    assert result.exit_code == 1
    assert result.output.startswith("Error: Row 1: ")


def test_a_wrong_file_ends_with_one_line(app, tmp_path):
    file = tmp_path / "members.csv"
    file.write_bytes("company;given_name\nMüller;Ada\n".encode("latin-1"))

    result = app.test_cli_runner().invoke(args=["people", "load-members", str(file)])

    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert len(result.output.splitlines()) == 1
