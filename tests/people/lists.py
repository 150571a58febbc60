"""Lists of members for tests: what they come to, and undoing them."""

from pathlib import Path

import sqlalchemy as sa

from eventreg.database import db, write_tx
from eventreg.people.imports import queries, services
from eventreg.people.models import Person
from tests.factories import make_sector
from tests.factories.lists import OLE, plan_of

MESSY = Path(__file__).parents[1] / "data" / "members-as-exported.csv"
LATIN = MESSY.with_name("members-as-exported-latin.csv")
SECTORS = {
    "machinery": "Maschinenbau",
    "trade": "Import und Export",
    "software": "Software",
    "education": "Bildung & Forschung",
    "it": "Informationstechnik",
}


def make_sectors():
    for code, name in SECTORS.items():
        make_sector(code, de=name)


def body_of(*lines):
    return "\n".join(lines).encode()


ADA = body_of("Vorname;Nachname;E-Mail;Firma", "Ada;King;ada@example.org;Ada AG")


def rows_of(list_import):
    """What would become of each row, by its number."""
    return {row.number: row for row in plan_of(list_import).rows}


def import_(list_import):
    seen = plan_of(list_import).digest
    with write_tx():
        return services.import_members(list_import, seen=seen, by=OLE)


def undo(list_import):
    with write_tx():
        return services.undo_members(list_import, by=OLE)


def people_now():
    return db.session.scalars(sa.select(Person).order_by(Person.id)).all()


def person(email):
    return db.session.scalars(sa.select(Person).filter_by(email=email)).one()


def count(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def kept(list_import):
    return {row.target: row.kept for row in queries.results(list_import)}
