"""The network whose site this is, at hand for every page."""

import time
from typing import Any

from flask import current_app, g, has_request_context, request
from flask_babel import gettext as _
from sqlalchemy import event, orm

from eventreg.database import db
from eventreg.web.models import Network

_CACHE = "eventreg_network"
#: For so many seconds a visitor may see what another process has just changed.
FRESH_SECONDS = 5


def network() -> Network:
    """The only row; an empty one, not stored, before the set-up.

    Not for changing: load it anew inside ``write_tx()`` with ``stored()``.
    """
    if g.get("is_broken"):  # the page for an error must not ask the database
        return Network(id=1, name="", is_demo=False, logo_hash="")
    if "network" not in g:
        g.network = _kept() or _load()
    found: Network = g.network
    return found


def stored() -> Network | None:
    """The row itself, for a change; ``None`` before the set-up."""
    return db.session.get(Network, 1)


def publishing_blockers() -> list[str]:
    """What this site lacks before it may show an event, as sentences.

    A demo lacks nothing: its imprint is a sample, its letters are only kept.
    """
    site = network()
    if site.is_demo:
        return []
    imprint = (
        site.association,
        site.street,
        site.postal_town,
        site.represented_by,
        site.email,
    )
    checks = {
        _("The imprint is not complete."): all(imprint),
        _("The site has no public address yet (PUBLIC_URL)."): bool(
            current_app.config["PUBLIC_URL"]
        ),
        _("No mail server is set (MAIL_SERVER)."): bool(
            current_app.config["MAIL_SERVER"]
        ),
    }
    return [sentence for sentence, is_met in checks.items() if not is_met]


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
    found = stored()
    if found is None:
        return Network(id=1, name="", is_demo=False, logo_hash="", privacy_version=1)
    if found in db.session.dirty:
        return found
    db.session.expunge(found)
    if has_request_context():
        current_app.extensions[_CACHE] = (time.monotonic(), found)
    return found


@event.listens_for(orm.Session, "after_commit")
def _forget(session: Any) -> None:
    """What this process changed is seen by its next request."""
    if current_app:
        current_app.extensions.pop(_CACHE, None)
        g.pop("network", None)
