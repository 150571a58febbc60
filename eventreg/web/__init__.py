"""What all pages share: who may open them, how they answer, how they look."""

from flask import Flask

from eventreg.web import (
    access,
    dates,
    locale,
    markdown,
    models,
    navigation,
    network,
)

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    """Tie on what every request needs."""
    app.before_request(access.check)
    for module in (locale, dates, markdown, navigation):
        module.init_app(app)
    app.jinja_env.globals.update(
        me=access.me, may_open=access.may_open, network=network.network
    )
