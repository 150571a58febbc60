"""What staff do with questions. Called inside ``write_tx()``; nothing commits."""

from eventreg.events.questions.services.copying import copy_all, copy_some
from eventreg.events.questions.services.ordering import move, move_section
from eventreg.events.questions.services.removing import remove, restore
from eventreg.events.questions.services.sections import (
    add_section,
    edit_section,
    remove_section,
)
from eventreg.events.questions.services.sets import add_set
from eventreg.events.questions.services.writing import add, add_several, edit

__all__ = [
    "add",
    "add_section",
    "add_set",
    "add_several",
    "copy_all",
    "copy_some",
    "edit",
    "edit_section",
    "move",
    "move_section",
    "remove",
    "remove_section",
    "restore",
]
