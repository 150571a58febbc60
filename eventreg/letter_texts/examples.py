"""Made-up people for letters that are looked at: a plain one, and the longest.

Everything about the event itself is its own; only people are made up.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from eventreg import clock
from eventreg.events.models import Event
from eventreg.events.rules import opens_to_invited
from eventreg.events.states import Kind
from eventreg.outbox.giro import girocode
from eventreg.outbox.values import as_text
from eventreg.people.names import Salutation, full_name, greeting
from eventreg.registrations.letters.queueing import instant, title_in
from eventreg.registrations.lists.kinds import ListKind
from eventreg.registrations.lists.words import list_name
from eventreg.registrations.seats import choosable
from eventreg.registrations.states import RegistrationRole
from eventreg.registrations.words import role_word
from eventreg.web.dates import format_day
from eventreg.web.ibans import spaced_iban
from eventreg.web.money import euros
from eventreg.web.network import network


@dataclass(frozen=True)
class Example:
    """Somebody who does not exist."""

    given_name: str
    family_name: str
    salutation: Salutation = Salutation.NONE
    title: str = ""
    family_first: bool = False


#: As long as names are, with letters that break what is not ready for them.
LONG = Example(
    "Maximiliane-Wilhelmine",
    "Freifrau von Hohenstein-Schillingsfürst zu Löwenberg İpekçioğlu",
    Salutation.MS,
    "Prof. Dr.-Ing. habil.",
)
#: Who signed that one up, and answers for the party.
LEAD = Example(
    "Çağrı-Kağan Abdülkadir",
    "Büyükşehirlioğlu-Świętosławski",
    Salutation.MR,
    "Dr. rer. nat.",
)
#: Who comes along.
OTHERS = (
    Example("Thị Minh Khai", "Nguyễn-Trần", family_first=True),
    Example("Hans-Günther", "Müller-Lüdenscheidt-Wittgensteiner"),
)

REFERENCE = "R7K2M9QX"
#: The account with which banks show what an IBAN looks like; nobody has it.
IBAN = "DE02120300000000202051"
FEE_CENTS = 149_000

#: Amounts that were paid for a seat before.
PAID_BEFORE = ("fee_paid", "fee_before", "fee_counts", "fee_gone", "fee_back")
#: What letters say only if it is so, and may say without anybody real.
SELDOM = frozenset(
    {
        *("news", "party_size", "free_seats", "note"),
        *("fee", "pay_by", "account_holder", "iban", "fee_reference"),
        *("cost", "refund", *PAID_BEFORE, "handed_to", "paid_by"),
    }
)

#: Placeholders for somebody else, of whom the reader is told.
_SOMEBODY = ("substitute", "companion", "gone")
#: Placeholders for an instant that is yet to come.
_INSTANTS = ("until", "accept_until", "open_until", "not_before", "opens")


def plain(event: Event, language: str, *, is_marked: bool) -> dict[str, Any]:
    """What a short letter says about somebody short.

    :param is_marked: what is made up says so, beside what is true of somebody.
    """
    given, _space, family = _("Alex Example").partition(" ")
    made_up = _made_up(event)
    return {
        **(_marked(made_up) if is_marked else made_up),
        **_true(event, language),
        **_person(Example(given, family), language),
        **_opening(event),
    }


def longest(event: Event, language: str, known: Container[str]) -> dict[str, Any]:
    """Everything that may stand in a letter, of people with long names.

    :param known: the letter's placeholders; what may be about a companion is, and
        then it greets who signed that one up.
    """
    lead, others = full_name(LEAD), ", ".join(map(full_name, OTHERS))
    answering = ("named_by", "answered_by", "took_over")
    reader = LEAD if "about_another" in known else LONG
    return {
        **_made_up(event),
        **_true(event, language),
        **_person(LONG, language),
        "greeting": _greeting(reader, language),
        **dict.fromkeys((*answering, "handed_to", "paid_by", "cancelled_by"), lead),
        **dict.fromkeys(("companions", "answers_for"), others),
        **dict.fromkeys(_SOMEBODY, full_name(OTHERS[0])),
        "people": f"{full_name(LONG)}\n{others}",
        "role": role_word(RegistrationRole.SPEAKER),
        "places": ", ".join(pool.name(language) for pool in choosable(event)),
        "was_place": _("Old Town Hall"),
        "was_when": instant(event.starts_at - timedelta(days=7), event.timezone),
        **_fee(),
    }


def _true(event: Event, language: str) -> dict[str, Any]:
    """What is so of the event, whoever reads it."""
    text, until = event.text(language), event.changes_end_at
    is_asked = until > clock.now()
    return {
        **({"open_until": instant(until, event.timezone)} if is_asked else {}),
        "event": title_in(event, language),
        "when": {
            "from": event.starts_at.isoformat(),
            "until": event.ends_at.isoformat(),
            "zone": event.timezone,
        },
        "place": event.whole_place,
        "summary": text.summary if text.language == language else "",
        "trip": event.kind is Kind.TRIP,
        "has_programme": bool(event.agenda),
        "has_directions": bool(event.place_address or text.access),
    }


def _opening(event: Event) -> dict[str, Any]:
    """When sign-up opens, to who is invited and to everybody, where it has not."""
    now, opens_at = clock.now(), event.opens_at
    moments = {
        "opens": opens_to_invited(event, now),
        "not_before": opens_at if opens_at and now < opens_at else None,
    }
    return {
        name: instant(at, event.timezone) if at else "" for name, at in moments.items()
    }


def _made_up(event: Event) -> dict[str, Any]:
    """Times, numbers and words as they may be."""
    soon, somebody = clock.now() + timedelta(days=3), _("Alex Example")
    return {
        **dict.fromkeys(_INSTANTS, instant(soon, event.timezone)),
        **dict.fromkeys(_SOMEBODY, somebody),
        "reference": REFERENCE,
        "kept": "R2H4K6MP",
        "next_step": _("It has a seat. There is nothing you need to do."),
        "place_in_line": 3,
        "party_size": 3,
        "free_seats": 2,
        "count": 3,
        "list": list_name(ListKind.ATTENDEES),
        "version": 2,
        "people": "\n".join((somebody, *map(full_name, OTHERS))),
        "question": _("Which company would you like to meet?"),
        "note": _("We would be very glad to see you there."),
        "reason": _("All seats are taken this time."),
        "news": _("New date"),
    }


def _marked(values: dict[str, Any]) -> dict[str, Any]:
    """Each says that it is an example; a name says so by itself."""
    return {
        name: value if name in _SOMEBODY else _("%(words)s (example)", words=said)
        for name, value in values.items()
        for said in [as_text(value) if isinstance(value, dict) else value]
    }


def _fee() -> dict[str, Any]:
    """What a seat may cost, where it is paid, and what leaving costs."""
    site = network()
    holder, iban = site.account_holder or site.name, site.iban or IBAN
    giro = girocode(holder=holder, iban=iban, cents=FEE_CENTS, text=REFERENCE)
    name = _("Alex Example")
    return {
        "fee": euros(FEE_CENTS),
        "cost": euros(FEE_CENTS // 4),
        "refund": euros(FEE_CENTS - FEE_CENTS // 4),
        **dict.fromkeys(PAID_BEFORE, euros(FEE_CENTS // 4)),
        "pay_by": format_day(clock.today() + timedelta(days=14)),
        "account_holder": holder,
        "iban": spaced_iban(iban),
        "fee_reference": REFERENCE,
        "giro": giro,
        "fees": f"{name} ({REFERENCE}): {euros(FEE_CENTS)}",
        "giros": [[f"{name} ({REFERENCE})", giro]],
    }


def _person(person: Example, language: str) -> dict[str, str]:
    return {"greeting": _greeting(person, language), "name": full_name(person)}


def _greeting(person: Example, language: str) -> str:
    return greeting(
        language,
        person.salutation,
        person.title,
        person.given_name,
        person.family_name,
        family_first=person.family_first,
    )
