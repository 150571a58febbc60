"""Adding and changing people."""

from dataclasses import asdict, dataclass, field, fields

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.people.keys import write_keys
from eventreg.people.models import Company, Person
from eventreg.people.names import clean_name


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


def add_person(
    values: PersonValues, *, company: Company | None = None, by: Actor
) -> Person:
    """A new person, of ``company`` if there is one."""
    person = Person(company=company)
    _write(person, values)
    db.session.add(person)
    db.session.flush()
    record("person.added", person.reference, by=by)
    return person


def change_person(
    person: Person, values: PersonValues, *, company: Company | None, by: Actor
) -> None:
    """Put what is known now in place of what was."""
    person.company = company
    _write(person, values)
    record("person.changed", person.reference, by=by)


def _write(person: Person, values: PersonValues) -> None:
    for column, value in asdict(values).items():
        setattr(person, column, value)
    for column in ("given_name", "family_name", "native_name", "badge_name"):
        setattr(person, column, clean_name(getattr(values, column)))
    person.email = values.email.lower() if values.email else None
    write_keys(person)
