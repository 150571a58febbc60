"""What an imported list is, and what came of it."""

import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.people.imports.states import ImportState, Kept, Thing
from eventreg.people.models.known import ALPHABET
from eventreg.uploads import Upload


def new_code() -> str:
    """Names a list in addresses and in the log; opens nothing by itself."""
    return "L" + "".join(secrets.choice(ALPHABET) for _ in range(9))


class ListImport(Base):
    """One list that staff brought in, of people or for an event.

    Deleted with all that it remembers when it can no longer be undone.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(12), unique=True, default=new_code)
    #: Whose registrations these are; ``None``: members and people.
    event_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    #: Reference of the account that brought it.
    brought_by: Mapped[str] = mapped_column(sa.String(40))
    #: What the file was called.
    name: Mapped[str] = mapped_column(sa.String(120))
    #: The file; taken away when its rows are imported.
    upload_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("upload.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[ImportState] = mapped_column(
        enum_column(ImportState), default=ImportState.OPEN
    )
    #: Which column is which field: the column's number, from 0, by field.
    columns: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    #: What else was chosen for all rows.
    options: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    #: How many rows came to what, once imported.
    counts: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    #: Rows that were not imported: number, name, outcome and why, as staff read it.
    left_out: Mapped[list[list[Any]]] = mapped_column(Json, default=list)
    brought_at: Mapped[datetime] = mapped_column(
        UTCDateTime, default=clock.now, index=True
    )
    imported_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    upload: Mapped[Upload | None] = relationship()
    results: Mapped[list["ImportResult"]] = relationship(
        back_populates="list_import",
        order_by="ImportResult.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class ImportResult(Base):
    """One thing that an import made or changed, so that it can be taken back."""

    id: Mapped[int] = mapped_column(primary_key=True)
    list_import_id: Mapped[int] = mapped_column(
        sa.ForeignKey("list_import.id", ondelete="CASCADE"), index=True
    )
    #: Row of the list, as a spreadsheet counts.
    row_number: Mapped[int]
    thing: Mapped[Thing] = mapped_column(enum_column(Thing))
    #: Reference or slug.
    target: Mapped[str] = mapped_column(sa.String(80))
    #: Old values of what was changed; ``None``: it was made.
    before: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    #: Fingerprint of what it was afterwards: tells whether it was changed since.
    mark: Mapped[str] = mapped_column(sa.String(64))
    #: Why undoing left it as it is.
    kept: Mapped[Kept | None] = mapped_column(enum_column(Kept))

    list_import: Mapped[ListImport] = relationship(back_populates="results")
