"""The thousand people as badges."""

import csv
import random
from pathlib import Path

from eventreg.badges.values import BadgeValues
from eventreg.registrations.codes import ALPHABET

_PEOPLE = Path(__file__).parents[1] / "data" / "people.csv"

_ROLES = {"attendee": "guest", "exhibitor": "delegation", "staff": "team"}


def make_badge(**values: object) -> BadgeValues:
    defaults: dict[str, object] = {
        "given_name": "Ada",
        "family_name": "Lovelace",
        "badge_code": "7F3KM2QX9DTAB",
        "role": "guest",
        "role_word": "Guest",
        "event": "Network evening Aachen 2027",
    }
    return BadgeValues(**{**defaults, **values})  # type: ignore[arg-type]


def thousand(count: int | None = None) -> list[BadgeValues]:
    """The first ``count`` of them, or all."""
    chance = random.Random(7)
    with _PEOPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[:count]
    return [
        make_badge(
            given_name=row["given_name"],
            family_name=row["family_name"],
            title=row["title"],
            company=row["company"],
            country=row["country"],
            family_first=row["name_order"] == "family",
            role=_ROLES.get(row["role"], row["role"]),
            role_word=row["role"].title(),
            badge_code="".join(chance.choices(ALPHABET, k=13)),
        )
        for row in rows
    ]
