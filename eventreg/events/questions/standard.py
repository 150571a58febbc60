"""Questions that come translated, in sets that fit a kind of event."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from eventreg.events.models import Event
from eventreg.events.questions.models import ByLanguage
from eventreg.events.questions.states import (
    Audience,
    DeleteAfter,
    QuestionKind,
    Stage,
)
from eventreg.events.questions.written import Written, WrittenChoice
from eventreg.events.states import Kind

_FILE = Path(__file__).parent / "data" / "standard.toml"


@dataclass(frozen=True)
class StandardQuestion:
    """One question of a set; its condition speaks of the set's own names."""

    written: Written
    #: Names of the choices, in their order.
    choices: tuple[str, ...]
    shown_if: str
    shown_if_answers: tuple[str, ...]
    #: Its choices are the sectors that the network knows.
    has_sectors: bool


@dataclass(frozen=True)
class StandardSet:
    """Questions that are added together."""

    name: str
    labels: ByLanguage
    kinds: frozenset[Kind]
    #: They stand under a heading, which is what the set is called.
    is_section: bool
    questions: tuple[StandardQuestion, ...]


def sets_for(event: Event) -> list[StandardSet]:
    """What fits the kind of ``event``."""
    return [one for one in all_sets().values() if event.kind in one.kinds]


@cache
def all_sets() -> dict[str, StandardSet]:
    """Every set by its name."""
    with _FILE.open("rb") as file:
        rows = tomllib.load(file)["set"]
    return {row["name"]: _set(row) for row in rows}


def _set(row: dict[str, Any]) -> StandardSet:
    return StandardSet(
        name=row["name"],
        labels=row["label"],
        kinds=frozenset(map(Kind, row["kinds"])),
        is_section=row.get("section", False),
        questions=tuple(map(_question, row["question"])),
    )


def _question(row: dict[str, Any]) -> StandardQuestion:
    choices = row.get("choice", ())
    return StandardQuestion(
        written=Written(
            kind=QuestionKind(row["kind"]),
            labels=row["label"],
            helps=row.get("help", {}),
            required=row.get("required", False),
            own_tick=row.get("own_tick", False),
            most=row.get("most"),
            stage=Stage(row.get("stage", Stage.APPLICATION)),
            in_inbox=row.get("in_inbox", False),
            audience=Audience(row.get("audience", Audience.DIRECTOR_OFFICE)),
            delete_after=DeleteAfter(row.get("delete_after", DeleteAfter.REGISTRATION)),
            standard=row["standard"],
            choices=tuple(map(_choice, choices)),
        ),
        choices=tuple(choice["name"] for choice in choices),
        shown_if=row.get("shown_if", ""),
        shown_if_answers=tuple(row.get("shown_if_answers", ())),
        has_sectors=row.get("sectors", False),
    )


def _choice(row: dict[str, str]) -> WrittenChoice:
    return WrittenChoice({code: words for code, words in row.items() if code != "name"})
