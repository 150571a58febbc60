"""What people do with events. Called inside ``write_tx()``; nothing commits."""

from eventreg.events.services.creating import create
from eventreg.events.services.editing import (
    edit,
    edit_text,
    set_capacity,
    set_languages,
)
from eventreg.events.services.moving import NotReady, cancel, close, publish, reopen

__all__ = [
    "NotReady",
    "cancel",
    "close",
    "create",
    "edit",
    "edit_text",
    "publish",
    "reopen",
    "set_capacity",
    "set_languages",
]
