"""The 1,000 made-up people from 37 countries in 14 scripts."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Someone:
    """One row of tests/data/people.csv, as far as names go."""

    title: str
    given_name: str
    family_name: str
    family_first: bool
    language: str


def _read() -> list[Someone]:
    path = Path(__file__).parent.parent / "data/people.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Someone(
                row["title"],
                row["given_name"],
                row["family_name"],
                row["name_order"] == "family",
                row["language"],
            )
            for row in csv.DictReader(file)
        ]


PEOPLE = _read()
