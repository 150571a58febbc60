"""Rows as they are now, held until the transaction ends."""

import sqlalchemy as sa

from eventreg.accounts import queries
from eventreg.accounts.models import Account, LinkToken, SecondFactor, SignInSession
from eventreg.database import db


def locked(account: Account) -> Account:
    """The account read anew under a lock."""
    return db.session.execute(
        sa.select(Account)
        .where(Account.id == account.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()


def locked_link(link: LinkToken) -> LinkToken:
    """The link read anew under a lock; two tabs cannot both use it."""
    return db.session.execute(
        sa.select(LinkToken)
        .where(LinkToken.id == link.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()


def locked_factor(account: Account) -> SecondFactor | None:
    """The account's second factor under a lock: two sign-ins share no code."""
    return db.session.scalar(
        sa.select(SecondFactor)
        .where(SecondFactor.account_id == account.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def lock_directors() -> list[Account]:
    """All who can act as director, in id order.

    So that of two directors who remove each other at once, one stays.
    """
    return list(
        db.session.scalars(
            queries.acting_directors()
            .order_by(Account.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def lock_staff(account: Account) -> Account:
    """The account read anew, all directors locked before it.

    Each change of who is director takes its locks in this order.
    """
    lock_directors()
    return locked(account)


def running_sign_ins(account: Account) -> list[SignInSession]:
    """The sign-ins of ``account`` that nobody ended, read anew."""
    return list(
        db.session.scalars(
            sa.select(SignInSession)
            .where(
                SignInSession.account_id == account.id,
                SignInSession.revoked_at.is_(None),
            )
            .order_by(SignInSession.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )
