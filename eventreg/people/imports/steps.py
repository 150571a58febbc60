"""What one row does to a company and a person, and how it is told from others."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from eventreg.people.imports.plans import Difference
from eventreg.people.imports.states import Outcome
from eventreg.people.models import Company, Person
from eventreg.people.services.companies import CompanyValues
from eventreg.people.services.persons import PersonValues

#: What a list does not say about somebody who is known: the name is the same but
#: for its spelling, and the language is a default.
_UNSAID = frozenset({"given_name", "family_name", "language", "kind"})
_BEGINNING = re.compile(r"https?://(www\.)?")


@dataclass(frozen=True)
class CompanyStep:
    """A company that rows of the list belong to.

    ``company`` is ``None`` for one that the import makes; ``values`` is ``None``
    where nothing changes.
    """

    key: str
    name: str
    company: Company | None
    values: CompanyValues | None
    changes: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Act:
    """What to write for one row."""

    company: CompanyStep | None
    #: ``None``: the row names nobody, or a known person who stays the same.
    values: PersonValues | None
    person: Person | None


def merged(old: Any, new: Any) -> Any:
    """``old`` with what ``new`` says; what it does not say stays, and so does what
    it only writes otherwise."""
    said = {
        name: value
        for name, value in vars(new).items()
        if value and name not in _UNSAID and not _is_same(name, vars(old)[name], value)
    }
    return replace(old, **said)


def _is_same(name: str, old: Any, new: Any) -> bool:
    """Whether both say the same, but for spaces and how an address begins."""
    if not isinstance(old, str) or not isinstance(new, str):
        return bool(old == new)
    if name == "website":
        return _address(old) == _address(new)
    return unicodedata.normalize("NFC", " ".join(old.split())) == " ".join(new.split())


def _address(typed: str) -> str:
    return _BEGINNING.sub("", typed.strip().lower()).rstrip("/")


def move(person: Person, step: CompanyStep | None) -> tuple[Difference, ...]:
    """The person belongs to another company than before."""
    if step is None or (step.company and step.company.id == person.company_id):
        return ()
    old = person.company.name if person.company else ""
    return (Difference(_("Company"), old or "–", step.name),)


def outcome_of_new(step: CompanyStep | None, is_first: bool) -> Outcome:
    if step is None:
        return Outcome.NEW_PERSON
    is_new = step.company is None and is_first
    return Outcome.NEW_COMPANY if is_new else Outcome.JOINS


def same_as(number: int) -> tuple[str, ...]:
    return (_("The same as row %(number)s.", number=number),)


def key_of(act: Act) -> str:
    step = act.company
    company = replace(step.values, sector=None) if step and step.values else None
    sector = (
        step.values.sector.code if step and step.values and step.values.sector else ""
    )
    known = (
        act.person.reference if act.person else "",
        step.company.slug if step and step.company else "",
    )
    return repr((act.values, company, sector, known))
