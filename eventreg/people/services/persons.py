"""Adding and changing people."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from eventreg.audit.actors import Actor
from eventreg.audit.services import differences, forget_values, record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.people.keys import write_keys
from eventreg.people.models import Company, Person
from eventreg.people.names import clean_name
from eventreg.people.services.links import end_all_ways_in


@dataclass(frozen=True, kw_only=True)
class PersonValues:
    """What is known about a person; see ``Person``."""

    given_name: str = ""
    family_name: str = ""
    email: str | None = None
    position: str = ""
    salutation: str = ""
    title: str = ""
    suffix: str = ""
    family_first: bool = False
    native_name: str = ""
    badge_name: str = ""
    address_as: dict[str, str] = field(default_factory=dict)
    phone: str = ""
    language: str = "de"
    country: str = ""


def person_values(person: Person) -> PersonValues:
    """What is known about ``person`` now."""
    names = [column.name for column in fields(PersonValues)]
    return PersonValues(**{name: getattr(person, name) for name in names})


class PersonIsKnown(DomainError):
    """Somebody else has this name and address."""

    def __init__(self) -> None:
        super().__init__(_("Somebody with this name and e-mail address is known."))


def add_person(
    values: PersonValues, *, company: Company | None = None, by: Actor
) -> Person:
    """A new person, of ``company`` if there is one.

    :raises PersonIsKnown: see there.
    """
    with _one_of_each():
        person = Person(company=company)
        _write(person, values)
        db.session.add(person)
        db.session.flush()
    record("person.added", person.reference, by=by)
    return person


def change_person(
    person: Person, values: PersonValues, *, company: Company | None, by: Actor
) -> None:
    """Put what is known now in place of what was.

    With another address, links and sessions end: they were mailed to the old one.

    :raises PersonIsKnown: see there.
    """
    before = _facts(person)
    with _one_of_each():
        person.company = company
        _write(person, values)
        db.session.flush()
    if before["email"] is not None and person.email != before["email"]:
        end_all_ways_in(person)
    changes = differences(before, _facts(person))
    record("person.changed", person.reference, by=by, changes=changes)


def forget_logged(reference: str) -> None:
    """The log no longer tells what was known about somebody who is deleted."""
    forget_values(reference, "person.changed")


def _facts(person: Person) -> dict[str, Any]:
    company = person.company.name if person.company else ""
    return asdict(person_values(person)) | {"company": company}


@contextmanager
def _one_of_each() -> Iterator[None]:
    """Name and address are unique, also when two people type them at once."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as error:
        # SQLite names the columns, PostgreSQL the constraint, which is called so.
        if "search_key" in str(error.orig) or "uq_person_email" in str(error.orig):
            raise PersonIsKnown from None
        raise


def _write(person: Person, values: PersonValues) -> None:
    for column, value in asdict(values).items():
        setattr(person, column, value)
    for column in ("given_name", "family_name", "native_name", "badge_name"):
        setattr(person, column, clean_name(getattr(values, column)))
    person.email = values.email.lower() if values.email else None
    write_keys(person)
