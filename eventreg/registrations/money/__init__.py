"""What people pay: fees of an event, and what each registration owes."""

from eventreg.registrations.money import models

__all__ = ["models"]
