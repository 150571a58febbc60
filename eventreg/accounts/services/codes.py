"""Using a code of the second factor; none works twice."""

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg import clock
from eventreg.accounts import codes, queries
from eventreg.accounts.models import Account, RecoveryCode, SecondFactor
from eventreg.accounts.services.locks import locked_factor
from eventreg.accounts.tokens import hash_of
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError


class WrongCode(DomainError):
    """No code of now, or one that was used before."""

    field = "code"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This code is wrong or was used already. "
                "Wait until your app shows the next one."
            )
        )


class WrongRecoveryCode(WrongCode):
    """None of the account's, or one that has been used."""

    def __init__(self) -> None:
        DomainError.__init__(
            self,
            _(
                "This recovery code is wrong or was used already; each works once. "
                "Enter another one, or the code that your app shows."
            ),
        )


def use_code(account: Account, code: str) -> None:
    """A code of the app, or a recovery code, each of which works once.

    :raises WrongCode, WrongRecoveryCode: see there.
    """
    factor = locked_factor(account)
    if factor is None or not factor.confirmed_at:
        return
    if len(codes.bare(code)) == codes.RECOVERY_LENGTH:
        _use_recovery_code(account, code)
    else:
        use_app_code(factor, code)


def use_app_code(factor: SecondFactor, code: str) -> None:
    """A code of the app, as it shows it now.

    :raises WrongCode: see there.
    """
    secret = queries.secret_of(factor)
    # Without the key that sealed it no code is right; recovery codes still work.
    step = secret and codes.step_of(codes.bare(code), secret, after=factor.last_step)
    if not step:
        raise WrongCode
    factor.last_step = step


def _use_recovery_code(account: Account, code: str) -> None:
    used = db.session.execute(
        sa.update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account.id,
            RecoveryCode.code_hash == hash_of(codes.bare(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .returning(RecoveryCode.id)
    ).all()
    if not used:
        raise WrongRecoveryCode
    record("account.recovery_code_used", account.reference, by=Actor.staff(account))
