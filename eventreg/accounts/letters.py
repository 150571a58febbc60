"""Letters to staff about their accounts."""

from flask_babel import force_locale

from eventreg import outbox
from eventreg.accounts.models import Account, LinkToken
from eventreg.web.roles import role_name

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


def _until(link: LinkToken) -> dict[str, str]:
    return {"at": link.expires_at.isoformat(), "zone": HOME}
