"""What is different between a list that was handed out and now."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eventreg.registrations.models import Registration


@dataclass(frozen=True, slots=True)
class Difference:
    """How many people are new, gone, or said to be something else."""

    added: int = 0
    removed: int = 0
    changed: int = 0

    @property
    def count(self) -> int:
        return self.added + self.removed + self.changed


def rows_of(registrations: Iterable[Registration]) -> dict[str, str]:
    """Of each person by reference a fingerprint of what lists say of them."""
    return {each.reference: _fingerprint(each) for each in registrations}


def difference(then: Mapping[str, str], now: Mapping[str, str]) -> Difference:
    both = then.keys() & now.keys()
    return Difference(
        added=len(now.keys() - then.keys()),
        removed=len(then.keys() - now.keys()),
        changed=sum(1 for reference in both if then[reference] != now[reference]),
    )


def _fingerprint(each: Registration) -> str:
    """No personal data can be read from it; spaces make no other one."""
    words = (
        *(each.family_name, each.given_name, str(each.family_first), each.title),
        *(each.suffix, each.company, each.position, each.country, str(each.role)),
    )
    plain = (unicodedata.normalize("NFC", " ".join(each.split())) for each in words)
    return hashlib.sha256("\0".join(plain).encode()).hexdigest()[:16]
