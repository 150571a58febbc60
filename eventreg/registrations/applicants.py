"""What a person says about themselves when signing up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eventreg.people.names import clean_name, search_key, sort_key_de, sort_key_tr
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
        return search_key(f"{self.given_name} {self.family_name}")[:1000]


def write_onto(registration: Registration, applicant: Applicant) -> None:
    """Put what the applicant said, and the keys made from it, onto the row."""
    for column in applicant.__dataclass_fields__.keys() - {"pool_ids", "answers"}:
        setattr(registration, column, getattr(applicant, column))
    given = clean_name(applicant.given_name)
    family = clean_name(applicant.family_name)
    registration.given_name, registration.family_name = given, family
    registration.email = applicant.email.lower() or None
    registration.search_key = applicant.search_key
    registration.company_key = search_key(applicant.company)[:400]
    registration.sort_key_de = sort_key_de(family, given)
    registration.sort_key_tr = sort_key_tr(family, given)
