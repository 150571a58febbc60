"""What an import would do, row by row, before it does anything."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from eventreg.people.imports.states import IDLE, Outcome
from eventreg.people.imports.words import total_row_words


@dataclass(frozen=True)
class Difference:
    """One field that becomes another; ``word`` is what the field is called."""

    word: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class PlannedRow:
    """What becomes of one row; ``act`` is for the import alone."""

    number: int
    outcome: Outcome
    name: str = ""
    company: str = ""
    email: str = ""
    #: Why not, or what is left out, in sentences.
    notes: tuple[str, ...] = ()
    changes: tuple[Difference, ...] = ()
    act: Any = None
    #: What would be written, in no language: tells one plan from another.
    key: str = ""


@dataclass(frozen=True)
class Plan:
    """All rows in the order of the list."""

    rows: tuple[PlannedRow, ...]

    @classmethod
    def of(cls, rows: Iterable[PlannedRow], totals: Sequence[int]) -> "Plan":
        """``rows``, and those that only add up."""
        skipped = (
            PlannedRow(
                number=number, outcome=Outcome.SKIPPED, notes=(total_row_words(),)
            )
            for number in totals
        )
        return cls(tuple(sorted((*rows, *skipped), key=lambda row: row.number)))

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many rows come to what; only what occurs, in the order of outcomes."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in Outcome if counted[outcome]}

    @property
    def to_do(self) -> int:
        """How many rows change anything."""
        return sum(row.outcome not in IDLE for row in self.rows)

    @property
    def digest(self) -> str:
        """The same for the same plan, whatever language it is read in."""
        said = [(row.number, row.outcome, row.name, row.key) for row in self.rows]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    def of_outcome(self, outcome: str) -> Sequence[PlannedRow]:
        """Only these rows; all where nothing of that name occurs."""
        found = tuple(row for row in self.rows if row.outcome == outcome)
        return found or self.rows
