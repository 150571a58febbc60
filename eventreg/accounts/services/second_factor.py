"""A second factor: setting it up, using it, doing without it again."""

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg import clock
from eventreg.accounts import codes, letters, queries, rules
from eventreg.accounts.models import Account, RecoveryCode, SecondFactor
from eventreg.accounts.services.codes import use_app_code
from eventreg.accounts.services.locks import locked, locked_factor
from eventreg.accounts.services.sign_ins import sign_out_everywhere
from eventreg.accounts.tokens import hash_of
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.sealing import seal


class HasSecondFactor(DomainError):
    """It was set up already, perhaps in another tab."""

    def __init__(self) -> None:
        super().__init__(_("The second factor is already set up."))


class HasNoSecondFactor(DomainError):
    """It was switched off meanwhile, or never set up."""

    def __init__(self) -> None:
        super().__init__(_("No second factor is set up for this account."))


class IsDemanded(DomainError):
    """The director demands a second factor of this person."""

    def __init__(self) -> None:
        super().__init__(_("Your network asks you to keep the second factor."))


def begin(account: Account) -> SecondFactor:
    """A fresh secret for the app; it counts once a first code is confirmed.

    :raises HasSecondFactor: see there.
    """
    account = locked(account)
    factor = locked_factor(account)
    if factor is not None and factor.confirmed_at:
        raise HasSecondFactor
    factor = factor or SecondFactor(account_id=account.id)
    factor.sealed_secret = seal(codes.new_secret(), purpose=queries.PURPOSE)
    db.session.add(factor)
    db.session.flush()
    return factor


def confirm(account: Account, code: str, *, keep: str) -> list[str]:
    """The first code shows that the app works; all sign-ins but ``keep`` end.

    :returns: the recovery codes, which nobody can read again.
    :raises WrongCode, HasSecondFactor, HasNoSecondFactor: see there.
    """
    account = locked(account)
    factor = locked_factor(account)
    if factor is None:
        raise HasNoSecondFactor
    if factor.confirmed_at:
        raise HasSecondFactor
    use_app_code(factor, code)
    factor.confirmed_at = clock.now()
    by = Actor.staff(account)
    sign_out_everywhere(account, by=by, keep=keep)
    record("account.second_factor_set_up", account.reference, by=by)
    return _fresh_codes(account)


def renew_codes(account: Account) -> list[str]:
    """Ten new recovery codes; the old ones no longer work.

    :raises HasNoSecondFactor: see there.
    """
    account = locked(account)
    if not _is_set_up(account):
        raise HasNoSecondFactor
    by = Actor.staff(account)
    record("account.recovery_codes_renewed", account.reference, by=by)
    return _fresh_codes(account)


def switch_off(account: Account) -> None:
    """The person signs in with the password alone again.

    :raises HasNoSecondFactor, IsDemanded: see there.
    """
    account = locked(account)
    if rules.is_second_factor_demanded(account):
        raise IsDemanded
    if not _is_set_up(account):
        raise HasNoSecondFactor
    _forget(account)
    by = Actor.staff(account)
    record("account.second_factor_switched_off", account.reference, by=by)


def reset_second_factor(account: Account, *, by: Actor) -> None:
    """Somebody has lost the phone: the password alone is enough again, once asked.

    All sign-ins end, and the person is told.

    :raises HasNoSecondFactor: see there.
    """
    account = locked(account)
    if not _is_set_up(account):
        raise HasNoSecondFactor
    _forget(account)
    sign_out_everywhere(account, by=by)
    record("account.second_factor_reset", account.reference, by=by)
    letters.second_factor_reset(account, at=clock.now())


def _is_set_up(account: Account) -> bool:
    factor = locked_factor(account)
    return factor is not None and factor.confirmed_at is not None


def _fresh_codes(account: Account) -> list[str]:
    _forget_codes(account)
    fresh = codes.new_recovery_codes()
    db.session.add_all(
        RecoveryCode(account_id=account.id, code_hash=hash_of(codes.bare(code)))
        for code in fresh
    )
    return fresh


def _forget(account: Account) -> None:
    _forget_codes(account)
    db.session.execute(
        sa.delete(SecondFactor).where(SecondFactor.account_id == account.id)
    )
    db.session.expire(account, ["second_factor"])


def _forget_codes(account: Account) -> None:
    db.session.execute(
        sa.delete(RecoveryCode).where(RecoveryCode.account_id == account.id)
    )
