"""Where a person stands, as the own page tells it: nothing before its time."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from eventreg import clock
from eventreg.documents.qr import badge_payload, qr_png
from eventreg.events.states import EventState
from eventreg.people.names import greeting
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.states import State, Why
from eventreg.registrations.words import state_word, why_words

#: What a person can do, and in which states; all of it before the event begins.
ACTS = {
    "confirm": frozenset({State.UNVERIFIED}),
    "not_me": frozenset({State.UNVERIFIED}),
    "accept": frozenset({State.OFFERED}),
    "refuse": frozenset({State.OFFERED}),
    "rejoin": frozenset({State.EXPIRED}),
    "cancel": frozenset({State.PENDING, State.WAITLISTED, State.CONFIRMED}),
}
#: Beside these the state says something that the step itself does not say.
_LED_SOMEWHERE = {
    Why.ADDRESS_CONFIRMED,
    Why.APPROVED,
    Why.SEAT_CAME_FREE,
    Why.PROMOTED,
    Why.ACCEPTED,
    Why.REINSTATED,
}
#: The colour beside each state, which also has its word.
TONES = {
    State.CONFIRMED: "good",
    State.OFFERED: "wait",
    State.PENDING: "wait",
    State.WAITLISTED: "wait",
    State.UNVERIFIED: "wait",
    State.DECLINED: "soft",
    State.CANCELLED: "soft",
    State.EXPIRED: "soft",
}
_OPENING = re.compile(r"^(Sehr geehrter?|Guten Tag|Dear) ")


@dataclass(frozen=True)
class Step:
    """One line of a history."""

    at: datetime
    words: str


def may(registration: Registration, act: str) -> bool:
    """Whether the person's own page offers ``act`` now."""
    event = registration.event
    if event.starts_at <= clock.now() or event.state is EventState.CANCELLED:
        return False
    return registration.shown_state in ACTS[act]


def spoken_to(registration: Registration, language: str) -> str:
    """How a sentence speaks to the person: "Ms Yılmaz", "Herr Dr. Klug"."""
    line = greeting(
        language,
        registration.salutation,
        registration.title,
        registration.given_name,
        registration.family_name,
        family_first=registration.family_first,
    )
    return _OPENING.sub("", line)


def history(registration: Registration) -> list[Step]:
    """What happened so far, the latest first, as far as the person may know."""
    return [Step(move.at, step_words(move)) for move in _told(registration)][::-1]


def last_reason(registration: Registration) -> Why | None:
    """What brought the registration to where the person sees it."""
    moves = list(_told(registration))
    return moves[-1].why if moves else None


def step_words(move: RegistrationMove) -> str:
    """Where a step led and why: "On the waitlist: address confirmed"."""
    why = why_words(move.why)
    return f"{state_word(move.new)}: {why}" if move.why in _LED_SOMEWHERE else why


def code_picture(registration: Registration, public_url: str) -> str:
    """The check-in code as the address of a picture that needs no network."""
    picture = qr_png(badge_payload(public_url, registration.badge_code))
    return "data:image/png;base64," + base64.b64encode(picture).decode()


def _told(registration: Registration) -> Iterator[RegistrationMove]:
    """The moves without a decision that was taken back or still waits."""
    moves = list(registration.moves)
    if registration.shown_state is not registration.state:
        moves.pop()
    for move, after in zip(moves, [*moves[1:], None], strict=True):
        is_taken_back = after is not None and after.why is Why.UNDONE
        if move.why is not Why.UNDONE and not is_taken_back:
            yield move
