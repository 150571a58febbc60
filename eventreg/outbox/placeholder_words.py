"""Placeholders as people type them: in words of the letter's language.

Stored and read are the names of ``catalogue``; who edits a text sees and types
``{Anrede}`` or ``{hitap}``. Names are understood too.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import force_locale
from flask_babel import gettext as _

from eventreg.outbox.catalogue import LetterKind
from eventreg.outbox.placeholders import Kind

_TYPED = re.compile(r"\{([?!]?)\s*([^{}\n]+?)\s*\}")


def in_words(source: str, kind: LetterKind, language: str) -> str:
    """A text as its writers see it."""
    words = words_of(kind, language)
    return _TYPED.sub(
        lambda match: "{" + match[1] + words.get(match[2], match[2]) + "}", source
    )


def in_names(typed: str, kind: LetterKind, language: str) -> str:
    """A text as it is stored; what is no placeholder stays as it was typed."""
    names = {
        _folded(word, language): name for name, word in words_of(kind, language).items()
    }
    return _TYPED.sub(
        lambda match: _name(match, names, kind, language),
        typed,
    )


def _folded(word: str, language: str) -> str:
    """Capitals and small letters alike, as the language pairs them."""
    if language == "tr":
        word = word.replace("I", "ı").replace("İ", "i")
    return word.casefold()


def _name(
    match: re.Match[str], names: dict[str, str], kind: LetterKind, language: str
) -> str:
    sign, word = match[1], " ".join(match[2].split())
    name = word if word in kind.placeholders else names.get(_folded(word, language))
    return match[0] if name is None else "{" + sign + name + "}"


@dataclass(frozen=True)
class Word:
    """One placeholder in the list beside the text."""

    typed: str
    description: str


def words_beside(kind: LetterKind, language: str) -> list[Word]:
    """The list beside the text: what to type, and what it stands for."""
    shapes = {Kind.LINK: "[…]({{{0}}})", Kind.FLAG: "{{?{0}}} {{!{0}}}"}
    return [
        Word(
            shapes.get(kind.placeholders[name].kind, "{{{0}}}").format(word),
            str(kind.placeholders[name].description),
        )
        for name, word in words_of(kind, language).items()
        if not kind.placeholders[name].is_retired
    ]


def words_of(kind: LetterKind, language: str) -> dict[str, str]:
    """The words for the placeholders of this letter, by name."""
    words = _words(language)
    return {name: words.get(name, name) for name in kind.placeholders}


@lru_cache
def _words(language: str) -> dict[str, str]:
    with force_locale(language):
        return {
            **_of_people(),
            **_of_the_event(),
            **_of_the_seat(),
            **_of_parties(),
            **_of_pages(),
            **_of_lists(),
        }


def _of_people() -> dict[str, str]:
    return {
        "greeting": _("greeting"),
        "name": _("full name"),
        "reference": _("registration number"),
        "role": _("comes as"),
        "reason": _("reason in words"),
        "note": _("personal words"),
        "question": _("question in words"),
        "network": _("network"),
        "invited_by": _("invited by"),
        "device": _("browser and system"),
        "done_at": _("done at"),
    }


def _of_the_event() -> dict[str, str]:
    return {
        "event": _("event title"),
        "when": _("date and time"),
        "place": _("event place"),
        "summary": _("short description"),
        "news": _("what is new"),
        "was_when": _("earlier date and time"),
        "was_place": _("earlier place"),
        "trip": _("is a trip"),
        "has_programme": _("has a programme"),
        "has_directions": _("says how to get there"),
        "calendar": _("calendar entry"),
        "not_told": _("not told in time"),
        "event_was_moved": _("event was moved"),
        "by_organiser": _("by the organiser"),
        "applied": _("has applied"),
    }


def _of_the_seat() -> dict[str, str]:
    return {
        "code": _("check-in code"),
        "places": _("chosen places"),
        "accept_until": _("accept until"),
        "offer_is_over": _("time to accept is over"),
        "ends_earlier": _("kept less long"),
        "open_until": _("answer until"),
        "approved": _("is approved already"),
        "until": _("link valid until"),
        "not_before": _("not before"),
        "opens": _("opens"),
        "seat_came_free": _("seat came free"),
        "moved_up": _("has moved up"),
        "seat_was_free": _("came back to a free seat"),
        "let_in": _("was let in"),
        "reinstated": _("taken back in"),
        "by_hand": _("seat given by the organiser"),
        "has_seat": _("has a seat"),
        "is_considered": _("is being considered"),
        "is_waiting": _("stands in line"),
        "keeps_seat": _("keeps the seat"),
        "place_in_line": _("place in line"),
        "behind_members": _("members come first"),
        "stands_still": _("line stands still"),
        "line_stopped": _("line stopped"),
        "at_the_door": _("seats at the door"),
        "kept": _("number that stays"),
        "next_step": _("next step"),
        "fee": _("fee"),
        "pay_by": _("pay by"),
        "account_holder": _("account holder"),
        "iban": _("IBAN"),
        "fee_reference": _("reason for payment"),
        "giro": _("payment code"),
        "has_offer": _("a seat is offered"),
        "giros": _("payment codes"),
        "fees": _("fees of each"),
        "cost": _("what cancelling costs"),
        "refund": _("what comes back"),
        "paid_by": _("seat was paid by"),
        "fee_paid": _("fee is paid"),
        "fee_before": _("paid already"),
        "fee_counts": _("paid counts"),
        "fee_gone": _("went along"),
        "fee_back": _("counts again"),
        "fee_is_theirs": _("fee is the other one’s"),
        "handed_to": _("handed over to"),
        "by_another": _("named by another"),
    }


def _of_parties() -> dict[str, str]:
    return {
        "about_another": _("about a companion"),
        "lead_stays": _("own registration stays"),
        "named_by": _("signed up by"),
        "swapped_by": _("handed over by"),
        "cancelled_by": _("cancelled by"),
        "took_over": _("takes over from"),
        "substitute": _("substitute's name"),
        "companion": _("companion's name"),
        "companions": _("companions' names"),
        "gone": _("who has left"),
        "answered_by": _("who answers"),
        "answers_for": _("answers for"),
        "goes_with_yours": _("goes with the reader's offer"),
        "before_guests": _("before guests"),
        "party_waits": _("party waits"),
        "party_size": _("seats for the party"),
        "free_seats": _("free seats"),
        "comes_alone": _("comes alone"),
        "handed_over": _("has handed over the seat"),
    }


def _of_pages() -> dict[str, str]:
    return {
        "own_page": _("own page"),
        "event_page": _("event page"),
        "confirm": _("confirm the address"),
        "reply": _("answer the question"),
        "answers": _("page of open questions"),
        "not_me": _("not me"),
        "accept": _("accept the seat"),
        "refuse": _("give the seat back"),
        "rejoin": _("back onto the waitlist"),
        "cancel": _("page to cancel"),
        "may_cancel": _("can cancel"),
        "sign_up": _("page to sign up"),
        "no_thanks": _("page to say no"),
        "unsubscribe": _("no more invitations"),
        "one_click": _("no more invitations by one click"),
        "go_on": _("page to go on with the form"),
        "sign_in": _("page to sign in"),
        "home": _("start page"),
        "account": _("page of the account"),
        "registrations": _("list of registrations"),
    }


def _of_lists() -> dict[str, str]:
    return {
        "list": _("name of the list"),
        "version": _("version of the list"),
        "is_newer": _("has an older version"),
        "file": _("file of the list"),
        "people": _("people of the list"),
        "count": _("how many people"),
    }
