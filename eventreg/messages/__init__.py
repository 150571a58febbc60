"""Letters to many: reminders, the digest, letters to a group, invitations."""

from typing import Any

from flask import Flask

from eventreg import outbox
from eventreg.accounts.signals import rights_changed
from eventreg.events import signals
from eventreg.events.models import Event
from eventreg.messages import jobs, manage, models, services, views

__all__ = ["init_app", "jobs", "models"]


def init_app(app: Flask) -> None:
    """Tie the pages and the subscriptions on."""
    views.init_app(app)
    manage.init_app(app)
    signals.event_copied.connect(_copy)
    signals.event_moved.connect(_take_back)
    rights_changed.connect(services.take_back)


def _copy(event: Event, *, copy: Event, **_more: Any) -> None:
    services.copy_reminders(event, copy)


def _take_back(event: Event, **_more: Any) -> None:
    outbox.withdraw_reminders(event=event.slug)
