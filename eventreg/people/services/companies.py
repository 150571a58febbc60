"""Adding and changing companies and partner institutions."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.audit.services import differences, record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.people.models import Company, CompanyCountry, CompanyKind, Sector
from eventreg.people.names import clean_name, search_key, sort_key_de, sort_key_tr
from eventreg.people.slugs import slug_of

#: Columns that are taken over as they are.
_PLAIN = ("kind", "sector", "city", "website", "staff", "products", "offers", "seeks")


#: Pages that stand where the page of a company of this name would.
_PAGES = frozenset({"add", "import"})


@dataclass(frozen=True, kw_only=True)
class CompanyValues:
    """What is known about a company; see ``Company``."""

    name: str
    kind: CompanyKind = CompanyKind.COMPANY
    sector: Sector | None = None
    #: ISO 3166-1 alpha-2 codes.
    countries: Collection[str] = ()
    city: str = ""
    website: str = ""
    mail_domain: str = ""
    staff: str = ""
    products: str = ""
    offers: str = ""
    seeks: str = ""


def company_values(company: Company) -> CompanyValues:
    """What is known about ``company`` now."""
    return CompanyValues(
        name=company.name,
        mail_domain=company.mail_domain,
        countries=[row.country for row in company.countries],
        **{column: getattr(company, column) for column in _PLAIN},
    )


class CompanyIsKnown(DomainError):
    """There is a company of this name."""

    field = "name"

    def __init__(self) -> None:
        super().__init__(_("There is a company of this name already."))


class CompanySoundsKnown(DomainError):
    """There is a company whose name differs only in case, marks or spaces."""

    field = "name"

    def __init__(self, known: Company) -> None:
        super().__init__(
            _(
                "There is %(name)s already. If yours is another company, say so below.",
                name=known.name,
            )
        )


def check_name(
    name: str, *, besides: Company | None = None, is_another: bool = False
) -> None:
    """See that nobody writes one company down twice.

    :param is_another: whoever typed it knows of the others that are called nearly so.
    :raises CompanyIsKnown: another company than ``besides`` has this name.
    :raises CompanySoundsKnown: one that is folded to the same letters.
    """
    name = clean_name(name)
    others = [company for company in _called_like(name) if company is not besides]
    if any(company.name == name for company in others):
        raise CompanyIsKnown
    is_new = besides is None or besides.name != name
    if others and is_new and not is_another:
        raise CompanySoundsKnown(others[0])


def _called_like(name: str) -> list[Company]:
    """Companies whose folded name is that of ``name``; their keys go on with a city."""
    key = search_key(name)
    found = db.session.scalars(
        sa.select(Company)
        .where(Company.search_key.startswith(key, autoescape=True))
        .order_by(Company.id)
    )
    return [company for company in found if search_key(company.name) == key]


def add_company(values: CompanyValues, *, by: Actor) -> Company:
    """A new company; its address comes from its name and stays."""
    company = Company(slug=slug_of(values.name, _is_taken))
    _write(company, values)
    db.session.add(company)
    db.session.flush()
    record("company.added", company.slug, by=by)
    return company


def change_company(company: Company, values: CompanyValues, *, by: Actor) -> None:
    """Put what is known now in place of what was."""
    before = _facts(company)
    _write(company, values)
    changes = differences(before, _facts(company))
    record("company.changed", company.slug, by=by, changes=changes)


def _facts(company: Company) -> dict[str, Any]:
    """What is known as the log keeps it: sector and countries by their codes."""
    values = company_values(company)
    facts = {each.name: getattr(values, each.name) for each in fields(values)}
    sector = values.sector.code if values.sector else ""
    return facts | {"sector": sector, "countries": sorted(values.countries)}


def _write(company: Company, values: CompanyValues) -> None:
    name = clean_name(values.name)
    for column in _PLAIN:
        setattr(company, column, getattr(values, column))
    company.name = name
    company.mail_domain = values.mail_domain.lower()
    company.search_key = search_key(f"{name} {values.city}")
    company.sort_key_de = sort_key_de(name, "")
    company.sort_key_tr = sort_key_tr(name, "")
    known = {row.country: row for row in company.countries}
    company.countries = [
        known.get(code) or CompanyCountry(country=code)
        for code in sorted(set(values.countries))
    ]


def _is_taken(slug: str) -> bool:
    return slug in _PAGES or bool(
        db.session.scalar(sa.select(sa.exists().where(Company.slug == slug)))
    )
