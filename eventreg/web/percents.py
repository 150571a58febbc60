"""Shares of a hundred, each language with its own sign: 25%, 25\u00a0%, %25."""

from flask import Flask
from flask_babel import format_percent


def percent(share: float) -> str:
    """``share`` of a hundred in the reader's language, without a fraction."""
    return format_percent(share / 100)


def init_app(app: Flask) -> None:
    """Let templates write ``| percent``."""
    app.jinja_env.filters["percent"] = percent
