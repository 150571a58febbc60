"""Reading personal links, links that sign in, and member sessions."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventreg import clock
from eventreg.accounts.tokens import hash_of
from eventreg.database import db
from eventreg.people.models import MemberLink, MemberSession, Person, PersonalLink
from eventreg.people.queries.known import covering


def person_of_link(token: str) -> Person | None:
    """Whose personal link this is; ``None``: nobody's, or it was revoked."""
    return db.session.scalar(
        sa.select(Person)
        .join(PersonalLink, PersonalLink.person_id == Person.id)
        .where(
            PersonalLink.token == token,
            PersonalLink.revoked_at.is_(None),
            Person.email.is_not(None),
        )
        .options(joinedload(Person.company))
    )


def language_of_link(token: str) -> str | None:
    """The language of the person whose personal link this is."""
    return db.session.scalar(
        sa.select(Person.language)
        .join(PersonalLink, PersonalLink.person_id == Person.id)
        .where(PersonalLink.token == token, PersonalLink.revoked_at.is_(None))
    )


def running_link(person: Person) -> PersonalLink | None:
    """The personal link that works for ``person`` now."""
    return db.session.scalar(
        sa.select(PersonalLink).where(
            PersonalLink.person_id == person.id, PersonalLink.revoked_at.is_(None)
        )
    )


def member_link(token: str) -> MemberLink | None:
    """The link that signs in with this secret, also when it is used or over."""
    return db.session.scalar(
        sa.select(MemberLink)
        .where(MemberLink.token_hash == hash_of(token))
        .options(joinedload(MemberLink.person))
    )


def signed_in_member(token: str) -> Person | None:
    """Who is signed in with this secret, as long as they count as a member."""
    today = covering(clock.today()).subquery()
    return db.session.scalar(
        sa.select(Person)
        .join(MemberSession, MemberSession.person_id == Person.id)
        .where(
            MemberSession.token_hash == hash_of(token),
            MemberSession.revoked_at.is_(None),
            MemberSession.expires_at > clock.now(),
            sa.exists().where(today.c.company_id == Person.company_id),
        )
        .options(joinedload(Person.company))
    )


def session_count(person: Person) -> int:
    """On how many devices ``person`` is signed in."""
    count = (
        sa.select(sa.func.count())
        .select_from(MemberSession)
        .where(
            MemberSession.person_id == person.id,
            MemberSession.revoked_at.is_(None),
            MemberSession.expires_at > clock.now(),
        )
    )
    return db.session.scalar(count) or 0
