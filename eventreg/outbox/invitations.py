"""Letters that invite members, as ``catalogue`` has them."""

from flask_babel import lazy_gettext as _l

from eventreg.outbox.kinds import add
from eventreg.outbox.placeholders import (
    EVENT,
    EVENT_PAGE,
    GREETING,
    NAME,
    PLACE,
    WHEN,
    Kind,
)
from eventreg.outbox.placeholders import link as _link
from eventreg.outbox.placeholders import maybe as _maybe

#: What an invitation says, also when it is said once more.
INVITED = (
    *(GREETING, NAME, EVENT, WHEN, PLACE),
    _maybe("summary", _l("What the event is about")),
    _maybe("opens", _l("When sign-up opens to the person, if it has not")),
    _maybe("approved", _l("Nobody decides on this person any more"), Kind.FLAG),
    _link("sign_up", _l("The form, filled in already, of this person")),
    _link("no_thanks", _l("The page on which the person says no, thank you")),
    EVENT_PAGE,
    _link("unsubscribe", _l("The page on which invitations are refused")),
    _maybe("one_click", _l("Where mail programs refuse invitations"), Kind.LINK),
)


def add_invitations() -> None:
    """The first one, and one to who has not answered."""
    add(
        "invitation",
        _l("Invitation"),
        (
            *INVITED,
            _maybe("note", _l("A word to this person, as staff wrote it"), Kind.LINES),
        ),
    )
    add("invitation_reminder", _l("Reminder of an invitation"), INVITED)
