"""Setting up the network, and changing what the site says about it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from eventreg import accounts, clock, outbox
from eventreg.accounts import queries
from eventreg.accounts.models import Account
from eventreg.audit.actors import Actor
from eventreg.audit.services import differences, record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.web.models import Network
from eventreg.web.network import stored
from eventreg.web.roles import Role

#: What the settings change, field by field.
FIELDS = (
    "name",
    "association",
    "street",
    "postal_town",
    "represented_by",
    "phone",
    "email",
    "register_court",
    "register_number",
)


#: What only the settings change, not the set-up.
LATER_FIELDS = ("second_factor_for", "account_holder", "iban")


class IsSetUp(DomainError):
    """Somebody else has just set this site up."""

    def __init__(self) -> None:
        super().__init__(_("This site is already set up. Sign in instead."))


def set_up(
    values: Mapping[str, str],
    *,
    logo: bytes | None,
    director: Mapping[str, str],
) -> Account:
    """Name the network and make its first director.

    :param values: by the names in ``FIELDS``.
    :param logo: a PNG of our own making.
    :param director: ``name``, ``email``, ``language`` and ``password_hash``.
    :raises IsSetUp: see there.
    """
    site = _first_row()
    if site.set_up_at is not None or queries.has_director():
        raise IsSetUp
    account = accounts.services.add(
        email=director["email"],
        name=director["name"],
        language=director["language"],
        password_hash=director["password_hash"],
        role=Role.DIRECTOR,
        by=Actor.worker(),
    )
    site.set_up_at = clock.now()
    change_network(values, logo=logo, by=Actor.staff(account))
    record("network.set_up", by=Actor.staff(account))
    return account


def change_network(
    values: Mapping[str, Any],
    *,
    by: Actor,
    logo: bytes | None = None,
    without_logo: bool = False,
) -> Network:
    """Change name, imprint and logo.

    :param logo: a PNG of our own making; ``None``: the old one stays.
    :param without_logo: take the old one away.
    """
    site = _first_row()
    names = [name for name in (*FIELDS, *LATER_FIELDS) if name in values]
    before = {name: getattr(site, name) for name in names}
    changes = differences(before, {name: values[name] for name in names})
    for name, (_old, new) in changes.items():
        setattr(site, name, new)
    had_logo = bool(site.logo_hash)
    if logo is not None:
        site.logo, site.logo_hash = logo, hashlib.sha256(logo).hexdigest()
    elif without_logo:
        site.logo, site.logo_hash = None, ""
    if logo is not None or (without_logo and had_logo):
        changes["logo"] = ["old" if had_logo else "", "new" if logo else ""]
    record("network.changed", by=by, changes=changes)
    return site


def send_test_letter(account: Account) -> None:
    """A letter to the person who asks, to see whether letters arrive."""
    outbox.queue_test(
        to=account.email,
        language=account.language,
        target=account.reference,
        by=Actor.staff(account),
    )


def _first_row() -> Network:
    """The network's only row, made if there is none yet."""
    site = stored()
    if site is not None:
        return site
    site = Network(id=1)
    try:
        with db.session.begin_nested():
            db.session.add(site)
    except IntegrityError:
        # Two people finish the set-up page at the same moment.
        raise IsSetUp from None
    return site
