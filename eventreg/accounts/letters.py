"""Letters to staff about their accounts."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventreg import outbox
from eventreg.accounts.models import Account, LinkToken
from eventreg.outbox.catalogue import add
from eventreg.outbox.placeholders import DONE_AT, NAME, link, words
from eventreg.web.roles import role_name

add(
    "second_factor_reset",
    _l("Second factor reset"),
    (NAME, DONE_AT, link("sign_in", _l("The page on which staff sign in"))),
    is_personal=True,
)
add(
    "new_device",
    _l("Sign-in from a new device"),
    (
        *(NAME, DONE_AT),
        words("device", _l("Browser and system")),
        link("account", _l("The page of the account")),
    ),
    is_personal=True,
)

#: About an account itself.
OWN = ("password_reset", "staff_invitation", "second_factor_reset", "new_device")

#: Staff read times as the clocks of the network's home show them.
HOME = "Europe/Berlin"


def password_reset(account: Account, link: LinkToken, token: str) -> None:
    """The link with which a forgotten password is replaced."""
    outbox.queue(
        letter="password_reset",
        to=account.email,
        language=account.language,
        values={"name": account.name, "until": _until(link)},
        links={"reset": ("accounts.reset", {"token": token})},
        key=f"password_reset:{link.id}",
        not_after=link.expires_at,
    )


def staff_invitation(
    account: Account, link: LinkToken, token: str, *, invited_by: str
) -> None:
    """The link with which a new account gets its password.

    :param invited_by: the name of the person who invites.
    """
    with force_locale(account.language):
        role = str(role_name(account.role))
    outbox.queue(
        letter="staff_invitation",
        to=account.email,
        language=account.language,
        values={
            "name": account.name,
            "invited_by": invited_by,
            "role": role,
            "until": _until(link),
        },
        links={"accept": ("accounts.invitation", {"token": token})},
        key=f"staff_invitation:{link.id}",
        not_after=link.expires_at,
    )


def second_factor_reset(account: Account, *, at: datetime) -> None:
    """That the second factor was taken away, at the person's wish or not."""
    outbox.queue(
        letter="second_factor_reset",
        to=account.email,
        language=account.language,
        values={"name": account.name, "done_at": _when(at)},
        links={"sign_in": ("accounts.sign_in", {})},
    )


def new_device(account: Account, *, device: str, key: str, at: datetime) -> None:
    """That somebody signed in from a browser that was not known so far.

    :param key: names the device, so that it is told once.
    """
    with force_locale(account.language):
        browser = device or str(_("unknown device"))
    outbox.queue(
        letter="new_device",
        to=account.email,
        language=account.language,
        values={"name": account.name, "device": browser, "done_at": _when(at)},
        links={"account": ("accounts.show", {})},
        key=f"new_device:{account.reference}:{key[:24]}",
    )


def take_back(account: Account) -> None:
    """What has not left for an account that is closed; its links open nothing."""
    outbox.end(outbox.waiting_for(account.email, OWN))


def _when(at: datetime) -> dict[str, str]:
    return {"at": at.isoformat(), "zone": HOME}


def _until(link: LinkToken) -> dict[str, str]:
    return _when(link.expires_at)
