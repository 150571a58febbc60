"""Letters to a director, or the deputy, as ``catalogue`` has them."""

from dataclasses import replace

from flask_babel import lazy_gettext as _l

from eventreg.outbox.kinds import add
from eventreg.outbox.placeholders import NAME, UNTIL, Kind
from eventreg.outbox.placeholders import link as _link
from eventreg.outbox.placeholders import maybe as _maybe

#: What a director, or the deputy, reads about who waits.
WAITING = (
    NAME,
    _maybe("stands_in_for", _l("Who is away, of the deputy's e-mail")),
    _maybe("people", _l("How many people wait, in words")),
    _maybe("waiting", _l("Who waits, with company and event"), Kind.LINES),
    _maybe("due", _l("Which deadlines come next"), Kind.LINES),
)
_DECIDE = _l("The page on which it is decided")


def add_digests() -> None:
    """Each morning's, and the one that comes at once while a deadline is near."""
    add(
        "digest",
        _l("Daily e-mail"),
        (
            *WAITING,
            replace(UNTIL, optional=True),
            _maybe("decide", _DECIDE, Kind.LINK),
            _maybe("failed", _l("How many e-mails could not be sent, in words")),
            _maybe(
                "which_failed",
                _l("Which those are, to whom, and of which event"),
                Kind.LINES,
            ),
            _link("failed_letters", _l("The list of e-mails that could not be sent")),
        ),
        is_personal=True,
    )
    add(
        "urgent",
        _l("Who waits while a deadline is near"),
        (*WAITING, UNTIL, _link("decide", _DECIDE)),
        is_personal=True,
    )
