"""From a template and plain values to a PDF, or to a picture of it in a browser."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app
from flask_babel import force_locale

from eventreg.documents import fonts
from eventreg.documents.assets import Asset
from eventreg.documents.watching import Pages

#: On paper colours and pictures behind the text are printed whatever the browser's
#: "background graphics" says; on a screen the edge of each page shows.
_IN_BROWSERS = """
html { -webkit-print-color-adjust: exact; print-color-adjust: exact }
@media screen {
  html { background: #f6f3ed }
  section { background-color: #fff; outline: 0.3mm solid #dcd6ca; margin: 1mm }
}
"""

#: Millimetres beside a page that is shown whole.
_AIR = 3

_ASSET = re.compile(r"asset:([\w.-]+)")


def render(
    document: str,
    values: Mapping[str, Any],
    *,
    language: str,
    assets: Mapping[str, Asset] | None = None,
    tell: Pages | None = None,
    is_own: bool = False,
) -> bytes:
    """The PDF of one document, tagged, in the reader's language.

    Made from ``document.html`` and ``style.css`` in
    ``templates/documents/<document>/``; both are Jinja templates and get the
    values, ``language`` and ``font_stack``. No database objects: what a template
    gets is text and numbers.

    :param assets: what ``asset:<name>`` in the templates stands for.
    :param tell: is told the number of each page that is laid out.
    :param is_own: staff wrote some of the style, so a process of its own, with
        limits, draws it.
    :raises TakesTooMuch: it outlived these limits.
    """
    html, style = _filled(document, values, language)
    # WeasyPrint takes over a second to import, and most requests never need it.
    if is_own:
        from eventreg.documents import apart

        return apart.to_pdf(html, style=style, assets=assets or {}, tell=tell)
    from eventreg.documents import press

    return press.to_pdf(html, style=style, assets=assets or {}, tell=tell)


def preview(
    document: str,
    values: Mapping[str, Any],
    *,
    language: str,
    address: Callable[[str], str],
    fitted: tuple[float, float] | None = None,
) -> str:
    """The same document as a page for a sandboxed frame, true to size.

    :param address: from where the browser loads the asset of this name.
    :param fitted: width and height of its one page in millimetres, which is made
        smaller where the frame is.
    """
    html, style = _filled(document, values, language)
    style = f"{fonts.face_rules(is_shown_meanwhile=True)}\n{style}\n{_IN_BROWSERS}"
    if fitted:
        style += _whole(*fitted)
    page = html.replace("</head>", f"<style>\n{style}\n</style></head>", 1)
    return _ASSET.sub(lambda found: address(found[1]), page)


def _whole(width: float, height: float) -> str:
    """The page and the air around it, whole in a frame of any size."""
    across = f"tan(atan2(100vw, {width + _AIR}mm))"
    down = f"tan(atan2(100vh, {height + _AIR}mm))"
    scale = f"scale(min(1, {across}, {down}))"
    return (
        "@media screen { html { overflow: hidden } "
        f"section {{ transform: {scale}; transform-origin: 0 0 }} }}"
    )


def _filled(document: str, values: Mapping[str, Any], language: str) -> tuple[str, str]:
    """Page and stylesheet with the values in them."""
    everything = {**values, "language": language, "font_stack": fonts.stack}
    with force_locale(language):
        return (
            _template(f"{document}/document.html").render(everything),
            _template(f"{document}/style.css").render(everything),
        )


def _template(name: str) -> Any:
    return current_app.jinja_env.get_template(f"documents/{name}")
