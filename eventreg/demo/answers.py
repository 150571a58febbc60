"""What people of the demo answer, the same in every demo."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from eventreg.demo.people import DATA
from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.events.questions.queries import asked_at
from eventreg.events.questions.states import QuestionKind, Stage


def answers(event: Event, *, number: int, language: str) -> dict[str, Any]:
    """The answers of the person with this number on the form, by key."""
    found = {
        question.key: _answer(question, number, language)
        for question in asked_at(event, Stage.APPLICATION)
    }
    return {key: value for key, value in found.items() if value not in ("", None)}


def told(event: Event, said: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that somebody's own words give on the form, by key.

    :param said: texts and choices by the standard question; choices in English.
    """
    asked = {q.standard: q for q in asked_at(event, Stage.APPLICATION)}
    return {asked[name].key: _meant(asked[name], words) for name, words in said.items()}


def _meant(question: Question, words: Any) -> Any:
    keys = {choice.labels["en"]: choice.key for choice in question.offered}
    if question.kind is QuestionKind.SEVERAL_OF:
        return [keys[label] for label in words]
    return keys[words] if keys else words


def _answer(question: Question, number: int, language: str) -> Any:
    texts, choices = _texts().get(question.standard), _choices().get(question.standard)
    if texts:
        return texts[number % len(texts)][language]
    if choices:
        return _chosen(question, choices[number % len(choices)])
    return None


def _chosen(question: Question, index: int) -> Any:
    if question.kind is QuestionKind.YES_NO:
        return index == 0
    key = question.offered[index % len(question.offered)].key
    return [key] if question.kind is QuestionKind.SEVERAL_OF else key


def _texts() -> dict[str, Sequence[dict[str, str]]]:
    return _read()["texts"]


def _choices() -> dict[str, Sequence[int]]:
    return _read()["choices"]


@cache
def _read() -> dict[str, Any]:
    with (DATA / "answers.toml").open("rb") as file:
        return tomllib.load(file)
