"""Signing in and out, and changing the password."""

from datetime import timedelta

from eventreg import clock
from eventreg.accounts import queries
from eventreg.accounts.credentials import Proof, WrongCredentials
from eventreg.accounts.models import Account, SignInSession
from eventreg.accounts.services.codes import use_code
from eventreg.accounts.services.devices import note_device
from eventreg.accounts.services.locks import locked, running_sign_ins
from eventreg.accounts.services.origins import Origin
from eventreg.accounts.tokens import hash_of, new_token
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db

#: After so long even a sign-in in daily use asks for the password again.
LASTS = timedelta(days=30)


def sign_in(proof: Proof, *, origin: Origin, code: str = "") -> str:
    """Start a sign-in and return the secret for the cookie.

    :param code: of the second factor, where the account has one.
    :raises WrongCredentials: since ``proof`` was given the password was changed
        or the account closed.
    :raises WrongCode: it is no code of the account's second factor.
    """
    account = locked(proof.account)
    if not account.is_active or account.password_hash != proof.password_hash:
        raise WrongCredentials
    use_code(account, code)
    if proof.better_hash:
        account.password_hash = proof.better_hash
    token = new_token()
    db.session.add(
        SignInSession(
            account_id=account.id,
            token_hash=hash_of(token),
            device=origin.device,
            network=origin.network,
            expires_at=clock.now() + LASTS,
        )
    )
    record("account.signed_in", account.reference, by=Actor.staff(account))
    if origin.mark:
        note_device(account, origin=origin)
    return token


def sign_out(token: str) -> None:
    """End the sign-in with this secret; nothing happens if it has ended."""
    sign_in = queries.sign_in_of(token)
    if sign_in is None:
        return
    sign_in.revoked_at = clock.now()
    reference = sign_in.account.reference
    record("account.signed_out", reference, by=Actor.staff(sign_in.account))


def end_sign_in(account: Account, reference: str, *, by: Actor) -> bool:
    """End one of the account's sign-ins; False: it had ended before."""
    for sign_in in running_sign_ins(account):
        if sign_in.reference == reference:
            sign_in.revoked_at = clock.now()
            record("account.sign_in_ended", account.reference, by=by)
            return True
    return False


def sign_out_everywhere(account: Account, *, by: Actor, keep: str | None = None) -> int:
    """End all sign-ins of the account.

    :param keep: the secret of one that stays, usually that of who asks.
    :returns: how many were ended.
    """
    ended = _end(account, keep=keep)
    if ended:
        record("account.signed_out_everywhere", account.reference, by=by)
    return ended


def change_password(proof: Proof, *, new_hash: str, keep: str, by: Actor) -> None:
    """Replace the password; all sign-ins but ``keep`` end.

    :raises WrongCredentials: the password was changed meanwhile, in another tab.
    """
    account = locked(proof.account)
    if account.password_hash != proof.password_hash:
        raise WrongCredentials
    account.password_hash = new_hash
    _end(account, keep=keep)
    record("account.password_changed", account.reference, by=by)


def _end(account: Account, *, keep: str | None = None) -> int:
    kept = hash_of(keep) if keep else None
    ending = [s for s in running_sign_ins(account) if s.token_hash != kept]
    for sign_in in ending:
        sign_in.revoked_at = clock.now()
    return len(ending)
