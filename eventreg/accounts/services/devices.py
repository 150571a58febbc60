"""Browsers from which an account has signed in."""

from datetime import timedelta

import sqlalchemy as sa

from eventreg import clock
from eventreg.accounts import letters
from eventreg.accounts.models import Account, KnownDevice, LinkToken, Purpose
from eventreg.accounts.services.origins import Origin
from eventreg.accounts.tokens import hash_of
from eventreg.database import db

#: A browser that was not used for so long is a new one; no cookie lasts longer.
KEPT = timedelta(days=90)
#: Who has just accepted an invitation need not be told of the first sign-in.
JUST_JOINED = timedelta(hours=1)


def note_device(account: Account, *, origin: Origin) -> None:
    """Remember where ``account`` signs in; told by letter when it is new there.

    :param origin: its ``mark`` is the browser's own.
    """
    known = _known(account, hash_of(origin.mark))
    now = clock.now()
    if known is not None:
        known.last_used_at = now
        return
    is_first = _has_just_joined(account)
    device = KnownDevice(account_id=account.id, mark_hash=hash_of(origin.mark))
    db.session.add(device)
    db.session.flush()
    if not is_first:
        letters.new_device(account, device=origin.device, key=device.mark_hash, at=now)


def _known(account: Account, mark_hash: str) -> KnownDevice | None:
    return db.session.scalar(
        sa.select(KnownDevice).where(
            KnownDevice.account_id == account.id, KnownDevice.mark_hash == mark_hash
        )
    )


def _has_just_joined(account: Account) -> bool:
    """Whether this is the first device, a moment after the invitation."""
    has_device = sa.exists().where(KnownDevice.account_id == account.id)
    joined = sa.exists().where(
        LinkToken.account_id == account.id,
        LinkToken.purpose == Purpose.INVITATION,
        LinkToken.used_at > clock.now() - JUST_JOINED,
    )
    return bool(db.session.scalar(sa.select(sa.and_(~has_device, joined))))
