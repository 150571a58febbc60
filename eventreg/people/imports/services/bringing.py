"""A list comes in, its columns are settled, and in time it is forgotten."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.people import lookups
from eventreg.people.imports import queries
from eventreg.people.imports.headings import FIELDS, guessed, is_heading
from eventreg.people.imports.models import ListImport
from eventreg.people.imports.states import ImportState
from eventreg.tables import ReadList, read
from eventreg.uploads import Checked
from eventreg.uploads import files as uploaded
from eventreg.uploads import services as uploads

#: So long a list waits for being imported.
OPEN_FOR = timedelta(days=7)
#: So long an import can be undone; what it remembers of people is deleted then.
UNDO_FOR = timedelta(days=30)


class ListIsGone(DomainError):
    """The file is no longer there, or no longer what it was."""

    def __init__(self) -> None:
        super().__init__(_("The file of this list is gone. Choose it once more."))


def bring(
    file: Checked,
    found: ReadList,
    *,
    event_id: int | None = None,
    fields: Iterable[str] = FIELDS,
    by: Actor,
) -> ListImport:
    """A list that was read once; its columns are guessed by their headings.

    :param found: what was read in ``file``.
    :param fields: those that an import of this kind takes.
    """
    upload = uploads.keep(file)
    list_import = ListImport(
        event_id=event_id,
        brought_by=by.reference,
        name=file.name,
        upload_id=upload.id,
        columns=guessed(found.headings, fields),
    )
    db.session.add(list_import)
    db.session.flush()
    record("list.brought", list_import.code, by=by)
    return list_import


def read_again(list_import: ListImport) -> ReadList:
    """What stands in the file.

    :raises ListIsGone: see there.
    """
    if list_import.upload is None:
        raise ListIsGone
    try:
        body = uploaded.path_of(list_import.upload.token).read_bytes()
    except FileNotFoundError:
        raise ListIsGone from None
    chosen = str(list_import.options.get("encoding", ""))
    return read(body, is_heading=is_heading, encoding=chosen)


def undo_until(list_import: ListImport) -> datetime | None:
    """Until when the import can be undone; ``None``: not imported, or too long ago."""
    imported_at = list_import.imported_at
    until = imported_at + UNDO_FOR if imported_at else None
    return until if until and until > clock.now() else None


def choose_columns(
    list_import: ListImport, columns: Mapping[str, int], options: Mapping[str, Any]
) -> None:
    """Say which column is which field, and what holds for all rows.

    What is imported already stays as it was.
    """
    found = queries.locked(list_import)
    if found is not None and found.state is ImportState.OPEN:
        found.columns, found.options = dict(columns), dict(options)


def throw_away(list_import: ListImport, *, by: Actor) -> None:
    """Forget a list that is not to be imported; twice is as good as once."""
    found = queries.locked(list_import)
    if found is not None and found.state is ImportState.OPEN:
        _forget(found)
        record("list.thrown_away", found.code, by=by)


def forget_old_lists() -> int:
    """Delete lists that wait too long, and imports that can no longer be undone.

    Where the contact is still to hear of the people, who they are stays until then,
    and nothing else.
    """
    now, forgotten = clock.now(), 0
    for each in queries.outdated(opened=now - OPEN_FOR, imported=now - UNDO_FOR):
        if lookups.is_needed(each):
            each.left_out, each.results = [], []
        else:
            _forget(each)
            forgotten += 1
    return forgotten


def _forget(list_import: ListImport) -> None:
    let_go(list_import)
    db.session.delete(list_import)


def let_go(list_import: ListImport) -> None:
    """Take the file away: its rows are imported, or not wanted."""
    upload, list_import.upload = list_import.upload, None
    uploads.release(upload)
