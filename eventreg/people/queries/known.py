"""Reading people, companies and members."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.people.models import (
    Company,
    CompanyCountry,
    Membership,
    MergedPerson,
    Person,
    Sector,
)
from eventreg.people.names import spellings
from eventreg.web.fields import mail_spellings

#: A typed word of so many letters is looked for inside of words too.
LONG_WORD = 4


class Standing(StrEnum):
    """Which companies a list shows."""

    MEMBERS = "members"
    FORMER = "former"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list of companies is narrowed to; empty means any."""

    search: str = ""
    sector: str = ""
    country: str = ""
    standing: Standing = Standing.MEMBERS

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search or self.sector or self.country)


def person_by_address(email: str, key: str) -> Person | None:
    """The person with this address and name.

    :param key: the ``search_key`` of the full name.
    """
    return db.session.scalar(
        sa.select(Person).filter_by(email=email.lower(), search_key=key)
    )


def person_merged_from(reference: str) -> Person | None:
    """With whom the person is one now who was known by this reference before."""
    return db.session.scalar(
        sa.select(Person)
        .join(MergedPerson, MergedPerson.person_id == Person.id)
        .where(MergedPerson.reference == reference)
    )


def person_by_reference(reference: str) -> Person | None:
    """The person whom staff call by this reference, with company."""
    return db.session.scalar(
        sa.select(Person)
        .filter_by(reference=reference)
        .options(joinedload(Person.company))
    )


def namesakes_of(person: Person) -> Sequence[Person]:
    """Others of just this name, who may be the same; ten at most."""
    return db.session.scalars(
        sa.select(Person)
        .where(Person.search_key == person.search_key, Person.id != person.id)
        .order_by(Person.id)
        .limit(10)
        .options(joinedload(Person.company))
    ).all()


def people_at(emails: Collection[str]) -> Sequence[Person]:
    """Everybody at these addresses, which are in lower case."""
    spelled = set().union(*map(mail_spellings, emails))
    return db.session.scalars(sa.select(Person).where(Person.email.in_(spelled))).all()


def members_at(email: str, on: date) -> Sequence[Person]:
    """Everybody at this address who counts as a member on that day."""
    today = covering(on).subquery()
    return db.session.scalars(
        sa.select(Person)
        .where(
            Person.email.in_(mail_spellings(email.lower())),
            sa.exists().where(today.c.company_id == Person.company_id),
        )
        .order_by(Person.id)
    ).all()


def companies_by_name(names: Collection[str]) -> Sequence[Company]:
    """The companies of exactly these names, with countries and memberships."""
    return db.session.scalars(
        sa.select(Company)
        .where(Company.name.in_(names))
        .order_by(Company.id)
        .options(selectinload(Company.countries), selectinload(Company.memberships))
    ).all()


def is_member(who: Person | Company | None, on: date) -> bool:
    """Whether ``who`` counts as a member on that day; nobody (``None``) does not."""
    company_id = who.company_id if isinstance(who, Person) else who and who.id
    if company_id is None:
        return False
    return bool(
        db.session.scalar(
            sa.select(covering(on).where(Membership.company_id == company_id).exists())
        )
    )


def days_as_member(person: Person, days: Iterable[date]) -> set[date]:
    """On which of these days ``person`` counts as a member; one query for all."""
    wanted = set(days)
    if person.company_id is None or not wanted:
        return set()
    terms = db.session.execute(
        sa.select(Membership.from_on, Membership.until_on).where(
            Membership.company_id == person.company_id
        )
    ).all()
    return {
        day
        for day in wanted
        if any(start <= day and (end is None or day <= end) for start, end in terms)
    }


def company_by_slug(slug: str) -> Company | None:
    """The company with all that its page shows."""
    return db.session.scalar(
        sa.select(Company)
        .filter_by(slug=slug)
        .options(
            selectinload(Company.sector),
            selectinload(Company.countries),
            selectinload(Company.memberships),
            selectinload(Company.people),
        )
    )


def company_merged_from(slug: str) -> str:
    """Where the company is now that had this address before it was merged.

    Empty: it was never merged, or is gone; as long as the log remembers it.
    """
    last, now = 0, ""
    while row := db.session.execute(
        sa.select(AuditEntry.id, AuditEntry.changes)
        .where(AuditEntry.act == "company.removed", AuditEntry.id > last)
        .where(AuditEntry.target == (now or slug))
        .order_by(AuditEntry.id.desc())
        .limit(1)
    ).first():
        last, now = row.id, row.changes.get("address", ["", ""])[1]
        if not now:
            return ""
    return now


def membership_from(company: Company, day: date) -> Membership | None:
    """The membership of ``company`` that begins on that day."""
    return db.session.scalar(
        sa.select(Membership)
        .filter_by(company_id=company.id, from_on=day)
        .order_by(Membership.id)
        .limit(1)
    )


def members(
    wanted: Wanted,
    *,
    on: date,
    language: str = "de",
    offset: int = 0,
    limit: int = 50,
    is_brief: bool = False,
) -> Sequence[Company]:
    """Companies in the order of ``language``, ready to be shown in a list.

    :param is_brief: with their people, but without sector and countries.
    """
    more = [selectinload(Company.sector), selectinload(Company.countries)]
    order = Company.sort_key_tr if language == "tr" else Company.sort_key_de
    return db.session.scalars(
        sa.select(Company)
        .where(*_narrowed(wanted, on))
        .order_by(order, Company.id)
        .limit(limit)
        .offset(offset)
        .options(selectinload(Company.people), *([] if is_brief else more))
    ).all()


def member_count(wanted: Wanted, *, on: date) -> int:
    """How many companies the list has on all its pages."""
    count = sa.select(sa.func.count(Company.id)).where(*_narrowed(wanted, on))
    return db.session.scalar(count) or 0


def sectors() -> Sequence[Sector]:
    return db.session.scalars(sa.select(Sector).order_by(Sector.code)).all()


def countries() -> Sequence[str]:
    """The codes of all countries that some company works with."""
    return db.session.scalars(
        sa.select(CompanyCountry.country).distinct().order_by(CompanyCountry.country)
    ).all()


def _narrowed(wanted: Wanted, on: date) -> list[sa.ColumnElement[bool]]:
    clauses = []
    if wanted.standing is Standing.MEMBERS:
        clauses.append(_is_member(on))
    elif wanted.standing is Standing.FORMER:
        clauses += [Company.memberships.any(), ~_is_member(on)]
    if wanted.sector:
        clauses.append(Company.sector.has(Sector.code == wanted.sector))
    if wanted.country:
        clauses.append(Company.countries.any(CompanyCountry.country == wanted.country))
    for readings, typed, alike in spellings(wanted.search):
        mentions = _begins if typed else _mentions
        ways = [sa.and_(*map(mentions, words)) for words in readings]
        ways += [_sounds(alike)] if alike else []
        clauses.append(sa.or_(*ways, *([_is_written(typed)] if typed else [])))
    return clauses


def _mentions(word: str) -> sa.ColumnElement[bool]:
    """The company, its city or somebody there has ``word`` in the name.

    Few letters stand somewhere in every second name, so they must begin a word.
    """
    return _found(word, anywhere=len(word) >= LONG_WORD)


def _sounds(words: Collection[str]) -> sa.ColumnElement[bool]:
    """A word of somebody's name begins with one of these, or is it with a space."""
    keys = (Person.search_key, Person.other_key)
    return Company.people.any(
        sa.or_(
            *(
                (" " + key + " ").contains(f" {word}", autoescape=True)
                for key in keys
                for word in words
            )
        )
    )


def _begins(word: str) -> sa.ColumnElement[bool]:
    """The same for what was typed in another script and only sounds like it."""
    return _found(word, anywhere=False)


def _is_written(word: str) -> sa.ColumnElement[bool]:
    """Somebody's name has just these letters."""
    names = (
        *(Person.given_name, Person.family_name),
        *(Person.native_name, Person.badge_name),
    )
    return Company.people.any(
        sa.or_(*(name.contains(word, autoescape=True) for name in names))
    )


def _found(word: str, *, anywhere: bool) -> sa.ColumnElement[bool]:
    return sa.or_(
        _has(Company.search_key, word, anywhere),
        Company.people.any(
            sa.or_(
                _has(Person.search_key, word, anywhere),
                _has(Person.other_key, word, anywhere),
            )
        ),
    )


def _has(
    key: InstrumentedAttribute[str], word: str, anywhere: bool
) -> sa.ColumnElement[bool]:
    if anywhere:
        return key.contains(word, autoescape=True)
    return (" " + key).contains(" " + word, autoescape=True)


def _is_member(on: date) -> sa.ColumnElement[bool]:
    return covering(on).where(Membership.company_id == Company.id).exists()


def covering(on: date) -> sa.Select[int, int]:
    """Memberships that cover that day: their ids and companies."""
    return sa.select(Membership.id, Membership.company_id).where(
        Membership.from_on <= on,
        sa.or_(Membership.until_on.is_(None), Membership.until_on >= on),
    )
