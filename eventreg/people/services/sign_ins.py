"""Members sign in by a link in a letter, and out again."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg import clock
from eventreg.accounts.tokens import hash_of, new_token
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.people import letters, queries
from eventreg.people.models import MemberLink, MemberSession, Person, PersonalLink
from eventreg.people.services.links import locked

#: How long the link in the letter works.
LINK_LASTS = timedelta(hours=1)
#: How long a device stays signed in.
SESSION_LASTS = timedelta(days=30)
#: What has ended is kept so long, for a look back.
KEPT = timedelta(days=30)


class SignInLinkIsOver(DomainError):
    """The link was used, replaced by a newer one, or has run out."""

    def __init__(self) -> None:
        super().__init__(_("This link no longer works. Ask for a new one."))


def request_sign_in(email: str, *, goal: str = "") -> None:
    """Write to the members at this address, if there are any.

    Leaves an audit row in any case, so that an unknown address takes about as
    long as a known one.

    :param goal: path of the page that was to be opened.
    """
    people = queries.members_at(email, clock.today())
    for person in people:
        link, token = _new_link(locked(person), goal)
        letters.member_sign_in(person, link, token)
    by = Actor.person(people[0]) if people else Actor.worker()
    record("member.sign_in_asked", people[0].reference if people else "", by=by)


def _new_link(person: Person, goal: str) -> tuple[MemberLink, str]:
    """A fresh link and its secret; an older one that nobody used ends."""
    db.session.execute(
        sa.update(MemberLink)
        .where(
            MemberLink.person_id == person.id,
            MemberLink.used_at.is_(None),
            MemberLink.revoked_at.is_(None),
        )
        .values(revoked_at=clock.now())
    )
    token = new_token()
    link = MemberLink(
        person_id=person.id,
        token_hash=hash_of(token),
        goal=goal[:200],
        expires_at=clock.now() + LINK_LASTS,
    )
    db.session.add(link)
    db.session.flush()
    return link, token


def sign_in(link: MemberLink) -> str:
    """Use the link and return the secret for the cookie.

    :raises SignInLinkIsOver: see there; also when the membership has ended.
    """
    link = db.session.execute(
        sa.select(MemberLink)
        .where(MemberLink.id == link.id)
        .with_for_update(of=MemberLink)
        .execution_options(populate_existing=True)
    ).scalar_one()
    person = link.person
    if link.is_over or not queries.is_member(person, clock.today()):
        raise SignInLinkIsOver
    link.used_at = clock.now()
    token = new_token()
    db.session.add(
        MemberSession(
            person_id=person.id,
            token_hash=hash_of(token),
            expires_at=clock.now() + SESSION_LASTS,
        )
    )
    record("member.signed_in", person.reference, by=Actor.person(person))
    return token


def sign_out(token: str) -> None:
    """End the session with this secret; nothing happens if it has ended."""
    db.session.execute(
        sa.update(MemberSession)
        .where(
            MemberSession.token_hash == hash_of(token),
            MemberSession.revoked_at.is_(None),
        )
        .values(revoked_at=clock.now())
    )


def sign_out_everywhere(person: Person, *, by: Actor) -> int:
    """End all sessions of the person; how many there were."""
    ended = db.session.scalars(
        sa.update(MemberSession)
        .where(
            MemberSession.person_id == person.id,
            MemberSession.revoked_at.is_(None),
            MemberSession.expires_at > clock.now(),
        )
        .values(revoked_at=clock.now())
        .returning(MemberSession.id)
    ).all()
    if ended:
        record("member.signed_out_everywhere", person.reference, by=by)
    return len(ended)


def forget_old_ways_in() -> int:
    """Delete links and sessions that ended a month ago; how many."""
    limit = clock.now() - KEPT
    gone: list[int] = []
    for statement in (
        sa.delete(PersonalLink).where(PersonalLink.revoked_at < limit),
        _ended(MemberLink, limit),
        _ended(MemberSession, limit),
    ):
        gone += db.session.scalars(statement.returning(sa.literal(1))).all()
    return len(gone)


def _ended(model: type[MemberLink] | type[MemberSession], limit: datetime) -> Any:
    return sa.delete(model).where(
        sa.or_(model.expires_at < limit, model.revoked_at < limit)
    )
