"""Which letters there are, and which placeholders each may use.

The texts stand in ``templates/letters/<letter>/<language>.md``; a test holds
them against this table. Every letter also knows what ``ALWAYS`` lists.
"""

from dataclasses import replace

from flask_babel import lazy_gettext as _l

from eventreg.outbox.invitations import add_invitations
from eventreg.outbox.kinds import CATALOGUE, LetterKind, add
from eventreg.outbox.leaving import add_leaving
from eventreg.outbox.placeholders import (
    ACCEPT,
    ACCEPT_UNTIL,
    ANSWERED_BY,
    ANSWERS_FOR,
    APPLIED,
    AT_THE_DOOR,
    BESIDE,
    BY_HAND,
    CONCERNED,
    CONSIDERED,
    ENDED,
    ENTERED,
    EVENT,
    EVENT_PAGE,
    FEE,
    FEE_OF_OFFER,
    FEES,
    GOES_WITH_YOURS,
    GREETING,
    NAME,
    NAMED,
    NEWS,
    OWN_PAGE,
    PAID_BY,
    PARTY_SIZE,
    PARTY_WAITS,
    PLACE,
    REASON,
    REFERENCE,
    REFUND,
    REFUSE,
    REGISTRATION,
    REINSTATED,
    SEAT_CAME_FREE,
    SEAT_WAS_FREE,
    UNTIL,
    WAS_PLACE,
    WAS_WHEN,
    WHEN,
    WHY_OVER,
    Kind,
    Placeholder,
)
from eventreg.outbox.placeholders import link as _link
from eventreg.outbox.placeholders import maybe as _maybe
from eventreg.outbox.placeholders import words as _words
from eventreg.outbox.reminders import REMINDERS, add_reminders
from eventreg.outbox.to_directors import add_digests
from eventreg.outbox.ways_in import add_ways_in

__all__ = ["ASKS_TO_CONFIRM", "CATALOGUE", "REMINDERS", "LetterKind", "add"]
add(
    "confirm_your_address",
    _l("Confirm your address"),
    (
        *(GREETING, NAME, EVENT, WHEN, PLACE, UNTIL),
        _maybe("companions", _l("Whom the person signed up too")),
        _maybe("not_before", _l("From when everybody can sign up")),
        _maybe("news", _l("What changed since the form was sent: New date")),
        _maybe("was_when", _l("Date and time before, if they changed")),
        _maybe("was_place", _l("Place before, if it changed")),
        REASON,
        _link("confirm", _l("The page on which the address is confirmed")),
        _link("not_me", _l("The page for somebody who did not sign up")),
    ),
    is_personal=True,
    tells_state=True,
)
add(
    "received",
    _l("Received, being considered"),
    (*REGISTRATION, *NAMED, OWN_PAGE, EVENT_PAGE),
    tells_state=True,
)
add(
    "reconsidered",
    _l("Considered once more"),
    (*REGISTRATION, OWN_PAGE, EVENT_PAGE),
    tells_state=True,
)
add(
    "confirmed",
    _l("Confirmed"),
    (
        *(*REGISTRATION, *NAMED),
        SEAT_CAME_FREE,
        _maybe("moved_up", _l("Moved up without that"), Kind.FLAG),
        SEAT_WAS_FREE,
        BY_HAND,
        REINSTATED,
        _maybe("let_in", _l("Let in at the entrance just now"), Kind.FLAG),
        _maybe("trip", _l("The event is a trip"), Kind.FLAG),
        *BESIDE,
        *FEE,
        _maybe("open_until", _l("Until when open questions can be answered")),
        OWN_PAGE,
        EVENT_PAGE,
    ),
    tells_state=True,
)
add(
    "approved",
    _l("Approved, please accept"),
    (
        *(*REGISTRATION, *NAMED, ANSWERS_FOR, GOES_WITH_YOURS),
        *(*FEE_OF_OFFER, ACCEPT_UNTIL, ACCEPT, REFUSE, OWN_PAGE),
    ),
    tells_state=True,
)
add(
    "party_offer",
    _l("Seats reserved for a party"),
    (*REGISTRATION, *NAMED, ANSWERED_BY, *FEE_OF_OFFER, ACCEPT_UNTIL, REFUSE, OWN_PAGE),
    tells_state=True,
)
add(
    "party_changed",
    _l("Somebody has left a party"),
    (
        *(*REGISTRATION, ANSWERS_FOR, ANSWERED_BY, ACCEPT, OWN_PAGE),
        _maybe("comes_alone", _l("That one has a seat without the others"), Kind.FLAG),
        _maybe("handed_over", _l("That one has handed over the seat"), Kind.FLAG),
        CONSIDERED,
        _maybe("is_waiting", _l("Stands in line"), Kind.FLAG),
        _words("gone", _l("Who has left the party")),
        _maybe("accept_until", _l("How long the seat is kept")),
    ),
)
add(
    "list_entered",
    _l("Your list is entered"),
    (*REGISTRATION, OWN_PAGE, *ENTERED, *FEES),
)
add(
    "delegation_entered",
    _l("A delegation is entered"),
    (GREETING, EVENT, WHEN, PLACE, EVENT_PAGE, *ENTERED, *FEES),
)
add(
    "delegation_changed",
    _l("A delegation: something has changed"),
    (
        *(GREETING, EVENT, WHEN, PLACE, EVENT_PAGE),
        replace(
            ENTERED[0], description=_l("For how many people something has changed")
        ),
        *(*ENTERED[1:], *FEES, REFUND),
    ),
)
add(
    "delegation_moved",
    _l("A delegation: the event is postponed"),
    (
        *(GREETING, EVENT, WHEN, PLACE, EVENT_PAGE, REASON),
        *(CONCERNED, ENTERED[1], NEWS, WAS_WHEN, WAS_PLACE),
    ),
)
add(
    "delegation_cancelled",
    _l("A delegation: the event is cancelled"),
    (
        *(GREETING, EVENT, WHEN, PLACE, EVENT_PAGE, REASON),
        *(CONCERNED, ENTERED[1], REFUND),
    ),
)
add(
    "waitlisted",
    _l("On the waitlist"),
    (
        *(*REGISTRATION, *NAMED, REINSTATED, AT_THE_DOOR),
        _maybe("place_in_line", _l("Place in line when the e-mail was written")),
        _maybe("behind_members", _l("Members come before this guest"), Kind.FLAG),
        _maybe("stands_still", _l("Nobody moves up by themselves"), Kind.FLAG),
        _maybe("line_stopped", _l("The whole line is stopped"), Kind.FLAG),
        *(PARTY_WAITS, PARTY_SIZE),
        _maybe("free_seats", _l("How many of those are free when it is written")),
        *(ANSWERS_FOR, ANSWERED_BY, OWN_PAGE, EVENT_PAGE),
    ),
    tells_state=True,
)
add(
    "offer",
    _l("A seat is free, please accept"),
    (
        *(*REGISTRATION, *NAMED, ANSWERS_FOR, GOES_WITH_YOURS),
        *(SEAT_CAME_FREE, SEAT_WAS_FREE, BY_HAND, REINSTATED),
        *(*FEE_OF_OFFER, ACCEPT_UNTIL, ACCEPT, REFUSE, OWN_PAGE),
    ),
    tells_state=True,
)
add(
    "offer_extended",
    _l("More time to accept"),
    (
        *(*REGISTRATION, ANSWERED_BY, ANSWERS_FOR, GOES_WITH_YOURS),
        *(ACCEPT_UNTIL, ACCEPT, REFUSE, OWN_PAGE),
    ),
    tells_state=True,
)
add(
    "offer_expired",
    _l("Offer expired"),
    (
        *ENDED,
        *(*WHY_OVER, ANSWERED_BY, PARTY_SIZE, PARTY_WAITS),
        _maybe("before_guests", _l("As a member before all guests"), Kind.FLAG),
        _link("rejoin", _l("The page on which a person joins the waitlist again")),
        OWN_PAGE,
    ),
    tells_state=True,
)
_STANDS = (GREETING, NAME, EVENT, WHEN, PLACE, REFERENCE, CONSIDERED, OWN_PAGE)
add("already_registered", _l("Already registered"), _STANDS)
add("declined", _l("Declined"), (*ENDED, APPLIED, REASON, EVENT_PAGE), tells_state=True)
add_leaving()
add(
    "event_moved",
    _l("Event moved or postponed"),
    (
        *(*REGISTRATION, REASON, OWN_PAGE, EVENT_PAGE, ANSWERED_BY, ANSWERS_FOR),
        *BESIDE,
        _maybe("accept_until", _l("How long an offered seat is kept")),
        _maybe("offer_is_over", _l("The time to accept the seat is over"), Kind.FLAG),
        _maybe("ends_earlier", _l("The seat is kept less long than before"), Kind.FLAG),
        _maybe("accept", _l("The page on which the seat is accepted"), Kind.LINK),
        NEWS,
        _maybe("has_seat", _l("The person has a seat"), Kind.FLAG),
        CONSIDERED,
        *(WAS_WHEN, WAS_PLACE),
        _maybe("cancel", _l("The page on which a registration is given up"), Kind.LINK),
    ),
    tells_state=True,
)
add(
    "event_cancelled",
    _l("Event cancelled"),
    (*REGISTRATION, REASON, REFUND, PAID_BY),
    tells_state=True,
)
add_ways_in()
add_invitations()
add_reminders()
#: These reach nobody at a wrong address; a new one is asked anew.
ASKS_TO_CONFIRM = frozenset({"confirm_your_address", "confirm_reminder"})
add(
    "free",
    _l("E-mail to a group"),
    (
        Placeholder("subject", Kind.WORDS, _l("Subject, as staff wrote it"), True),
        Placeholder("text", Kind.LINES, _l("Text, as staff wrote it"), True),
        *(*REGISTRATION, EVENT_PAGE),
        _maybe("own_page", _l("The person's own page"), Kind.LINK),
        _maybe("may_cancel", _l("There is something to cancel"), Kind.FLAG),
    ),
)
add_digests()
add(
    "list_issued",
    _l("List of participants for a recipient"),
    (
        _words("list", _l("Name of the list")),
        _words("version", _l("Version of the list")),
        _maybe("is_newer", _l("The recipient has an older version"), Kind.FLAG),
        EVENT,
        WHEN,
        _link("file", _l("The list as a file")),
    ),
)
add("test", _l("Test e-mail"), (_link("home", _l("The start page")),))
