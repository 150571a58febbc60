"""Lists of sectors and members, as ``flask people load-…`` and the demo bring them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlsplit

import phonenumbers
from babel import Locale
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.people import queries
from eventreg.people.models import Company, Person, Sector
from eventreg.people.names import Salutation, clean_name, search_key
from eventreg.people.services.companies import (
    CompanyValues,
    add_company,
    change_company,
    company_values,
)
from eventreg.people.services.memberships import start_membership
from eventreg.people.services.persons import (
    PersonValues,
    add_person,
    change_person,
    person_values,
)
from eventreg.web.fields import readable_mail
from eventreg.web.limits import has_letter

Row = Mapping[str, str]


class RowIsWrong(DomainError):
    """A row of a list says something that cannot be."""

    def __init__(self, number: int, sentence: str) -> None:
        super().__init__(_("Row %(number)d: %(what)s", number=number, what=sentence))


def load_sectors(rows: Iterable[Row]) -> int:
    """Add or rename sectors from rows with ``code`` and one column a language.

    :returns: how many rows there were.
    """
    known = {sector.code: sector for sector in queries.sectors()}
    count = 0
    for count, row in enumerate(rows, start=1):
        names = {key: text for key, text in row.items() if key != "code"}
        if not row.get("code") or not names.get("de"):
            raise RowIsWrong(count, _("A sector needs a code and a German name."))
        sector = known.get(row["code"]) or Sector(code=row["code"])
        sector.names = names
        db.session.add(sector)
    db.session.flush()
    return count


def load_members(rows: Iterable[Row], *, since: date, by: Actor) -> int:
    """Add or change companies and their people, and make new ones members.

    A company is known by its name, a person by address and name. Who was a
    member before, even a former one, keeps those memberships untouched.

    :param rows: with the columns of ``demo/data/members.csv``.
    :param since: the first day of a new membership.
    :returns: how many rows there were.
    :raises RowIsWrong: a sector or a country is unknown, or a name is missing.
    """
    rows = list(rows)
    known = _Known.before(rows)
    for number, row in enumerate(rows, start=1):
        company = _load_company(row, number, known, by=by)
        _load_person(row, number, known, company, by=by)
        if not company.memberships:
            start_membership(company, from_on=since, by=by)
    return len(rows)


@dataclass
class _Known:
    """What there was before a list is loaded, read at once; grows meanwhile."""

    sectors: dict[str, Sector]
    companies: dict[str, Company]
    people: dict[tuple[str | None, str], Person]

    @classmethod
    def before(cls, rows: Sequence[Row]) -> Self:
        names = {clean_name(row.get("company")) for row in rows}
        emails = {email for row in rows if (email := _email(row))}
        return cls(
            sectors={sector.code: sector for sector in queries.sectors()},
            companies={c.name: c for c in queries.companies_by_name(names)},
            people={
                (readable_mail(p.email or ""), p.search_key): p
                for p in queries.people_at(emails)
            },
        )


def _load_company(row: Row, number: int, known: _Known, *, by: Actor) -> Company:
    name = clean_name(row.get("company"))
    if not name:
        raise RowIsWrong(number, _("The company has no name."))
    if row.get("sector") and row["sector"] not in known.sectors:
        raise RowIsWrong(number, _("This sector is not known."))
    company = known.companies.get(name)
    values = replace(
        company_values(company) if company else CompanyValues(name=name),
        sector=known.sectors.get(row.get("sector", "")),
        countries=_countries(row.get("countries", ""), number),
        city=clean_name(row.get("city")),
        website=_website(clean_name(row.get("website")), number),
        staff=clean_name(row.get("staff")),
        products=clean_name(row.get("products")),
        offers=clean_name(row.get("offers")),
        seeks=clean_name(row.get("seeks")),
    )
    if company is None:
        company = known.companies[name] = add_company(values, by=by)
    else:
        change_company(company, values, by=by)
    return company


def _load_person(
    row: Row, number: int, known: _Known, company: Company, *, by: Actor
) -> None:
    given, family = (
        clean_name(row.get("given_name")),
        clean_name(row.get("family_name")),
    )
    if not has_letter(given + family):
        raise RowIsWrong(number, _("The person has no name."))
    email = _email(row)
    key = (email, search_key(f"{given} {family}"))
    person = known.people.get(key) if email else None
    values = replace(
        person_values(person) if person else PersonValues(),
        given_name=given,
        family_name=family,
        email=email,
        salutation=Salutation.read(row.get("salutation", "")),
        title=clean_name(row.get("title")),
        phone=_phone(row.get("phone", ""), number),
        language=row.get("language") or "de",
    )
    if person is None:
        known.people[key] = add_person(values, company=company, by=by)
    else:
        change_person(person, values, company=company, by=by)


def _email(row: Row) -> str | None:
    return readable_mail(row.get("email", "").strip().lower()) or None


def _countries(text: str, number: int) -> list[str]:
    codes = text.split()
    known = Locale("en").territories
    if any(len(code) != 2 or code not in known for code in codes):
        raise RowIsWrong(number, _("This country is not known."))
    return codes


def _website(text: str, number: int) -> str:
    if text and not text.lower().startswith(("http://", "https://")):
        text = f"https://{text}"
    try:
        is_address = not text or bool(urlsplit(text).hostname)
    except ValueError:  # an unclosed bracket in the host
        is_address = False
    if not is_address:
        raise RowIsWrong(number, _("This is not a web address."))
    return text


def _phone(text: str, number: int) -> str:
    if not text.strip():
        return ""
    try:
        parsed = phonenumbers.parse(text, "DE")
    except phonenumbers.NumberParseException:
        raise RowIsWrong(number, _("This is not a phone number.")) from None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
