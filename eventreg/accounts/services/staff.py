"""The director's side: who belongs to the staff, and as what."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from eventreg.accounts import letters, signals
from eventreg.accounts.models import Account, Purpose
from eventreg.accounts.services.links import new_link, revoke_links
from eventreg.accounts.services.locks import lock_directors, locked
from eventreg.accounts.services.sign_ins import sign_out_everywhere
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.web.roles import Role


class AddressIsTaken(DomainError):
    """Another account has this e-mail address."""

    def __init__(self) -> None:
        super().__init__(_("Somebody with this e-mail address already has an account."))


class LastDirector(DomainError):
    """Without this person nobody could act as director."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This is the only director who can sign in. "
                "Make somebody else director first."
            )
        )


class HasAccepted(DomainError):
    """The person has set a password and needs no further invitation."""

    def __init__(self) -> None:
        super().__init__(_("This person has already accepted the invitation."))


def add(
    *,
    email: str,
    name: str,
    role: Role,
    by: Actor,
    language: str = "de",
    password_hash: str | None = None,
) -> Account:
    """A new account.

    :param password_hash: ``None``: the person sets a password by a link.
    :raises AddressIsTaken: see there.
    """
    account = Account(
        email=email,
        name=name,
        role=role,
        language=language,
        password_hash=password_hash,
    )
    try:
        with db.session.begin_nested():
            db.session.add(account)
    except IntegrityError:
        # Asked for twice, or by two directors at once: the unique address decides.
        raise AddressIsTaken from None
    record("account.added", account.reference, by=by, changes={"role": [None, role]})
    return account


def invite(
    *,
    email: str,
    name: str,
    role: Role,
    language: str,
    invited_by: Account,
    has_money_right: bool = False,
) -> Account:
    """A new account and the letter with which the person sets a password.

    :raises AddressIsTaken: see there.
    """
    by = Actor.staff(invited_by)
    account = add(email=email, name=name, role=role, language=language, by=by)
    account.has_money_right = has_money_right and role is Role.OFFICE
    link, token = new_link(account, Purpose.INVITATION)
    letters.staff_invitation(account, link, token, invited_by=invited_by.name)
    return account


def invitation_token(account: Account) -> str:
    """The secret of a fresh invitation link, to be handed over without a letter."""
    return new_link(account, Purpose.INVITATION)[1]


def invite_again(account: Account, *, invited_by: Account) -> None:
    """A fresh invitation; the link in the older letter ends.

    :raises HasAccepted: see there.
    """
    account = locked(account)
    if account.has_accepted or not account.is_active:
        raise HasAccepted
    link, token = new_link(account, Purpose.INVITATION)
    letters.staff_invitation(account, link, token, invited_by=invited_by.name)
    record("account.invited_again", account.reference, by=Actor.staff(invited_by))


def edit(
    account: Account,
    *,
    name: str,
    role: Role,
    language: str,
    by: Actor,
    has_money_right: bool = False,
) -> Account:
    """Change what an account is called and what it may do, at once.

    :param has_money_right: an office account looks after fees too; with another
        role the right ends.
    :raises LastDirector: see there.
    """
    if role is not Role.DIRECTOR:
        _keep_a_director(account)
    account = locked(account)
    new = {
        "name": name,
        "role": role,
        "language": language,
        "has_money_right": has_money_right and role is Role.OFFICE,
    }
    changes = {
        field: [getattr(account, field), value]
        for field, value in new.items()
        # A name says who it is, not what they may do; the log keeps none.
        if field != "name" and getattr(account, field) != value
    }
    for field, value in new.items():
        setattr(account, field, value)
    record("account.edited", account.reference, by=by, changes=changes)
    if "role" in changes:
        signals.rights_changed.send(account)
    return account


def change_profile(account: Account, *, name: str, language: str) -> None:
    """The person changes the own name and language."""
    account = locked(account)
    account.name, account.language = name, language
    record("account.profile_changed", account.reference, by=Actor.staff(account))


def deactivate(account: Account, *, by: Actor) -> None:
    """Close an account: its sign-ins and links end, its name stays in the log.

    :raises LastDirector: see there.
    """
    _keep_a_director(account)
    account = locked(account)
    if not account.is_active:
        return
    account.is_active = False
    sign_out_everywhere(account, by=by)
    revoke_links(account)
    letters.take_back(account)
    record("account.deactivated", account.reference, by=by)
    signals.rights_changed.send(account)


def reactivate(account: Account, *, by: Actor) -> None:
    """Open a closed account again, with its old password."""
    account = locked(account)
    if account.is_active:
        return
    account.is_active = True
    record("account.reactivated", account.reference, by=by)


def _keep_a_director(account: Account) -> None:
    directors = lock_directors()
    if [director.id for director in directors] == [account.id]:
        raise LastDirector
