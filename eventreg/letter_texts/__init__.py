"""Letters about an event in its own words, for each language."""

from flask import Flask

from eventreg import outbox
from eventreg.events import lookups, signals
from eventreg.letter_texts import manage, models, queries, services

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    """Tie the pages on, and tell the outbox whom to ask for texts."""
    app.register_blueprint(manage.bp)
    outbox.register_own_texts(queries.source)
    lookups.supply_own_letters(queries.by_letter)
    signals.event_copied.connect(services.copy_all)
