"""Letters that go by the calendar, as ``catalogue`` has them."""

from flask_babel import lazy_gettext as _l

from eventreg.outbox.kinds import add
from eventreg.outbox.placeholders import (
    ACCEPT,
    ACCEPT_UNTIL,
    ANSWERS_FOR,
    BESIDE,
    EVENT,
    EVENT_PAGE,
    GREETING,
    NAME,
    OWN_PAGE,
    PLACE,
    REFUSE,
    REGISTRATION,
    UNTIL,
    WHEN,
)
from eventreg.outbox.placeholders import link as _link
from eventreg.outbox.placeholders import words as _words

#: True only as long as a registration and its event stay as they are.
REMINDERS = frozenset(
    {"reminder", "offer_ending", "confirm_reminder", "answers_due", "thanks"}
)


def add_reminders() -> None:
    """Before a date or an end, and the thanks after."""
    add(
        "reminder",
        _l("Reminder of an event"),
        (
            *(*REGISTRATION, *BESIDE, OWN_PAGE, EVENT_PAGE),
            _link("cancel", _l("The page on which a registration is given up")),
        ),
    )
    add(
        "offer_ending",
        _l("Reminder of a seat that is kept"),
        (*REGISTRATION, ANSWERS_FOR, ACCEPT_UNTIL, ACCEPT, REFUSE, OWN_PAGE),
    )
    add(
        "confirm_reminder",
        _l("Reminder to confirm the address"),
        (
            *(GREETING, NAME, EVENT, WHEN, PLACE, UNTIL),
            _link("confirm", _l("The page on which the address is confirmed")),
            _link("not_me", _l("The page for somebody who did not sign up")),
        ),
        is_personal=True,
    )
    add(
        "answers_due",
        _l("Reminder of open questions"),
        (
            *(*REGISTRATION, OWN_PAGE),
            _words("open_until", _l("Until when open questions can be answered")),
            _link("answers", _l("The page on which open questions are answered")),
        ),
    )
    add("thanks", _l("Thanks for coming"), (*REGISTRATION, OWN_PAGE, EVENT_PAGE))
