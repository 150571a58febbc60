"""What people do with events. Called inside ``write_tx()``; nothing commits."""

from eventreg.events.services.agenda import add_entry, edit_entry, remove_entry
from eventreg.events.services.copying import copy, copy_series
from eventreg.events.services.covers import remove_cover, set_cover
from eventreg.events.services.creating import create
from eventreg.events.services.discarding import discard
from eventreg.events.services.editing import (
    PLACE,
    PeopleMustBeTold,
    PlaceMustBeTold,
    correct,
    edit,
    edit_text,
    locked,
    set_languages,
)
from eventreg.events.services.moving import NotReady, cancel, close, publish, reopen
from eventreg.events.services.pools import (
    add_pool,
    edit_pool,
    remove_pool,
    set_capacity,
)
from eventreg.events.services.postponing import (
    OffersAreCut,
    edit_and_tell,
    postpone,
)
from eventreg.events.services.speakers import (
    add_speaker,
    edit_speaker,
    move_speaker,
    remove_speaker,
)

__all__ = [
    "PLACE",
    "NotReady",
    "OffersAreCut",
    "PeopleMustBeTold",
    "PlaceMustBeTold",
    "add_entry",
    "add_pool",
    "add_speaker",
    "cancel",
    "close",
    "copy",
    "copy_series",
    "correct",
    "create",
    "discard",
    "edit",
    "edit_and_tell",
    "edit_entry",
    "edit_pool",
    "edit_speaker",
    "edit_text",
    "locked",
    "move_speaker",
    "postpone",
    "publish",
    "remove_cover",
    "remove_entry",
    "remove_pool",
    "remove_speaker",
    "reopen",
    "set_capacity",
    "set_cover",
    "set_languages",
]
