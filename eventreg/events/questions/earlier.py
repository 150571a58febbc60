"""Answers given when a question was another one, which nobody may lose by saving."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Earlier:
    """An answer that the question, as it is now, cannot hold; in words beside it."""

    value: Any
    text: str


@dataclass(frozen=True)
class Stored:
    """What somebody answered before, by key of the question."""

    #: What the questions can hold as they are now.
    values: Mapping[str, Any] = field(default_factory=dict)
    #: What they cannot.
    earlier: Mapping[str, Earlier] = field(default_factory=dict)
    #: The code of this person's country; empty: unknown.
    lives_in: str = ""

    @property
    def everything(self) -> dict[str, Any]:
        """All answers as they are stored."""
        earlier = {key: answer.value for key, answer in self.earlier.items()}
        return {**self.values, **earlier}
