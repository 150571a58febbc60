"""Letters as rows: queued with what caused them, sent by the worker."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from eventreg.jobs import periodic
from eventreg.outbox import mail, manage, manage_check, models, signing
from eventreg.outbox.delivery import deliver_due
from eventreg.outbox.event_titles import register_event_titles
from eventreg.outbox.links import Links, as_json
from eventreg.outbox.own_texts import register_own_texts
from eventreg.outbox.queries import (
    troubles,
    troubles_asked,
    waiting_for,
    with_keys,
    written,
    written_about,
)
from eventreg.outbox.said import in_words
from eventreg.outbox.services import (
    end,
    put_aside,
    queue,
    queue_test,
    resend,
    send_now,
    withdraw,
    withdraw_reminders,
    withdraw_unsent,
)
from eventreg.outbox.states import LetterState
from eventreg.web import navigation

__all__ = [
    "LetterState",
    "Links",
    "as_json",
    "deliver_due",
    "end",
    "init_app",
    "models",
    "put_aside",
    "queue",
    "queue_test",
    "register_event_titles",
    "register_own_texts",
    "resend",
    "send_now",
    "troubles",
    "troubles_asked",
    "waiting_for",
    "with_keys",
    "withdraw",
    "withdraw_reminders",
    "withdraw_unsent",
    "written",
    "written_about",
]


def init_app(app: Flask) -> None:
    """Tie on the mail server and the staff pages, and tell the worker."""
    mail.init_app(app)
    signing.init_app(app)
    app.register_blueprint(manage.bp)
    app.register_blueprint(manage_check.bp)
    navigation.add("outbox.index", _l("E-mails"), roles=manage.READERS, order=40)
    app.jinja_env.filters["said"] = in_words
    periodic("deliver_letters", every=0)(deliver_due)
