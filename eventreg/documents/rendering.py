"""From a template and plain values to a PDF."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_babel import force_locale

from eventreg.documents import fonts
from eventreg.documents.assets import Asset


def render(
    document: str,
    values: Mapping[str, Any],
    *,
    language: str,
    assets: Mapping[str, Asset] | None = None,
) -> bytes:
    """The PDF of one document, tagged, in the reader's language.

    Made from ``document.html`` and ``style.css`` in
    ``templates/documents/<document>/``; both are Jinja templates and get the
    values, ``language`` and ``font_stack``. No database objects: what a template
    gets is text and numbers.

    :param assets: what ``asset:<name>`` in the templates stands for.
    """
    # WeasyPrint takes over a second to import, and most requests never need it.
    from eventreg.documents import press

    folder = f"documents/{document}"
    everything = {**values, "language": language, "font_stack": fonts.stack}
    with force_locale(language):
        html = current_app.jinja_env.get_template(f"{folder}/document.html")
        style = current_app.jinja_env.get_template(f"{folder}/style.css")
        return press.to_pdf(
            html.render(everything),
            style=style.render(everything),
            assets=assets or {},
        )
