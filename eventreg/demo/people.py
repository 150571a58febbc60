"""Who signs up in the demo: the members, and some guests."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.people import services
from eventreg.people.models import Person
from eventreg.people.names import Salutation
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.models import PhotoLevel

DATA = Path(__file__).parent / "data"

#: How many of the list joined so many days before the demo was loaded.
JOINED = ((40, 3000), (20, 1400), (9, 500), (1, 20))


def load_members(today: date, *, by: Actor) -> None:
    """The sectors and the 70 members, who joined at different times."""
    services.load_sectors(rows_of("sectors.csv", ","))
    rows = rows_of("members.csv", ";")
    for count, days in JOINED:
        some = [next(rows) for _ in range(count)]
        services.load_members(some, since=today - timedelta(days=days), by=by)


def members() -> list[Applicant]:
    """All members' people, as they would fill in the form, in the list's order."""
    people = db.session.scalars(
        sa.select(Person).options(joinedload(Person.company)).order_by(Person.id)
    )
    return [_member(person, number) for number, person in enumerate(people)]


def guests() -> list[Applicant]:
    """Guests from here and abroad."""
    rows = rows_of("guests.csv", ";")
    return [_guest(row, number) for number, row in enumerate(rows)]


def rows_of(name: str, delimiter: str) -> Iterator[dict[str, str]]:
    """The rows of one of the demo's own files."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def _member(person: Person, number: int) -> Applicant:
    return Applicant(
        salutation=person.salutation,
        title=person.title,
        given_name=person.given_name,
        family_name=person.family_name,
        family_first=person.family_first,
        email=person.email or "",
        phone=person.phone,
        company=person.company.name if person.company else "",
        country="DE",
        language=person.language,
        **_consents(number),
    )


def _guest(row: dict[str, str], number: int) -> Applicant:
    return Applicant(
        salutation=Salutation.read(row["salutation"]),
        title=row["title"],
        given_name=row["given_name"],
        family_name=row["family_name"],
        family_first=bool(row["family_first"]),
        email=row["email"],
        phone=row["phone"].replace(" ", ""),
        company=row["company"],
        position=row["position"],
        country=row["country"],
        language=row["language"],
        **_consents(number),
    )


def _consents(number: int) -> dict[str, Any]:
    levels = (PhotoLevel.PUBLIC, PhotoLevel.NONE, PhotoLevel.INTERNAL)
    return {
        "show_name": number % 3 != 1,
        "photo_level": levels[number % 3],
        "privacy_version": "1",
    }
