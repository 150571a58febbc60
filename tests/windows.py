"""A page as it stands open in one window, and what its browser would send."""

from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup, Tag


def filled(page: BeautifulSoup) -> dict[str, list[str]]:
    """What the form in ``main`` would send if nothing were typed.

    Of several it is the one that is watched, else the last.
    """
    watched = page.select("main form:has([name$=as_it_was])")
    form = (watched or page.select("main form"))[-1]
    sent: dict[str, list[str]] = {}
    for control in form.select("[name]"):
        if (value := _value(control)) is not None:
            sent.setdefault(str(control["name"]), []).append(value)
    return sent


def _value(control: Tag) -> str | None:
    """``None``: nothing is sent of it."""
    if control.name == "textarea":
        return control.text.removeprefix("\n")
    if control.name == "select":
        chosen = control.select_one("[selected]") or control.select_one("option")
        return str(chosen["value"]) if chosen else None
    kind = control.get("type", "text")
    if control.name == "button" or kind in {"file", "submit"}:
        return None
    if kind in {"radio", "checkbox"} and not control.has_attr("checked"):
        return None
    return str(control.get("value", "y" if kind == "checkbox" else ""))


def overtake(
    monkeypatch: pytest.MonkeyPatch, views: ModuleType, row: Any, **columns: Any
) -> None:
    """Have somebody else write between the look at a form and the lock.

    :param row: what they change, to ``columns``.
    """
    begin, model, key = views.write_tx, type(row), sa.inspect(row).identity
    todo = [columns]

    def and_meanwhile() -> Any:
        while todo:
            with begin() as session:
                for name, value in todo.pop().items():
                    setattr(session.get(model, key), name, value)
        return begin()

    monkeypatch.setattr(views, "write_tx", and_meanwhile)
