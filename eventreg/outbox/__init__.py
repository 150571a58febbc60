"""Letters as rows: queued with what caused them, sent by the worker."""

from flask import Flask

from eventreg.jobs import periodic
from eventreg.outbox import mail, models
from eventreg.outbox.delivery import deliver_due
from eventreg.outbox.own_texts import register_own_texts
from eventreg.outbox.queries import troubles
from eventreg.outbox.services import queue, resend, send_now, withdraw
from eventreg.outbox.states import LetterState

__all__ = [
    "LetterState",
    "deliver_due",
    "init_app",
    "models",
    "queue",
    "register_own_texts",
    "resend",
    "send_now",
    "troubles",
    "withdraw",
]


def init_app(app: Flask) -> None:
    """Tie on the mail server and tell the worker."""
    mail.init_app(app)
    periodic("deliver_letters", every=0)(deliver_due)
