"""Staff pages: how badges look, on what and when they are printed."""

from flask import Flask

from eventreg.badges.manage import designing, looking, pages, printing, stocks
from eventreg.badges.manage.common import bp
from eventreg.badges.words import (
    card_name,
    card_words,
    look_word,
    reason_names,
    which_word,
)

__all__ = ["bp", "designing", "init_app", "looking", "pages", "printing", "stocks"]


def init_app(app: Flask) -> None:
    """Tie the pages on."""
    app.register_blueprint(bp)
    app.register_blueprint(stocks.bp)
    app.jinja_env.filters.update(
        card_name=card_name,
        card_words=card_words,
        look_word=look_word,
        reason_word=lambda reason: reason_names()[reason],
        which_word=which_word,
    )
