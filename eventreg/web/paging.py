"""Long lists come in pages; the rest of the address stays as it is."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

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
        arguments: dict[str, Any] = {**request.args.to_dict(flat=False), "page": number}
        path = url_for(request.endpoint or "", **(request.view_args or {}))
        # Not through url_for, for which some names in a query string are orders.
        return f"{path}?{urlencode(arguments, doseq=True)}"


def paging(total: int, *, size: int = 50) -> Paging:
    """The page that ``?page=`` asks for, or the nearest there is."""
    number = page_number(request.args.get("page", "1"))
    last = max(1, -(-total // size))
    return Paging(number=min(number, last), size=size, total=total)


def page_number(wanted: str) -> int:
    """The number of a page, from 1, whatever an address says."""
    # No list has so many pages, and int() refuses numbers that are far too long.
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) < 10
    return max(int(wanted), 1) if is_number else 1
