"""Whether somebody could read that one click is left to confirm the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from eventreg import clock, outbox
from eventreg.outbox import LetterState
from eventreg.outbox.models import Letter
from eventreg.outbox.states import OPEN
from eventreg.registrations.letters.reaching import Reach
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State

ASKS = "confirm_your_address"


@dataclass(frozen=True)
class Asked:
    """How far the e-mail has come that asks to confirm an address."""

    reach: Reach
    #: Since when the person could read it; of others, when the form was sent.
    at: datetime


def asked(registration: Registration) -> Asked:
    """How far it has come to who can confirm the address of ``registration``."""
    return asked_each([registration])[registration.id]


def asked_each(registrations: Sequence[Registration]) -> dict[int, Asked]:
    """The same of many, by the id of each; one query for all letters."""
    heads = {each.id: _who_confirms(each) for each in registrations}
    references = {head.reference for head in heads.values()}
    found = outbox.written_about(references, letter=ASKS)
    return {id_: _asked(head, found[head.reference]) for id_, head in heads.items()}


def _who_confirms(registration: Registration) -> Registration:
    """Whoever signed up others confirms for all."""
    lead = registration.lead
    return lead if lead and lead.state is State.UNVERIFIED else registration


def _asked(registration: Registration, letters: Sequence[Letter]) -> Asked:
    sent = registration.submitted_at
    if not letters:
        return Asked(Reach.TOLD, sent)
    letters = [
        letter
        for letter in letters
        # An earlier form, or an address that was wrong, says nothing of this one.
        if letter.created_at >= sent and letter.to == registration.email
    ]
    told = [at for letter in letters if (at := _told_at(letter))]
    if told:
        return Asked(Reach.TOLD, min(told))
    return Asked(_reach(letters[-1]) if letters else Reach.LEAVING, sent)


def _told_at(letter: Letter) -> datetime | None:
    return letter.due_at if letter.state is LetterState.KEPT else letter.sent_at


def _reach(letter: Letter) -> Reach:
    if letter.state is LetterState.FAILED:
        return Reach.UNDELIVERED
    if letter.state is LetterState.WITHDRAWN:
        return Reach.UNTOLD if letter.last_error else Reach.WITHDRAWN
    over = letter.not_after is not None and letter.not_after < clock.now()
    return Reach.UNTOLD if over and letter.state in OPEN else Reach.LEAVING
