"""What a person says about themselves when signing up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eventreg.people.keys import full_key, write_keys
from eventreg.people.names import clean_name, search_key
from eventreg.registrations.models import PhotoLevel, Registration


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """The values of a sign-up form, clean in shape; see ``Registration``.

    Only staff may leave ``email`` empty.
    """

    given_name: str
    family_name: str
    email: str
    language: str
    salutation: str = ""
    title: str = ""
    suffix: str = ""
    family_first: bool = False
    native_name: str = ""
    badge_name: str = ""
    #: The whole greeting line by language, for offices.
    address_as: dict[str, str] = field(default_factory=dict)
    phone: str = ""
    company: str = ""
    position: str = ""
    country: str = ""
    message: str = ""
    show_name: bool = False
    photo_level: PhotoLevel = PhotoLevel.NONE
    privacy_version: str = ""
    #: The chosen contingent, sessions and choices, by the pools' ids.
    pool_ids: tuple[int, ...] = ()
    #: To the questions of the event, by their keys; a lead's for the party too.
    answers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def search_key(self) -> str:
        """Folded full name; with the address it says who somebody is."""
        return full_key(self.given_name, self.family_name)


def write_onto(registration: Registration, applicant: Applicant) -> None:
    """Put what the applicant said, and the keys made from it, onto the row."""
    for column in applicant.__dataclass_fields__.keys() - {"pool_ids", "answers"}:
        setattr(registration, column, getattr(applicant, column))
    for column in ("given_name", "family_name", "native_name", "badge_name"):
        setattr(registration, column, clean_name(getattr(applicant, column)))
    registration.email = applicant.email.lower() or None
    registration.company_key = company_key_of(applicant)
    write_keys(registration)


def company_key_of(applicant: Applicant) -> str:
    """The folded name of the company, as registrations keep it."""
    return search_key(applicant.company)[:400]
