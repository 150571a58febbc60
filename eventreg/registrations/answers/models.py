"""What an answer is."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import Json, UTCDateTime
from eventreg.database import Base
from eventreg.events.questions.models import Question
from eventreg.registrations.models import Registration
from eventreg.uploads import Upload


class Answer(Base):
    """What one registration answered to one question, under its wording then.

    Answers for a whole party belong to its lead. Who reads an answer and when it
    is deleted, the question says.
    """

    __table_args__ = (
        # No answer without the wording that it was given under.
        sa.ForeignKeyConstraint(
            ["question_id", "version"],
            ["question_version.question_id", "question_version.version"],
            name="fk_answer_version_question_version",
            ondelete="CASCADE",
        ),
        # How many a question has, and all answers to it.
        sa.Index("ix_answer_question_id_version", "question_id", "version"),
    )

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    question_id: Mapped[int] = mapped_column(
        sa.ForeignKey("question.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int]
    #: Text, number, yes or no (bool), keys of choices, an ISO date, a country's
    #: code, or the token of an upload; as ``questions.reading.read`` gives it.
    value: Mapped[Any] = mapped_column(Json)
    #: The file that the answer is.
    upload_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("upload.id"), index=True
    )
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    registration: Mapped[Registration] = relationship()
    question: Mapped[Question] = relationship()
    upload: Mapped[Upload | None] = relationship()
