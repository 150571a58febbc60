"""What people do with events. Called inside ``write_tx()``; nothing commits."""

from eventreg.events.services.copying import copy, copy_series
from eventreg.events.services.creating import create
from eventreg.events.services.editing import (
    PeopleMustBeTold,
    edit,
    edit_text,
    set_languages,
)
from eventreg.events.services.moving import NotReady, cancel, close, publish, reopen
from eventreg.events.services.pools import (
    add_pool,
    edit_pool,
    remove_pool,
    set_capacity,
)
from eventreg.events.services.postponing import postpone

__all__ = [
    "NotReady",
    "PeopleMustBeTold",
    "add_pool",
    "cancel",
    "close",
    "copy",
    "copy_series",
    "create",
    "edit",
    "edit_pool",
    "edit_text",
    "postpone",
    "publish",
    "remove_pool",
    "reopen",
    "set_capacity",
    "set_languages",
]
