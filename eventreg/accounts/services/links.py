"""Links in letters with which people set their password. Each works once."""

from datetime import timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg import clock
from eventreg.accounts import letters, queries
from eventreg.accounts.models import Account, LinkToken, Purpose
from eventreg.accounts.services.locks import locked, locked_link
from eventreg.accounts.services.sign_ins import sign_out_everywhere
from eventreg.accounts.tokens import hash_of, new_token
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError

#: How long a link works.
LASTS = {Purpose.RESET: timedelta(hours=2), Purpose.INVITATION: timedelta(days=7)}


class LinkIsOver(DomainError):
    """The link was used, replaced by a newer one, or has run out."""

    def __init__(self) -> None:
        super().__init__(_("This link no longer works. Ask for a new one."))


def new_link(account: Account, purpose: Purpose) -> tuple[LinkToken, str]:
    """A fresh link and its secret; an older link for the same purpose ends."""
    revoke_links(account, purpose)
    token = new_token()
    link = LinkToken(
        account_id=account.id,
        token_hash=hash_of(token),
        purpose=purpose,
        expires_at=clock.now() + LASTS[purpose],
    )
    db.session.add(link)
    db.session.flush()
    return link, token


def revoke_links(account: Account, *purposes: Purpose) -> None:
    """End the account's unused links: those for ``purposes``, by default all."""
    db.session.execute(
        sa.update(LinkToken)
        .where(
            LinkToken.account_id == account.id,
            LinkToken.purpose.in_(purposes or tuple(Purpose)),
            LinkToken.used_at.is_(None),
            LinkToken.revoked_at.is_(None),
        )
        .values(revoked_at=clock.now())
    )


def request_password_reset(email: str) -> None:
    """Send a reset link to ``email`` if an active account has it.

    Writes an audit row in any case, so that an unknown address takes about as
    long as a known one.
    """
    account = queries.by_email(email)
    if account is None or not account.is_active:
        record("account.reset_asked", by=Actor.worker())
        return
    link, token = new_link(locked(account), Purpose.RESET)
    letters.password_reset(account, link, token)
    record("account.reset_asked", account.reference, by=Actor.staff(account))


def reset_password(link: LinkToken, *, new_hash: str) -> Account:
    """Set a new password by a link; all sign-ins end.

    :raises LinkIsOver: see there.
    """
    account = _use(link)
    account.password_hash = new_hash
    by = Actor.staff(account)
    sign_out_everywhere(account, by=by)
    record("account.password_reset", account.reference, by=by)
    return account


def accept_invitation(
    link: LinkToken, *, name: str, language: str, new_hash: str
) -> Account:
    """The invited person says the own name and sets a password.

    :raises LinkIsOver: see there.
    """
    account = _use(link)
    account.name = name
    account.language = language
    account.password_hash = new_hash
    record("account.invitation_accepted", account.reference, by=Actor.staff(account))
    return account


def _use(link: LinkToken) -> Account:
    account = locked(link.account)
    link = locked_link(link)
    if link.is_over:
        raise LinkIsOver
    link.used_at = clock.now()
    revoke_links(account)
    return account
