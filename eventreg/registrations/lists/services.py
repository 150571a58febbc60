"""Handing out a list: a version, its file, and the letter."""

from collections.abc import Sequence

from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db, if_rolled_back
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.registrations.codes import new_token
from eventreg.registrations.lists import files, letters, queries
from eventreg.registrations.lists.kinds import HandedOut, ListKind
from eventreg.registrations.lists.models import IssuedList
from eventreg.registrations.lists.versions import rows_of
from eventreg.registrations.models import Registration


class SomebodyWasFaster(DomainError):
    """The same recipient has got another version meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has just handed out this list. Look at it, then try again.")
        )


def issue(
    event: Event,
    kind: ListKind,
    registrations: Sequence[Registration],
    body: bytes,
    *,
    version: int,
    language: str,
    recipient: str,
    email: str,
    by: Actor,
    code: str = "",
) -> IssuedList:
    """Keep ``body`` as what ``recipient`` has from now on; send it, or note it.

    :param version: that stands on it.
    :param email: empty: it is handed over.
    :param code: under which it is found again; a random one by default.
    :raises SomebodyWasFaster: this version exists already.
    """
    before = queries.latest(event, kind, recipient)
    if version != (before.version if before else 0) + 1:
        raise SomebodyWasFaster
    reached = queries.latest_reached(event, kind, recipient)
    issued = IssuedList(
        event=event,
        code=code or new_token(),
        kind=kind,
        language=language,
        recipient=recipient,
        recipient_key=queries.recipient_key(recipient),
        version=version,
        how=HandedOut.SENT if email else HandedOut.BY_HAND,
        email=email,
        issued_by=by.reference,
        rows=rows_of(registrations),
    )
    db.session.add(issued)
    db.session.flush()
    if_rolled_back(lambda: files.path_of(issued.code).unlink(missing_ok=True))
    files.write(issued.code, body)
    if email:
        letters.list_issued(issued, is_newer=reached is not None)
    changes = {"kind": kind, "version": version, "how": issued.how}
    record("list.issued", event.slug, by=by, changes=changes)
    return issued
