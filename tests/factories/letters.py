"""Letters for tests."""

from typing import Any

import sqlalchemy as sa

from eventreg import clock, outbox
from eventreg.database import write_tx
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.models import Letter
from eventreg.outbox.placeholders import Kind
from eventreg.outbox.states import OPEN, LetterState

#: Values with which every letter can be written.
VALUES: dict[str, Any] = {
    "greeting": "Dear Ada Lovelace",
    "name": "Ada Lovelace",
    "event": "Summer Evening",
    "when": {"at": "2027-06-17T17:30:00+00:00", "zone": "Europe/Berlin"},
    "place": "Town Hall, Markt 1, 52062 Aachen",
    "reference": "R7K2M9QX",
    "role": "Speaker",
    "reason": "All seats are taken.\nThere will be another evening.",
    "question": "Which company would you like to meet?\nAnd where?",
    "accept_until": {"at": "2027-06-01T10:00:00+00:00", "zone": "Europe/Berlin"},
    "open_until": {"at": "2027-06-01T10:00:00+00:00", "zone": "Europe/Berlin"},
    "until": {"at": "2027-06-01T10:00:00+00:00", "zone": "Europe/Berlin"},
    "place_in_line": 3,
    "news": "New date and place",
    "was_when": {"at": "2027-06-10T17:30:00+00:00", "zone": "Europe/Berlin"},
    "was_place": "Old Hall, Aachen",
    "places": "Science, Workshop on hydrogen",
    "named_by": "Ben Wait",
    "took_over": "Cem Demir",
    "cancelled_by": "",
    "swapped_by": "",
    "answered_by": "Ben Wait",
    "about_another": False,
    "substitute": "Cem Demir",
    "companion": "Cem Demir",
    "gone": "Cem Demir",
    "answers_for": "",
    "goes_with_yours": False,
    "kept": "R2H4K6MP",
    "next_step": "It has a seat. There is nothing you need to do.",
    "invited_by": "Ole Organiser",
    "people": "2 people wait",
    "count": 2,
    "waiting": "Ada Lovelace, Engines Ltd – Trip\nBen Wait – Trip",
    "due": "Trip: sign-up closes on Fri 4 June 2027, 12:00",
    "failed": "2 e-mails could not be sent",
    "which_failed": "Ada Lovelace – Trip: Confirmed\nYour registrations",
    "stands_in_for": "",
    "subject": "News",
    "text": "Bring shoes.",
    "list": "Attendee list",
    "version": 2,
    "is_newer": True,
    "fee": "€120.00",
    "cost": "€60.00",
    "refund": "€60.00",
    "fee_paid": "",
    "fee_counts": "",
    "fee_before": "",
    "fee_gone": "",
    "fee_back": "",
    "handed_to": "Cem Demir",
    "paid_by": "",
    "by_another": False,
    "pay_by": "Sat 1 May 2027",
    "account_holder": "Netzwerk Aachen e. V.",
    "iban": "DE89 3704 0044 0532 0130 00",
    "fee_reference": "R7K2M9QX",
    "has_offer": False,
    "fees": "Ada Lovelace (R7K2M9QX): €120.00",
    "giros": [["Ada Lovelace (R7K2M9QX)", "BCD\n002"]],
    "device": "Firefox, Android",
    "done_at": {"at": "2027-06-01T10:00:00+00:00", "zone": "Europe/Berlin"},
}

#: What must not be shown to staff.
TOKEN = "secret-token"

CALENDAR = {
    "method": "REQUEST",
    "uid": "registration-r7k2m9qx",
    "sequence": 1,
    "starts_at": "2027-06-17T17:30:00+00:00",
    "ends_at": "2027-06-17T20:00:00+00:00",
    "summary": "Summer Evening",
    "location": "Town Hall, Markt 1, 52062 Aachen",
    "description": "A long evening with short speeches.",
    "attendee": "Ada Lovelace",
}


def make_letter(
    letter: str = "received",
    *,
    to: str = "ada@example.org",
    language: str = "en",
    values: dict[str, Any] | None = None,
    **options: Any,
) -> Letter:
    """A letter that was queued; every placeholder has a value."""
    known = CATALOGUE[letter].placeholders.values()
    given = {p.name: VALUES[p.name] for p in known if p.name in VALUES}
    options.setdefault("links", make_links(letter))
    with write_tx():
        return outbox.queue(
            letter=letter,
            to=to,
            language=language,
            values=given | (values or {}),
            **options,
        )


def make_links(letter: str, token: str = TOKEN) -> dict[str, Any]:
    """All links of a letter, to pages that this site has."""
    link = ("outbox.show", {"reference": "0123", "token": token})
    links: dict[str, Any] = {}
    for placeholder in CATALOGUE[letter].placeholders.values():
        if placeholder.kind == Kind.LINK:
            links[placeholder.name] = link
        elif placeholder.kind == Kind.LINKS:
            links[placeholder.name] = [("Summer Evening", *link), ("Workshop", *link)]
    return links


def letters_leave(**values: Any) -> None:
    """What is due has gone, as a worker sends it; or came to this end."""
    now = clock.now()
    values = values or {"state": LetterState.SENT, "sent_at": now}
    too_late = {"state": LetterState.WITHDRAWN, "last_error": "too late to be sent"}
    with write_tx() as session:
        open_ = sa.update(Letter).where(Letter.state.in_(OPEN))
        session.execute(open_.where(Letter.not_after < now).values(too_late))
        session.execute(open_.where(Letter.due_at <= now).values(values))
