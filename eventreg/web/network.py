"""The network whose site this is, at hand for every page."""

import time
from typing import Any

import sqlalchemy as sa
from flask import current_app, g, has_request_context, request
from flask_babel import gettext as _
from sqlalchemy import event, orm

from eventreg.database import db
from eventreg.web.models import Network
from eventreg.web.roles import Demanded

_CACHE = "eventreg_network"
_COLUMNS = [column for column in Network.__table__.c if column.name != "logo"]
#: For so many seconds a visitor may see what another process has just changed.
FRESH_SECONDS = 5


def network() -> Network:
    """The only row; an empty one, not stored, before the set-up.

    Not for changing: load it anew inside ``write_tx()`` with ``stored()``.
    """
    if g.get("is_broken"):  # the page for an error must not ask the database
        return Network(
            id=1,
            name="",
            is_demo=False,
            logo_hash="",
            second_factor_for=Demanded.NOBODY,
            iban="",
            account_holder="",
        )
    if "network" not in g:
        g.network = _kept() or _load()
    found: Network = g.network
    return found


def stored() -> Network | None:
    """The row itself, for a change; ``None`` before the set-up."""
    return db.session.get(Network, 1)


def is_imprint_complete(site: Network) -> bool:
    """Whether the imprint says what § 5 DDG asks of every site."""
    return all(
        [
            site.association,
            site.street,
            site.postal_town,
            site.represented_by,
            site.email,
        ]
    )


def publishing_blockers() -> list[str]:
    """Why no event can be published yet, as instructions; empty: nothing is missing.

    A demo publishes for nobody, so it needs nothing.
    """
    site = network()
    if site.is_demo:
        return []
    missing = {
        _("Fill in the imprint in the settings."): not is_imprint_complete(site),
        _("Set PUBLIC_URL, so that links in e-mails lead to this site."): (
            not current_app.config["PUBLIC_URL"]
        ),
        _("Set MAIL_SERVER, so that e-mails can be sent."): (
            not current_app.config["MAIL_SERVER"]
        ),
    }
    return [sentence for sentence, is_missing in missing.items() if is_missing]


def is_mail_set_up() -> bool:
    """Whether e-mails leave this site; a demo only shows them, and says so."""
    return network().is_demo or bool(current_app.config["MAIL_SERVER"])


def or_kept(words: str) -> str:
    """``words`` about an e-mail that goes out; where none does, the truth."""
    if keeps_mail():
        return _("This demo has no mail server: e-mails are kept here and not sent.")
    if not is_mail_set_up():
        return _("No e-mail can leave this site yet: all wait until e-mail is set up.")
    return words


def keeps_mail() -> bool:
    """Whether this is a demo that sends no e-mail, but shows what it would send."""
    return network().is_demo and not current_app.config["MAIL_SERVER"]


def _kept() -> Network | None:
    """What this process read a moment ago; staff and changes read anew."""
    if not has_request_context() or request.method not in {"GET", "HEAD"}:
        return None
    if request.cookies.get(current_app.config["SESSION_COOKIE_NAME"]):
        return None
    kept: tuple[float, Network] | None = current_app.extensions.get(_CACHE)
    if kept is None or abs(time.monotonic() - kept[0]) > FRESH_SECONDS:
        return None
    return kept[1]


def _load() -> Network:
    row = db.session.execute(sa.select(*_COLUMNS)).one_or_none()
    return _read(row)


def columns() -> orm.Bundle[Any]:
    """For a statement that every page of somebody needs anyway; see ``keep``."""
    return orm.Bundle("network", *_COLUMNS)


def keep(row: Any) -> None:
    """Let this request know the network from ``columns`` in an own statement."""
    if "network" not in g:
        g.network = _read(row if row.id is not None else None)


def _read(row: Any) -> Network:
    """A copy, so that nobody changes the site by changing what a page shows."""
    if row is None:
        return Network(
            id=1,
            name="",
            is_demo=False,
            logo_hash="",
            privacy_version=1,
            second_factor_for=Demanded.NOBODY,
            iban="",
            account_holder="",
        )
    found = Network(**row._mapping)
    if has_request_context():
        current_app.extensions[_CACHE] = (time.monotonic(), found)
    return found


@event.listens_for(orm.Session, "after_commit")
def _forget(session: Any) -> None:
    """What this process changed is seen by its next request."""
    if current_app:
        current_app.extensions.pop(_CACHE, None)
        g.pop("network", None)
