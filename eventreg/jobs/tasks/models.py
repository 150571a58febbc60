"""A long piece of work that somebody asked for, and the file it made."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.jobs.tasks.states import OPEN, TaskState

LONGEST_TITLE = 300
#: Under this name the values of a task hold its title, by language.
TITLES = "titles"


class Task(Base):
    """One piece of work, done by a worker while the asker does something else."""

    __table_args__ = (
        sa.CheckConstraint("done >= 0 AND done <= total", name="progress"),
        sa.Index("ix_task_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Stands in addresses and names the file; random.
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    #: Which of ``kinds.KINDS``.
    kind: Mapped[str] = mapped_column(sa.String(60))
    #: Plain JSON, nothing about who comes: what the work is to be done on, and titles.
    values: Mapped[dict[str, Any]] = mapped_column("arguments", Json)
    #: What it makes, in the words and the language of the asker.
    title: Mapped[str] = mapped_column(sa.String(LONGEST_TITLE))
    language: Mapped[str] = mapped_column(sa.String(8))
    #: Address on this site of the page where it was asked for.
    back: Mapped[str] = mapped_column(sa.String(300))
    #: Reference of the account.
    asked_by: Mapped[str] = mapped_column(sa.String(40), index=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)

    state: Mapped[TaskState] = mapped_column(enum_column(TaskState))
    #: Steps, in whatever the kind counts; ``total`` is 0 until it is known.
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    #: What went wrong, in words for the asker.
    trouble: Mapped[str] = mapped_column(sa.String(500), default="")
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    #: Host and process number of the worker that has it, and until when.
    worker: Mapped[str] = mapped_column(sa.String(120), default="")
    lease_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)

    file_name: Mapped[str] = mapped_column(sa.String(200), default="")
    media_type: Mapped[str] = mapped_column(sa.String(100), default="")
    #: Bytes.
    size: Mapped[int] = mapped_column(default=0)

    @property
    def arguments(self) -> dict[str, Any]:
        """What the work is to be done on."""
        return {name: value for name, value in self.values.items() if name != TITLES}

    def title_in(self, language: str) -> str:
        """What it makes; empty: only ``title`` says so, in ``self.language``."""
        titles: dict[str, str] = self.values.get(TITLES, {})
        return titles.get(language, "")

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
