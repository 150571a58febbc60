"""Where a letter stands."""

from enum import StrEnum


class LetterState(StrEnum):
    #: Goes with the worker's next round.
    WAITING = "waiting"
    #: Waits on purpose until it is due, as the letter of a decision does.
    HELD = "held"
    #: A worker holds it until its lease ends.
    SENDING = "sending"
    SENT = "sent"
    #: Not taken yet; goes again when it is due.
    RETRYING = "retrying"
    #: Refused for good; a person must act.
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    #: A demo without mail server keeps its letters to be looked at.
    KEPT = "kept"


#: Not on their way yet: these can still be withdrawn or sent at once.
OPEN = frozenset({LetterState.WAITING, LetterState.HELD, LetterState.RETRYING})

#: These go out while one looks; a letter that is tried again takes its time.
LEAVING = frozenset({LetterState.WAITING, LetterState.SENDING})

#: What staff may send again. Not what is held or withdrawn: its decision can be
#: undone, or was.
RESENDABLE = frozenset(
    {LetterState.SENT, LetterState.RETRYING, LetterState.FAILED, LetterState.KEPT}
)

#: What staff may have tried at once: it is on its way, and would go by itself.
TRIABLE = frozenset({LetterState.WAITING, LetterState.RETRYING})

#: What staff may withdraw; a failed one is put aside by it.
WITHDRAWABLE = OPEN | {LetterState.FAILED}
