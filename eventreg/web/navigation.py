"""The staff's main menu: rooms add their pages, each role sees its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for

from eventreg.web import access
from eventreg.web.roles import Role

#: Below these lie all other pages: the public start page and that of staff.
_TOPS = frozenset({"", "/manage"})


@dataclass(frozen=True)
class Entry:
    """One page in a menu. No roles: everybody who sees the menu."""

    endpoint: str
    label: Any
    roles: frozenset[Role]
    order: int

    @property
    def url(self) -> str:
        return url_for(self.endpoint)

    @property
    def is_current(self) -> bool:
        """Whether the page now shown is this one, or lies below it."""
        path = request.path.rstrip("/")
        for above, entry_of in _elsewhere.items():
            if path.startswith(above + "/"):
                return self.endpoint == entry_of()
        mine = self.url.partition("?")[0].rstrip("/")
        return path == mine or (mine not in _TOPS and path.startswith(mine + "/"))


#: For pages that lie below none, by the beginning of their address: which entry.
_elsewhere: dict[str, Callable[[], str]] = {}
_staff: list[Entry] = []
_public: list[Entry] = []


def add(
    endpoint: str, label: Any, *, roles: tuple[Role, ...] = (), order: int = 50
) -> None:
    """Put a page into the staff menu; ``label`` is a lazy text.

    :param order: 10 start, 20 inbox, 30 events, 40 letters, 50 members, 90 account.
    """
    _put(_staff, Entry(endpoint, label, frozenset(roles), order))


def add_public(endpoint: str, label: Any, *, order: int = 50) -> None:
    """Put a page into the menu that everybody sees."""
    _put(_public, Entry(endpoint, label, frozenset(), order))


def belong(above: str, entry_of: Callable[[], str]) -> None:
    """Say in which room pages stand whose address lies below no entry of the menu.

    :param entry_of: the endpoint of that entry, for the request.
    """
    _elsewhere[above] = entry_of


def _put(menu: list[Entry], entry: Entry) -> None:
    """Add or replace: one process may create the site more than once."""
    menu[:] = [other for other in menu if other.endpoint != entry.endpoint]
    menu.append(entry)
    menu.sort(key=lambda other: (other.order, other.endpoint))


def staff_entries() -> list[Entry]:
    """What the signed-in person may open; empty for visitors."""
    account = access.me()
    if account is None:
        return []
    return [
        entry
        for entry in _staff
        if entry.endpoint in current_app.view_functions
        and (not entry.roles or account.role in entry.roles)
    ]


def public_entries() -> list[Entry]:
    return [entry for entry in _public if entry.endpoint in current_app.view_functions]


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        staff_entries=staff_entries, public_entries=public_entries
    )
