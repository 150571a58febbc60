"""What letters can say: the kinds of placeholders, and those that many share."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class Kind(StrEnum):
    """What a placeholder stands for, and so how it is written out."""

    #: One line: a text, a number, or an instant in the letter's language.
    WORDS = "words"
    #: Text that somebody typed, in several lines.
    LINES = "lines"
    #: Not written out: ``{?name}`` and ``{!name}`` show or hide a paragraph.
    FLAG = "flag"
    #: An address: ``[words]({name})``; alone in its paragraph it is a button.
    LINK = "link"
    #: A list of links, alone in its paragraph.
    LINKS = "links"
    #: The check-in code as picture and in groups, alone in its paragraph.
    CODE = "code"
    #: A payment code as a picture, alone in its paragraph.
    GIRO = "giro"
    #: Several of them, each below the words that say for whom; alone, too.
    GIROS = "giros"


@dataclass(frozen=True)
class Placeholder:
    """One word in braces. A paragraph whose optional one is empty disappears."""

    name: str
    kind: Kind
    description: LazyString
    optional: bool = False
    #: Not any more, and never filled: events may have texts of their own that hold it.
    is_retired: bool = False


def words(name: str, description: LazyString) -> Placeholder:
    return Placeholder(name, Kind.WORDS, description)


def maybe(name: str, description: LazyString, kind: Kind = Kind.WORDS) -> Placeholder:
    return Placeholder(name, kind, description, optional=True)


def link(name: str, description: LazyString) -> Placeholder:
    return Placeholder(name, Kind.LINK, description)


#: Supplied by the outbox itself, never by who queues a letter.
ALWAYS = (
    words("network", _l("Name of the network")),
    maybe("calendar", _l("The e-mail carries a calendar entry"), Kind.FLAG),
    maybe("code", _l("The check-in code"), Kind.CODE),
)

GREETING = words("greeting", _l("Greeting with the person's name, without comma"))
NAME = words("name", _l("Full name of the person the e-mail is about"))
EVENT = words("event", _l("Title of the event"))
WHEN = words("when", _l("Date and time of the event"))
PLACE = maybe("place", _l("Place of the event"))
REFERENCE = words("reference", _l("Number of the registration"))
ROLE = maybe("role", _l("What the person comes as"))
REASON = maybe("reason", _l("Reason, as staff wrote it"), Kind.LINES)
ACCEPT_UNTIL = words("accept_until", _l("How long the seat is kept"))
DONE_AT = words("done_at", _l("When it was done"))
UNTIL = words("until", _l("How long the link works"))

OWN_PAGE = link("own_page", _l("The person's own page"))
EVENT_PAGE = link("event_page", _l("The public page of the event"))
ACCEPT = link("accept", _l("The page on which the seat is accepted"))
REFUSE = link("refuse", _l("The page on which the seat is refused"))

#: What every letter about a registration says.
REGISTRATION = (
    *(GREETING, NAME, EVENT, WHEN, PLACE, REFERENCE, ROLE),
    maybe("places", _l("Contingent, sessions and choices")),
    maybe("about_another", _l("The e-mail is about a companion"), Kind.FLAG),
)
#: … and of one that has ended.
ENDED = (
    *REGISTRATION,
    maybe("lead_stays", _l("The reader's own registration is not touched"), Kind.FLAG),
)
#: Of a list of people that was entered.
ENTERED = (
    words("count", _l("How many people of the list were entered")),
    Placeholder("people", Kind.LINES, _l("Each person and where they stand")),
    maybe("has_offer", _l("Somebody is offered a seat"), Kind.FLAG),
)
CONCERNED = words("count", _l("How many people of the list it concerns"))
#: What is different where an event was moved.
NEWS = words("news", _l("What is new: the date, the time, the place"))
WAS_WHEN = maybe("was_when", _l("When the event was to be before"))
WAS_PLACE = maybe("was_place", _l("Where the event was to be before"))
#: Of people whom somebody else signed up, or handed a seat to.
NAMED = (
    maybe("named_by", _l("Who signed this person up")),
    maybe("took_over", _l("Whose seat the person takes over")),
    link("not_me", _l("The page for somebody who did not sign up")),
)
ANSWERED_BY = maybe("answered_by", _l("Who answers for the whole party"))
ANSWERS_FOR = maybe("answers_for", _l("For whom the person answers too"))
GOES_WITH_YOURS = maybe(
    "goes_with_yours", _l("Who reads it accepts for the companion too"), Kind.FLAG
)
SEAT_CAME_FREE = maybe(
    "seat_came_free", _l("Moved up because a seat came free"), Kind.FLAG
)
SEAT_WAS_FREE = maybe(
    "seat_was_free", _l("Came back, and a seat was free at once"), Kind.FLAG
)
FEE_ALONE = maybe("fee", _l("What is to be paid"))
FEE_GONE = maybe("fee_gone", _l("What went along with a seat that was handed over"))
FEE_COUNTS = maybe(
    "fee_counts", _l("What the person paid before and counts for the seat")
)
#: What is said where a seat is yet to be accepted.
FEE_OF_OFFER = (FEE_ALONE, FEE_COUNTS)
#: What is paid already of what a seat costs; most often it came along.
_PAID = (
    maybe("fee_paid", _l("The fee where it is paid already")),
    maybe("fee_before", _l("What is paid already where the rest is due")),
    FEE_COUNTS,
)
FEE_BACK = maybe("fee_back", _l("What went along with a seat and counts again"))
REFUND = maybe("refund", _l("What the person gets back"))
#: What a seat costs; all of them empty where nothing is due.
FEE = (
    FEE_ALONE,
    maybe("pay_by", _l("Until when it is to be paid")),
    maybe("account_holder", _l("Whose account it goes to")),
    maybe("iban", _l("The IBAN of that account")),
    maybe("fee_reference", _l("What to write into the transfer")),
    maybe("giro", _l("The payment code for banking apps"), Kind.GIRO),
    *_PAID,
    REFUND,
    FEE_GONE,
    maybe("handed_to", _l("Who took over a seat that the person had before")),
)
#: What the contact of a delegation pays for those who have no address.
FEES = (
    maybe("fees", _l("For whom how much is to be paid"), Kind.LINES),
    *FEE[:4],
    maybe("giros", _l("A payment code for each of them"), Kind.GIROS),
)
#: What becomes of the fee when somebody leaves.
LEAVING = (maybe("cost", _l("What cancelling costs")), REFUND)
PAID_BY = maybe("paid_by", _l("From whom the seat came that was paid already"))
#: Amounts that say what somebody has paid.
SAYS_WHAT_IS_PAID = (*LEAVING, *_PAID, FEE_GONE, FEE_BACK)
#: What there is to look up on the event page.
BESIDE = (
    maybe("has_programme", _l("The event page has a programme"), Kind.FLAG),
    maybe("has_directions", _l("The event page says how to get there"), Kind.FLAG),
)
APPLIED = maybe("applied", _l("Has applied"), Kind.FLAG)
AT_THE_DOOR = maybe(
    "at_the_door", _l("Free seats are given at the entrance"), Kind.FLAG
)
PARTY_SIZE = maybe("party_size", _l("How many seats a party needs at once"))
PARTY_WAITS = maybe("party_waits", _l("The party is passed over in the end"), Kind.FLAG)
#: Why an offer is over, and where a seat is to be had.
WHY_OVER = (
    maybe("not_told", _l("The offer could not be told in time"), Kind.FLAG),
    maybe(
        "event_was_moved",
        _l("The time to accept is over because the event was moved"),
        Kind.FLAG,
    ),
    AT_THE_DOOR,
)
BY_HAND = maybe("by_hand", _l("The organiser gave the seat"), Kind.FLAG)
CANCELLED_BY = maybe("cancelled_by", _l("Who cancelled it for the person"))
CONSIDERED = maybe("is_considered", _l("The director has yet to decide"), Kind.FLAG)
REINSTATED = maybe("reinstated", _l("It had ended and was taken back in"), Kind.FLAG)
SUBSTITUTE = words("substitute", _l("Who takes over the seat"))
