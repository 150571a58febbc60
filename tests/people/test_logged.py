"""The log says what became different about people and companies."""

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.people import queries, services
from tests.factories import make_company, make_person, make_sector

pytestmark = pytest.mark.usefixtures("app")


def change(person, **values):
    known = services.person_values(person)
    with write_tx():
        services.change_person(
            person,
            services.PersonValues(**{**vars(known), **values}),
            company=person.company,
            by=Actor.worker(),
        )


def logged(act):
    query = sa.select(AuditEntry).where(AuditEntry.act == act)
    return [row.changes for row in db.session.scalars(query)]


def test_a_person_is_logged_field_by_field():
    una = make_person(given_name="Una", family_name="Ott", phone="")

    change(una, family_name="Öz", phone="+4924170001")

    assert logged("person.changed") == [
        {"family_name": ["Ott", "Öz"], "phone": ["", "+4924170001"]}
    ]


def test_another_company_of_a_person_is_logged_by_its_name():
    una = make_person(make_company("Ada AG"))

    with write_tx():
        services.change_person(
            una,
            services.person_values(una),
            company=make_company_within("Ben AG"),
            by=Actor.worker(),
        )

    assert logged("person.changed") == [{"company": ["Ada AG", "Ben AG"]}]


def make_company_within(name):
    values = services.CompanyValues(name=name)
    return services.add_company(values, by=Actor.worker())


def test_a_company_is_logged_field_by_field():
    law = make_sector("law", en="Law")
    ada = make_company("Ada AG", sector=law, countries=["DE", "TR"], city="Bursa")

    with write_tx():
        services.change_company(
            queries.company_by_slug(ada.slug),
            services.CompanyValues(name="Ada AG", countries=["GE", "TR"], city="Bursa"),
            by=Actor.worker(),
        )

    assert logged("company.changed") == [
        {"sector": ["law", ""], "countries": [["DE", "TR"], ["GE", "TR"]]}
    ]


def test_the_log_forgets_the_values_with_the_person():
    una, ada = make_person(given_name="Una"), make_person(given_name="Ada")
    change(una, phone="+4924170001")
    change(ada, phone="+4924170002")
    at = sa.select(AuditEntry.at).where(AuditEntry.act == "person.changed")
    before = db.session.scalars(at.order_by(AuditEntry.id)).all()

    with write_tx():
        services.forget_logged(una.reference)

    entries = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.act == "person.changed")
    ).all()
    assert {row.target: row.changes for row in entries} == {
        una.reference: {},
        ada.reference: {"phone": ["", "+4924170002"]},
    }
    assert sorted(row.at for row in entries) == before
