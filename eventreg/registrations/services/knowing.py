"""Settling who somebody is."""

from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.people.models import Company, Person
from eventreg.people.names import search_key
from eventreg.people.queries import person_by_address
from eventreg.people.services import (
    PersonValues,
    add_person,
    change_person,
)
from eventreg.people.services.persons import person_values
from eventreg.registrations import queries, seats
from eventreg.registrations.models import Registration
from eventreg.registrations.services.recognising import recognise

#: What somebody said when signing up that stays true of them.
_KNOWN = (
    *("given_name", "family_name", "email", "position", "salutation", "title"),
    *("suffix", "family_first", "native_name", "badge_name", "address_as"),
    *("phone", "language", "country"),
)


class IsSettled(DomainError):
    """Somebody else was quicker, or the membership has ended."""

    def __init__(self) -> None:
        super().__init__(_("Meanwhile this person is known, or no member fits."))


def settle_member(registration: Registration, *, by: Actor) -> Company:
    """Somebody unknown belongs to the member whose mail domain they use.

    Who named no company comes for that one from now on.

    :returns: the company, of which they are a person from now on.
    :raises IsSettled: see there.
    """
    registration = seats.lock(registration)
    company = queries.likely_member(registration)
    if company is None:
        raise IsSettled
    _add_to(company, registration, by=by)
    recognise(registration)
    if not registration.company:
        registration.company = company.name
        registration.company_key = search_key(company.name)[:400]
    return company


def _add_to(company: Company, registration: Registration, *, by: Actor) -> None:
    person = _person_of(registration)
    if person is None:
        values = {name: getattr(registration, name) for name in _KNOWN}
        add_person(PersonValues(**values), company=company, by=by)
    elif person.company_id is None:
        change_person(person, person_values(person), company=company, by=by)


def _person_of(registration: Registration) -> Person | None:
    """Whom the registration names already, else who has its name and address."""
    if registration.person_id is not None:
        return db.session.get(Person, registration.person_id)
    return person_by_address(registration.email or "", registration.search_key)
