"""Reading whom letters are for, and what was written already."""

from eventreg.messages.queries.reminders import (
    chosen,
    confirmed_before,
    due_soon,
    keys_of,
    offered,
    unconfirmed,
    with_offers,
    with_unconfirmed,
)

__all__ = [
    "chosen",
    "confirmed_before",
    "due_soon",
    "keys_of",
    "offered",
    "unconfirmed",
    "with_offers",
    "with_unconfirmed",
]
