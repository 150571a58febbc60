"""Tying a registration to the known person it is."""

from eventreg.people.queries import is_member, person_by_address
from eventreg.registrations.models import Registration
from eventreg.registrations.states import RegistrationRole


def recognise(registration: Registration) -> None:
    """Tie the registration to the known person it is, and note membership."""
    if registration.email is None:
        return
    person = person_by_address(registration.email, registration.search_key)
    if person is None:
        return
    registration.person_id = person.id
    registration.is_member = is_member(person, registration.event.starts_local.date())
    if registration.is_member and registration.role is RegistrationRole.GUEST:
        registration.role = RegistrationRole.MEMBER
