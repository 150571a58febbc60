"""A page as it stands open in one window, and what its browser would send."""

from bs4 import BeautifulSoup, Tag


def filled(page: BeautifulSoup) -> dict[str, list[str]]:
    """What the last form in ``main`` would send if nothing were typed."""
    form = page.select("main form")[-1]
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
