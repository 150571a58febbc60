"""Reading accounts, sign-ins and links."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg import clock
from eventreg.accounts.models import (
    Account,
    LinkToken,
    Purpose,
    RecoveryCode,
    SecondFactor,
    SignInSession,
)
from eventreg.accounts.tokens import hash_of
from eventreg.database import db
from eventreg.sealing import KeyIsAnother, unseal
from eventreg.web import network
from eventreg.web.fields import mail_spellings
from eventreg.web.models import Network
from eventreg.web.roles import Role

logger = logging.getLogger(__name__)

#: What the secrets of second factors are sealed for.
PURPOSE = "second factor"
#: A sign-in that was not used for so long has ended.
IDLE = timedelta(days=14)


def by_email(email: str) -> Account | None:
    """The account with this address, whether active or not."""
    return db.session.scalar(
        sa.select(Account).where(Account.email.in_(mail_spellings(email)))
    )


def by_reference(reference: str) -> Account | None:
    return db.session.scalar(sa.select(Account).where(Account.reference == reference))


def all_accounts() -> Sequence[Account]:
    """Everybody of the staff: the active ones first, then by name."""
    return db.session.scalars(_in_order()).all()


def accounts_and_factors() -> Sequence[Account]:
    """The same, each with its second factor."""
    with_factor = selectinload(Account.second_factor)
    return db.session.scalars(_in_order().options(with_factor)).all()


def _in_order() -> sa.Select[Account]:
    return sa.select(Account).order_by(Account.is_active.desc(), Account.email)


def has_director() -> bool:
    """Whether anybody can sign in as director."""
    return bool(db.session.scalar(sa.select(sa.exists(acting_directors()))))


def acting_directors() -> sa.Select[Account]:
    """Directors who can sign in."""
    return sa.select(Account).where(
        Account.role == Role.DIRECTOR,
        Account.is_active,
        Account.password_hash.is_not(None),
    )


def sign_in_of(token: str) -> SignInSession | None:
    """The running sign-in with this secret, with its active account."""
    return db.session.scalar(_of_token(token))


def sign_in_and_network_of(token: str) -> SignInSession | None:
    """The same for a page, which also needs to know whose site it is."""
    row = db.session.execute(
        _of_token(token).add_columns(network.columns()).outerjoin(Network, sa.true())
    ).one_or_none()
    if row is None:
        return None
    network.keep(row.network)
    return row.SignInSession


def _of_token(token: str) -> sa.Select[SignInSession]:
    return (
        _running(clock.now())
        .where(SignInSession.token_hash == hash_of(token), Account.is_active)
        .join(SignInSession.account)
        .options(joinedload(SignInSession.account))
    )


def sign_ins(account: Account) -> Sequence[SignInSession]:
    """Where the account is signed in now, the latest used first."""
    return db.session.scalars(
        _running(clock.now())
        .where(SignInSession.account_id == account.id)
        .order_by(SignInSession.last_seen_at.desc(), SignInSession.id.desc())
    ).all()


def _running(now: datetime) -> sa.Select[SignInSession]:
    return sa.select(SignInSession).where(
        SignInSession.revoked_at.is_(None),
        SignInSession.expires_at > now,
        SignInSession.last_seen_at > now - IDLE,
    )


def link(token: str, purpose: Purpose) -> LinkToken | None:
    """The link with this secret, also when it is used, revoked or over."""
    return db.session.scalar(
        sa.select(LinkToken)
        .where(LinkToken.token_hash == hash_of(token), LinkToken.purpose == purpose)
        .options(joinedload(LinkToken.account))
    )


def secret_of(factor: SecondFactor) -> str | None:
    """What the app and this site share; ``None``: the key was lost or replaced."""
    try:
        return unseal(factor.sealed_secret, purpose=PURPOSE)
    except KeyIsAnother:
        logger.error("a second factor was sealed with another data key")
        return None


def recovery_codes_left(account: Account) -> int:
    """How many recovery codes have not been used."""
    left = sa.select(sa.func.count()).where(
        RecoveryCode.account_id == account.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(left) or 0
