"""Tying a registration to the known person it is."""

from datetime import datetime

from eventreg import clock
from eventreg.people.keys import write_keys
from eventreg.people.models import Person
from eventreg.people.queries import is_member, person_by_address
from eventreg.registrations.models import Registration
from eventreg.registrations.states import RegistrationRole


def opens_at(registration: Registration) -> datetime | None:
    """From when the person can confirm; ``None``: sign-up has opened for them.

    Staff may have moved the opening since the form was sent.
    """
    event, now = registration.event, clock.now()
    opens_at = event.opens_at
    if opens_at is None or opens_at <= now:
        return None
    if event.members_open_at and _is_known_member(registration):
        opens_at = event.members_open_at
    return opens_at if now < opens_at else None


def _is_known_member(registration: Registration) -> bool:
    if registration.is_member:
        return True
    person = person_by_address(registration.email or "", registration.search_key)
    return is_member(person, registration.event.starts_local.date())


def becomes(registration: Registration) -> RegistrationRole:
    """As what the person comes once ``recognise`` has found out who it is."""
    is_guest = registration.role is RegistrationRole.GUEST
    if is_guest and _is_known_member(registration):
        return RegistrationRole.MEMBER
    return registration.role


def recognise(registration: Registration) -> None:
    """Tie the registration to the known person it is, and note membership."""
    if registration.email is None:
        return
    person = person_by_address(registration.email, registration.search_key)
    if person is not None:
        tie(registration, person)


def tie(registration: Registration, person: Person) -> None:
    """Say that the registration is this person's, and note membership.

    What only the office knows comes along: how an office is greeted, how the name
    is written at home.
    """
    registration.person_id = person.id
    registration.is_member = is_member(person, registration.event.starts_local.date())
    registration.address_as = registration.address_as or dict(person.address_as)
    registration.native_name = registration.native_name or person.native_name
    registration.suffix = registration.suffix or person.suffix
    write_keys(registration)
    if registration.is_member and registration.role is RegistrationRole.GUEST:
        registration.role = RegistrationRole.MEMBER
