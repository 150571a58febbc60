"""Tying a registration to the known person it is."""

from datetime import datetime

from eventreg import clock
from eventreg.events.rules import is_for_members
from eventreg.people.queries import is_member, person_by_address
from eventreg.registrations.models import Registration
from eventreg.registrations.states import RegistrationRole


def opens_at(registration: Registration) -> datetime | None:
    """From when the person can confirm, while only members can; else ``None``."""
    event = registration.event
    if not is_for_members(event, clock.now()) or registration.is_member:
        return None
    person = person_by_address(registration.email or "", registration.search_key)
    is_known = is_member(person, event.starts_local.date())
    return None if is_known else event.opens_at


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
