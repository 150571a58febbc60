"""Reading whom letters are for, what was written, and who decides."""

from eventreg.messages.queries.deciding import (
    acts_for,
    decided_since,
    decision_link,
    digest_choice,
    directors,
    is_over,
    noted,
    possible_deputies,
    running_links,
    waiting,
)
from eventreg.messages.queries.groups import (
    free_letter,
    free_letters,
    got,
    progress,
    recipients,
)
from eventreg.messages.queries.reminders import (
    chosen,
    confirmed_before,
    due_soon,
    is_written,
    keys_of,
    offered,
    unconfirmed,
    with_offers,
    with_unconfirmed,
)

__all__ = [
    "acts_for",
    "chosen",
    "confirmed_before",
    "decided_since",
    "decision_link",
    "digest_choice",
    "directors",
    "due_soon",
    "free_letter",
    "free_letters",
    "got",
    "is_over",
    "is_written",
    "keys_of",
    "noted",
    "offered",
    "possible_deputies",
    "progress",
    "recipients",
    "running_links",
    "unconfirmed",
    "waiting",
    "with_offers",
    "with_unconfirmed",
]
