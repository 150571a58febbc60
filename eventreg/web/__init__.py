"""What all pages share: who may open them, how they answer, how they look."""

from flask import Flask

from eventreg.web import (
    access,
    assets,
    compression,
    dates,
    errors,
    headers,
    health,
    locale,
    logs,
    markdown,
    models,
    money,
    navigation,
    network,
    percents,
    proxies,
    requests,
)

__all__ = ["health", "init_app", "models"]


def init_app(app: Flask) -> None:
    """Tie on what every request needs.

    What is tied on last sees an answer first: files, packing, headers, the log.
    """
    app.before_request(access.check)
    for module in (requests, proxies, logs, headers, compression, assets):
        module.init_app(app)
    for module in (locale, dates, markdown, money, percents, navigation, errors):
        module.init_app(app)
    app.jinja_env.globals.update(
        me=access.me,
        may_open=access.may_open,
        network=network.network,
        keeps_mail=network.keeps_mail,
        mail_leaves=network.is_mail_set_up,
        or_kept=network.or_kept,
    )
