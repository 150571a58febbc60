"""Long lists come in pages; the rest of the address stays as it is."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for


@dataclass(frozen=True)
class Paging:
    """Which part of a list is shown. ``number`` counts from 1."""

    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many rows stand before this page."""
        return (self.number - 1) * self.size

    def url(self, number: int) -> str:
        """The address of another page of the same list."""
        arguments: dict[str, Any] = {**request.args.to_dict(), "page": number}
        return url_for(
            request.endpoint or "", **{**arguments, **(request.view_args or {})}
        )


def paging(total: int, *, size: int = 50) -> Paging:
    """The page that ``?page=`` asks for, or the nearest there is."""
    wanted = request.args.get("page", "1")
    number = int(wanted) if wanted.isascii() and wanted.isdecimal() else 1
    last = max(1, -(-total // size))
    return Paging(number=min(max(number, 1), last), size=size, total=total)
