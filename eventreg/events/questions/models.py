"""What an event asks: sections, questions, choices, and their earlier wordings."""

import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.events.models import Event, SeatPool
from eventreg.events.questions.states import (
    Audience,
    DeleteAfter,
    QuestionKind,
    Stage,
)

#: Texts by language code.
ByLanguage = dict[str, str]
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"


def new_key() -> str:
    """A short name for forms and addresses; a letter first, says nothing."""
    return "q" + "".join(secrets.choice(_LETTERS) for _ in range(6))


class QuestionSection(Base):
    """Questions under one heading; those without a section stand before all."""

    __table_args__ = (sa.UniqueConstraint("event_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(sa.String(12), default=new_key)
    position: Mapped[int]
    #: The heading by language.
    labels: Mapped[ByLanguage] = mapped_column(Json, default=dict)
    #: What stands below it, by language.
    helps: Mapped[ByLanguage] = mapped_column(Json, default=dict)

    event: Mapped[Event] = relationship()


class Question(Base):
    """One question of an event. Only ``questions.services`` writes ``version``."""

    __table_args__ = (
        sa.UniqueConstraint("event_id", "key"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.CheckConstraint(
            "shown_if_id IS NULL OR shown_if_id <> id", name="never_waits_for_itself"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    section_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("question_section.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[int]
    #: Its name in forms and addresses.
    key: Mapped[str] = mapped_column(sa.String(12), default=new_key)
    #: The question of a standard set that it began as; empty: staff wrote it.
    standard: Mapped[str] = mapped_column(sa.String(40), default="")
    kind: Mapped[QuestionKind] = mapped_column(enum_column(QuestionKind))
    labels: Mapped[ByLanguage] = mapped_column(Json)
    helps: Mapped[ByLanguage] = mapped_column(Json, default=dict)
    #: With ``own_tick``: once that is set.
    required: Mapped[bool] = mapped_column(default=False)
    #: Asked once per party, of the lead; else of each person.
    per_party: Mapped[bool] = mapped_column(default=False)
    #: Opens only after an explicit tick.
    own_tick: Mapped[bool] = mapped_column(default=False)
    #: Characters, a number, a day (ISO) or how many choices, by kind.
    least: Mapped[str | None] = mapped_column(sa.String(20))
    most: Mapped[str | None] = mapped_column(sa.String(20))
    #: Asked only if this earlier question was answered as ``shown_if_answers`` says.
    shown_if_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("question.id", ondelete="SET NULL"), index=True
    )
    #: Keys of choices, or ``yes`` and ``no``; one of them is enough.
    shown_if_answers: Mapped[list[str]] = mapped_column(Json, default=list)
    stage: Mapped[Stage] = mapped_column(enum_column(Stage), default=Stage.APPLICATION)
    audience: Mapped[Audience] = mapped_column(
        enum_column(Audience), default=Audience.DIRECTOR_OFFICE
    )
    #: Matters for the decision: the inbox shows the answer.
    in_inbox: Mapped[bool] = mapped_column(default=False)
    delete_after: Mapped[DeleteAfter] = mapped_column(
        enum_column(DeleteAfter), default=DeleteAfter.REGISTRATION
    )
    #: Rises when wording, choices or limits change.
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    #: Taken off the form; its answers can still be read.
    retired_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    event: Mapped[Event] = relationship()
    section: Mapped[QuestionSection | None] = relationship()
    shown_if: Mapped["Question | None"] = relationship(remote_side=[id])
    choices: Mapped[list["QuestionChoice"]] = relationship(
        back_populates="question",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="QuestionChoice.position, QuestionChoice.id",
    )
    versions: Mapped[list["QuestionVersion"]] = relationship(
        back_populates="question",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="QuestionVersion.version",
    )

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    @property
    def offered(self) -> list["QuestionChoice"]:
        """What can be chosen now, in order."""
        return [choice for choice in self.choices if choice.retired_at is None]


class QuestionChoice(Base):
    """One answer that a question offers."""

    __table_args__ = (sa.UniqueConstraint("question_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(
        sa.ForeignKey("question.id", ondelete="CASCADE")
    )
    key: Mapped[str] = mapped_column(sa.String(12), default=new_key)
    position: Mapped[int]
    labels: Mapped[ByLanguage] = mapped_column(Json)
    #: Its own places, a pool of kind ANSWER; ``None``: as many as like.
    pool_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("seat_pool.id", ondelete="SET NULL"), unique=True
    )
    #: Offered no more; answers that chose it can still be read.
    retired_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    question: Mapped[Question] = relationship(back_populates="choices")
    pool: Mapped[SeatPool | None] = relationship()


class QuestionVersion(Base):
    """How a question read at one time, for the answers that it was given then."""

    __table_args__ = (sa.UniqueConstraint("question_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(
        sa.ForeignKey("question.id", ondelete="CASCADE")
    )
    version: Mapped[int]
    #: Kind, words, limits and choices in all languages; see ``versions.snapshot``.
    snapshot: Mapped[dict[str, Any]] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    question: Mapped[Question] = relationship(back_populates="versions")
