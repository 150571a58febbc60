"""HTML to PDF: fetcher, fonts, fitting of names, sheets of labels.

Knows layouts, not features: it gets plain values and gives bytes.
"""

from flask import Flask

from eventreg.documents.assets import Asset
from eventreg.documents.rendering import preview, render

__all__ = ["Asset", "init_app", "preview", "render"]


def init_app(app: Flask) -> None:
    """Nothing to tie on: documents have no pages of their own."""
