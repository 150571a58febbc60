"""What staff wrote about a question, before it is one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eventreg.events.questions.models import ByLanguage, Question, QuestionChoice
from eventreg.events.questions.states import (
    Audience,
    DeleteAfter,
    QuestionKind,
    Stage,
)


@dataclass(frozen=True)
class WrittenChoice:
    """One answer to choose; ``key`` of the choice it changes, empty: a new one."""

    labels: ByLanguage
    key: str = ""
    #: ``None``: as many as like.
    places: int | None = None


@dataclass(frozen=True)
class Written:
    """Everything that staff decide about a question; others by their keys."""

    kind: QuestionKind
    labels: ByLanguage
    helps: ByLanguage = field(default_factory=dict)
    required: bool = False
    per_party: bool = False
    own_tick: bool = False
    least: str | None = None
    most: str | None = None
    stage: Stage = Stage.APPLICATION
    audience: Audience = Audience.DIRECTOR_OFFICE
    in_inbox: bool = False
    delete_after: DeleteAfter = DeleteAfter.REGISTRATION
    #: Empty: under no heading.
    section: str = ""
    #: Empty: always asked.
    shown_if: str = ""
    shown_if_answers: tuple[str, ...] = ()
    choices: tuple[WrittenChoice, ...] = ()
    standard: str = ""


#: Columns that stand in ``Written`` under the same name.
PLAIN = (
    *("kind", "required", "per_party", "own_tick", "least", "most"),
    *("stage", "audience", "in_inbox", "delete_after", "standard"),
)


def written_of(question: Question) -> Written:
    """``question`` as it would be written once more."""
    choices = tuple(map(_written_choice, question.offered))
    return Written(
        **{name: getattr(question, name) for name in PLAIN},
        labels=question.labels,
        helps=question.helps,
        section=question.section.key if question.section else "",
        shown_if=question.shown_if.key if question.shown_if else "",
        shown_if_answers=tuple(question.shown_if_answers),
        choices=choices,
    )


def _written_choice(choice: QuestionChoice) -> WrittenChoice:
    places = None if choice.pool is None else choice.pool.capacity
    return WrittenChoice(choice.labels, choice.key, places)


def merged(
    old: Mapping[str, str], new: Mapping[str, str], *, languages: list[str]
) -> ByLanguage:
    """Texts after staff wrote ``new`` in ``languages``.

    Words in languages that the event does not have stay for the day it gets
    them, unless the first language now says something else.
    """
    given = {code: text for code, text in new.items() if text}
    first = languages[0]
    if old and given.get(first) != old.get(first):
        return given
    return {c: t for c, t in old.items() if c not in languages} | given
