"""Markdown that people typed, as HTML that can do no harm."""

from functools import lru_cache

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markupsafe import Markup

#: ``js-default`` reads no HTML; headings begin below the page's own.
_reader = MarkdownIt("js-default", {"linkify": False, "typographer": False})

TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p",
    "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_LOWER = {"h1": "h2", "h5": "h4", "h6": "h4"}


@lru_cache(maxsize=256)
def to_html(text: str | None) -> Markup:
    """Safe HTML; empty for no text. Pictures and foreign markup are dropped.

    Kept, because the same few descriptions are read again and again, and each
    costs a millisecond.
    """
    if not text:
        return Markup("")
    tokens = _reader.parse(text)
    for token in tokens:
        token.tag = _LOWER.get(token.tag, token.tag)
    html = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(clean)  # noqa: S704 (cleaned on the line above)


def init_app(app: Flask) -> None:
    app.jinja_env.filters["markdown"] = to_html
