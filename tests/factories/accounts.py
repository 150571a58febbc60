"""Staff accounts, and links that lead to them."""

from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.accounts import passwords, queries
from eventreg.accounts.models import Account, LinkToken, Purpose
from eventreg.accounts.services import begin
from eventreg.accounts.services.links import new_link
from eventreg.accounts.services.locks import locked_factor
from eventreg.database import db, write_tx
from eventreg.web.roles import Role

PASSWORD = "a boat full of lemons"


def make_account(
    email: str = "ole@example.org",
    *,
    role: str = "office",
    password: str | None = PASSWORD,
    **values: Any,
) -> Account:
    """Ole, of the office, who can sign in with ``PASSWORD``.

    :param password: ``None``: has been invited and has not answered.
    """
    account = Account(
        **{
            "email": email,
            "name": "Ole Organiser",
            "role": Role(role),
            "language": "en",
            "password_hash": passwords.hash_of(password) if password else None,
            **values,
        }
    )
    with write_tx() as session:
        session.add(account)
    return account


def make_second_factor(account: Account) -> str:
    """Set up for ``account``; the secret that its app would keep."""
    with write_tx() as session:
        begin(account)
        factor = locked_factor(account)
        assert factor is not None
        factor.confirmed_at = clock.now()
        session.flush()
        secret = queries.secret_of(factor)
    db.session.expire_all()
    assert secret is not None
    return secret


def account_of(email: str) -> Account:
    """The account with this address, as it is now."""
    return db.session.scalars(sa.select(Account).filter_by(email=email)).one()


def make_link(
    account: Account, purpose: Purpose = Purpose.RESET
) -> tuple[LinkToken, str]:
    """A fresh link of ``account`` and its secret."""
    with write_tx():
        return new_link(account, purpose)
