"""What staff and the worker do about letters to many people."""

from eventreg.messages.services.reminding import (
    choose_reminders,
    copy_reminders,
    remind_confirmed,
    remind_offered,
    remind_unconfirmed,
)

__all__ = [
    "choose_reminders",
    "copy_reminders",
    "remind_confirmed",
    "remind_offered",
    "remind_unconfirmed",
]
