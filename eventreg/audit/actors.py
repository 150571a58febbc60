"""Who does something: part of every service that changes anything."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self


class ActorKind(StrEnum):
    STAFF = "staff"
    PERSON = "person"
    WORKER = "worker"
    IMPORT = "import"


class _HasReference(Protocol):
    @property
    def reference(self) -> str: ...


@dataclass(frozen=True)
class Actor:
    """Who acts. ``reference`` is an account's or a registration's; else empty."""

    kind: ActorKind
    reference: str = ""

    @classmethod
    def staff(cls, account: _HasReference) -> Self:
        return cls(ActorKind.STAFF, account.reference)

    @classmethod
    def person(cls, registration: _HasReference) -> Self:
        return cls(ActorKind.PERSON, registration.reference)

    @classmethod
    def worker(cls) -> Self:
        return cls(ActorKind.WORKER)

    @classmethod
    def import_(cls, account: _HasReference) -> Self:
        return cls(ActorKind.IMPORT, account.reference)
