"""How far a list is, and what becomes of its rows."""

from enum import StrEnum


class ImportState(StrEnum):
    """Looked at, imported, or taken back."""

    OPEN = "open"
    DONE = "done"
    UNDONE = "undone"


class Outcome(StrEnum):
    """What an import does with one row, in the order in which a preview counts."""

    ENTERED = "entered"
    NEW_COMPANY = "new_company"
    JOINS = "joins"
    NEW_PERSON = "new_person"
    CHANGES = "changes"
    SAME = "same"
    DOUBLE = "double"
    ERROR = "error"
    SKIPPED = "skipped"


#: What an import leaves as it is; staff read afterwards which rows and why.
LEFT_OUT = frozenset({Outcome.DOUBLE, Outcome.ERROR, Outcome.SKIPPED})
#: Rows of which nothing comes.
IDLE = LEFT_OUT | {Outcome.SAME}


class Thing(StrEnum):
    """What an import made or changed."""

    COMPANY = "company"
    PERSON = "person"
    REGISTRATION = "registration"


class Kept(StrEnum):
    """Why undoing left something as it is."""

    CHANGED = "changed"
    IN_USE = "in_use"
    GONE = "gone"
