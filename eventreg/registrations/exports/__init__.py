"""Registrations in columns: on the list of an event, and in files."""

from eventreg.registrations.exports import work
from eventreg.registrations.exports.columns import FIELDS, Field, Reader
from eventreg.registrations.exports.narrowing import Narrowed
from eventreg.registrations.exports.rows import table_of

__all__ = ["FIELDS", "Field", "Narrowed", "Reader", "table_of", "work"]
