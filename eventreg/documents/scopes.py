"""Heads of tables say in the PDF whether they stand over a column or before a row."""

from collections.abc import Iterator
from typing import Any

from weasyprint.pdf import tags

_SCOPES = {"col": "/Column", "row": "/Row", "colgroup": "/Column", "rowgroup": "/Row"}
_build = tags._build_box_tree


def _build_with_scopes(box: Any, *more: Any) -> Iterator[Any]:
    """WeasyPrint's elements; it reads ``scope``, but writes only who refers to whom.

    So a column whose own cells are heads of their rows would have no head.
    """
    for element in _build(box, *more):
        scope = _SCOPES.get(getattr(box.element, "attrib", {}).get("scope", ""))
        if scope and element["S"] == "/TH":
            element["A"]["Scope"] = scope
        yield element


def write_scopes() -> None:
    """From now on, in the whole process."""
    tags._build_box_tree = _build_with_scopes
