"""Who waits, who reads of it, and the links with which it is decided."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from eventreg import clock, outbox
from eventreg.accounts.models import Account
from eventreg.accounts.queries import acting_directors
from eventreg.accounts.tokens import hash_of
from eventreg.audit.actors import ActorKind
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.messages.models import DecisionLink, DigestChoice, UrgentNote
from eventreg.outbox.models import Letter
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.states import State, Why
from eventreg.web.roles import Role

#: So many decisions are shown again behind a link.
MOST_SHOWN = 30
#: E-mails with a link to decide.
WITH_LINK = ("digest", "urgent")

#: What staff decide about one person who waits.
_DECISIONS = frozenset(
    {Why.APPROVED, Why.ONTO_WAITLIST, Why.DECLINED, Why.SUBSTITUTED, Why.WITHDRAWN}
)
#: A decision after which a person gets here does not stand any more.
_UNDOING = frozenset({State.PENDING, State.DECLINED, State.CANCELLED, State.EXPIRED})


def directors() -> Sequence[Account]:
    """Everybody who can sign in as director."""
    return db.session.scalars(acting_directors().order_by(Account.id)).all()


def digest_choice(account: Account) -> DigestChoice | None:
    """What the director has settled; ``None``: nothing yet."""
    return db.session.get(DigestChoice, account.id)


def acts_for(director: Account, on: date) -> Account:
    """Who reads of those who wait: the director, or the deputy while away."""
    choice = digest_choice(director)
    if choice is None or choice.deputy is None or not choice.away_from:
        return director
    is_away = choice.away_from <= on <= (choice.away_until or on)
    return choice.deputy if is_away and choice.deputy.is_active else director


def possible_deputies(director: Account) -> Sequence[Account]:
    """Who may decide while the director is away."""
    return db.session.scalars(
        sa.select(Account)
        .where(
            Account.id != director.id,
            Account.role.in_([Role.DIRECTOR, Role.OFFICE]),
            Account.is_active,
            Account.password_hash.is_not(None),
        )
        .order_by(Account.name, Account.id)
    ).all()


def waiting() -> Sequence[Registration]:
    """Everybody who waits for a decision and was not put off, the next event first."""
    now, later = clock.now(), Registration.later_until
    return db.session.scalars(
        sa.select(Registration)
        .join(Registration.event)
        .where(
            Registration.state == State.PENDING,
            Event.ends_at > now,
            sa.or_(later.is_(None), later <= now),
        )
        .order_by(Event.starts_at, Event.id, Registration.verified_at, Registration.id)
        .options(joinedload(Registration.event).selectinload(Event.texts))
    ).all()


def noted(account: Account) -> dict[tuple[int, datetime | None], datetime]:
    """When ``account`` was told of whom, before which deadline."""
    rows = db.session.scalars(sa.select(UrgentNote).filter_by(account_id=account.id))
    return {(row.registration_id, row.deadline_at): row.noted_at for row in rows}


def decision_link(token: str) -> DecisionLink | None:
    """The link with this secret, also when it is over."""
    return db.session.scalar(
        sa.select(DecisionLink)
        .where(DecisionLink.token_hash == hash_of(token))
        .options(joinedload(DecisionLink.account), joinedload(DecisionLink.director))
    )


def language_of_link(token: str) -> str | None:
    """The language of the account that decides with this link."""
    return db.session.scalar(
        sa.select(Account.language)
        .join(DecisionLink, DecisionLink.account_id == Account.id)
        .where(DecisionLink.token_hash == hash_of(token))
    )


def is_over(link: DecisionLink) -> bool:
    """Whether the link has run out or was revoked, or its owner may not decide."""
    if link.revoked_at is not None or link.expires_at <= clock.now():
        return True
    director = link.director
    return not (
        link.account.is_active
        and director.is_active
        and director.role is Role.DIRECTOR
        and link.account.role in {Role.DIRECTOR, Role.OFFICE}
    )


def running_links(director: Account) -> Sequence[DecisionLink]:
    """Links that still decide in this director's place, the newest first."""
    return db.session.scalars(
        sa.select(DecisionLink)
        .where(
            DecisionLink.director_id == director.id,
            DecisionLink.revoked_at.is_(None),
            DecisionLink.expires_at > clock.now(),
        )
        .order_by(DecisionLink.id.desc())
        .options(joinedload(DecisionLink.account))
    ).all()


def links_without_right(account: Account) -> list[DecisionLink]:
    """Links of this account, or in its place, with which nobody may decide now."""
    found = db.session.scalars(
        sa.select(DecisionLink)
        .where(
            sa.or_(
                DecisionLink.director_id == account.id,
                DecisionLink.account_id == account.id,
            ),
            DecisionLink.revoked_at.is_(None),
            DecisionLink.expires_at > clock.now(),
        )
        .order_by(DecisionLink.id)
        .options(joinedload(DecisionLink.account), joinedload(DecisionLink.director))
    )
    return [link for link in found if is_over(link)]


def digests_without_right(account: Account) -> list[Letter]:
    """Digests of failures that wait for somebody who is no director, nor a deputy."""
    if account.is_active and account.role is Role.DIRECTOR:
        return []
    may_stand_in = account.is_active and account.role is Role.OFFICE
    return [
        letter
        for letter in outbox.waiting_for(account.email, WITH_LINK)
        if not (may_stand_in and letter.values.get("stands_in_for"))
    ]


def letters_with(links: Sequence[DecisionLink]) -> list[Letter]:
    """The e-mails in which one of these links stands, whatever became of them."""
    hashes = {link.token_hash for link in links}
    since = min((link.created_at for link in links), default=clock.now())
    found = sa.select(Letter).where(
        Letter.letter.in_(WITH_LINK), Letter.created_at >= since
    )
    return [
        letter for letter in db.session.scalars(found) if _hash_in(letter) in hashes
    ]


def _hash_in(letter: Letter) -> str:
    """Of the secret in its link to decide; of a digest of failures alone, none."""
    _endpoint, arguments = letter.links.get("decide", ("", {}))
    return hash_of(arguments["token"]) if arguments else ""


def decided_since(instant: datetime) -> Sequence[RegistrationMove]:
    """The latest decisions of staff on those who waited, newest first.

    Only those that still stand: none that was taken back, or after which the person
    waits anew or is out. The end of a whole event is no decision about anybody.
    """
    later = aliased(RegistrationMove)
    is_undone = sa.exists().where(
        later.registration_id == RegistrationMove.registration_id,
        later.id > RegistrationMove.id,
        later.new.in_(_UNDOING),
    )
    return db.session.scalars(
        sa.select(RegistrationMove)
        .where(
            RegistrationMove.old == State.PENDING,
            RegistrationMove.at >= instant,
            RegistrationMove.actor_kind == ActorKind.STAFF,
            RegistrationMove.why.in_(_DECISIONS),
            sa.not_(is_undone),
        )
        .order_by(RegistrationMove.id.desc())
        .options(joinedload(RegistrationMove.registration))
        .limit(MOST_SHOWN)
    ).all()
