"""Imports are taken back as a whole, but for what has been changed since."""

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.people import services as people
from eventreg.people.imports import services
from eventreg.people.imports.models import ListImport
from eventreg.people.imports.states import ImportState, Kept
from eventreg.people.models import Company, Membership, Person
from eventreg.people.services.persons import person_values
from eventreg.uploads import Upload
from tests.factories import (
    make_company,
    make_event,
    make_list,
    make_member,
    make_person,
    make_personal_link,
    make_registration,
)
from tests.factories.lists import OLE
from tests.people.lists import (
    ADA,
    MESSY,
    body_of,
    count,
    import_,
    kept,
    make_sectors,
    person,
    undo,
)

pytestmark = pytest.mark.usefixtures("app")


def test_undoing_leaves_nothing_of_what_was_added():
    make_sectors()
    list_import = import_(make_list(MESSY.read_bytes()))

    undo(list_import)

    assert (count(Person), count(Company), count(Membership)) == (0, 0, 0)
    assert set(kept(list_import).values()) == {None}
    assert list_import.state is ImportState.UNDONE


def test_the_log_keeps_the_name_of_a_company_that_was_removed():
    list_import = import_(make_list(body_of("Vorname;Firma", "Ada;Ada AG")))

    undo(list_import)

    [removed] = db.session.scalars(
        sa.select(AuditEntry).filter_by(act="company.removed")
    )
    assert (removed.target, removed.changes) == ("ada-ag", {"name": ["Ada AG", None]})


def test_undoing_puts_back_what_was_changed():
    company = make_company("Ada AG", city="Bonn", countries=["FR"])
    ada = make_person(company, email="ada@example.org", title="Dr.")
    list_import = import_(
        make_list(
            body_of(
                "Vorname;Nachname;E-Mail;Firma;Titel;Ort;Länder",
                "Ada;King;ada@example.org;Ada AG;Prof.;Köln;DE",
            )
        )
    )
    assert (ada.title, company.city) == ("Prof.", "Köln")

    undo(list_import)

    assert (ada.title, company.city) == ("Dr.", "Bonn")
    assert [row.country for row in company.countries] == ["FR"]


def test_undoing_brings_a_person_back_to_the_old_company():
    ada = make_person(make_company("Old AG"), email="ada@example.org")
    list_import = import_(make_list(ADA))

    undo(list_import)

    db.session.refresh(ada)
    assert ada.company.name == "Old AG"
    assert db.session.scalars(sa.select(Company.name)).all() == ["Old AG"]


def test_undoing_leaves_what_was_changed_since():
    list_import = import_(make_list(ADA))
    ada = person("ada@example.org")
    with write_tx():
        values = person_values(ada)
        people.change_person(
            ada,
            type(values)(**vars(values) | {"title": "Dr."}),
            company=ada.company,
            by=OLE,
        )

    undo(list_import)

    assert person("ada@example.org").title == "Dr."
    assert kept(list_import) == {ada.reference: Kept.CHANGED, "ada-ag": Kept.IN_USE}


def test_undoing_leaves_who_is_registered():
    list_import = import_(make_list(ADA))
    ada = person("ada@example.org")
    registration = make_registration(make_event(), email="ada@example.org")
    with write_tx():
        registration.person_id = ada.id

    undo(list_import)

    assert kept(list_import)[ada.reference] is Kept.IN_USE


def test_undoing_leaves_who_has_a_personal_link():
    list_import = import_(make_list(ADA))
    make_personal_link(person("ada@example.org"))

    undo(list_import)

    assert count(Person) == 1


def test_undoing_leaves_a_company_whose_membership_ended():
    list_import = import_(make_list(ADA))
    company = db.session.scalars(sa.select(Company)).one()
    with write_tx():
        people.end_membership(company, until_on=clock.today(), by=OLE)

    undo(list_import)

    assert kept(list_import)["ada-ag"] is Kept.CHANGED


def test_undoing_says_what_is_gone():
    list_import = import_(make_list(ADA))
    with write_tx() as session:
        session.delete(person("ada@example.org"))

    undo(list_import)

    assert set(kept(list_import).values()) == {Kept.GONE, None}


def test_an_import_is_undone_once_and_not_for_ever(clock_at):
    list_import = import_(make_list(ADA))
    clock_at(clock.now() + services.UNDO_FOR * 0.9)
    undo(list_import)

    with pytest.raises(services.NotImported):
        undo(list_import)


def test_old_lists_are_forgotten(clock_at):
    make_member("Stays AG")
    done, waiting = import_(make_list(ADA)), make_list(ADA)
    assert (done.id, waiting.id) != (None, None)

    clock_at(clock.now() + services.OPEN_FOR * 1.1)
    with write_tx():
        assert services.forget_old_lists() == 1
    assert count(ListImport) == 1
    clock_at(clock.now() + services.UNDO_FOR)
    with write_tx():
        assert services.forget_old_lists() == 1

    assert (count(ListImport), count(Person), count(Upload)) == (0, 1, 0)


def test_a_list_that_is_thrown_away_is_gone_with_its_file():
    list_import = make_list(ADA)

    with write_tx():
        services.throw_away(list_import, by=OLE)
    with write_tx():
        services.throw_away(list_import, by=OLE)

    assert (count(ListImport), count(Upload)) == (0, 0)


def test_a_file_that_is_gone_is_said():
    list_import = make_list(ADA)
    with write_tx() as session:
        session.delete(list_import.upload)
    db.session.refresh(list_import)

    with pytest.raises(services.ListIsGone):
        services.read_again(list_import)
