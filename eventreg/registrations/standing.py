"""Where a person stands, as the own page tells it: nothing before its time."""

import base64
import re
from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _

from eventreg import clock
from eventreg.documents.qr import badge_payload, qr_png
from eventreg.events.states import EventState
from eventreg.people.names import full_name, greeting
from eventreg.registrations import queries, rules
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.states import FROM_THE_LINE, LIVE, State, Why
from eventreg.registrations.words import state_word, why_words

#: What a person can do, and in which states; all of it before the event begins.
ACTS = {
    "confirm": frozenset({State.UNVERIFIED}),
    "not_me": LIVE,
    "accept": frozenset({State.OFFERED}),
    "refuse": frozenset({State.OFFERED}),
    "extend": frozenset({State.OFFERED}),
    "rejoin": frozenset({State.EXPIRED}),
    "cancel": frozenset({State.PENDING, State.WAITLISTED, State.CONFIRMED}),
    #: Called off by whoever signed the person up.
    "leave": LIVE - {State.UNVERIFIED},
    "change": LIVE,
    #: What is asked of those who have a seat.
    "answer": frozenset({State.CONFIRMED}),
    "substitute": frozenset({State.CONFIRMED}),
    #: To a question of the organiser.
    "reply": frozenset({State.PENDING}),
}
#: Only who stands in line for a party that comes only together answers an offer.
ANSWERS = {"accept", "extend"}
#: What is done with a form whose address nobody has confirmed.
ON_A_FORM = {"confirm", "not_me"}
#: Beside these the state says something that the step itself does not say.
_LED_SOMEWHERE = {
    Why.ADDRESS_CONFIRMED,
    Why.APPROVED,
    *FROM_THE_LINE,
    Why.PROMOTED,
    Why.ACCEPTED,
    Why.REINSTATED,
}
#: Two moves of one form lie no further apart.
_AT_ONCE = timedelta(minutes=1)
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


def may(registration: Registration, act: str, *, state: State | None = None) -> bool:
    """Whether the person's own page offers ``act`` now.

    :param state: as which it is shown; ``None``: as it is.
    """
    event = registration.event
    if _is_over(registration, act) or event.state is EventState.CANCELLED:
        return False
    if act in ANSWERS and registration.head_id is not None:
        return False
    if act == "not_me" and not _may_be_a_mistake(registration):
        return False
    return (state or registration.shown_state) in ACTS[act]


def _is_over(registration: Registration, act: str) -> bool:
    """A form that was sent in time is confirmed, or not, a day longer.

    Once nothing can become of it, nothing on it is changed either.
    """
    event, now = registration.event, clock.now()
    if registration.shown_state is State.UNVERIFIED:
        is_lost = not rules.can_be_confirmed(event, now)
        if is_lost or act in ON_A_FORM:
            return is_lost
    return event.starts_at <= now


def _may_be_a_mistake(registration: Registration) -> bool:
    """Whoever signed up alone has confirmed the address."""
    if registration.shown_state is State.UNVERIFIED:
        return True
    return registration.was_named and registration.email is not None


def spoken_to(registration: Registration, language: str) -> str:
    """How a sentence speaks to the person: "Ms Yılmaz", "Herr Dr. Klug"."""
    line = greeting(
        language,
        registration.salutation,
        registration.title,
        registration.given_name,
        registration.family_name,
        registration.address_as,
        family_first=registration.family_first,
    )
    return _OPENING.sub("", line)


def last_reason(registration: Registration) -> Why | None:
    """What brought the registration to where the person sees it."""
    moves = told(registration)
    return told_why(moves[-1]) if moves else None


def order_words(registration: Registration) -> str:
    """Who comes first in line, where it is not whoever came first; often empty.

    Also where seats go to whoever has come, and no longer to the first in line.
    """
    event = registration.event
    if not event.members_first or rules.is_left_to_the_door(event, clock.now()):
        return ""
    if queries.is_behind_members(registration):
        return _(
            "On this waitlist members come before guests: when a member joins, your "
            "place moves back by one."
        )
    return _("On this waitlist you come before guests, as a member.")


def is_unheard(registration: Registration) -> bool:
    """Whether an offer has ended of which the person could not be told."""
    moves = told(registration)
    return bool(moves) and moves[-1].why is Why.OFFER_EXPIRED and bool(moves[-1].note)


def merged_into(registration: Registration) -> str:
    """The number of the same person's registration that stays; empty: not merged."""
    moves = told(registration)
    return moves[-1].note if moves and moves[-1].why is Why.MERGED else ""


def was_applying(registration: Registration) -> bool:
    """Whether what ended was an application, and no registration yet."""
    moves = told(registration)
    return bool(moves) and moves[-1].old is State.PENDING


def step_words(
    move: RegistrationMove, why: Why | None = None, *, words: str = ""
) -> str:
    """Where a step led and why: "On the waitlist: address confirmed".

    :param why: as who reads it knows it; ``None``: as it was.
    :param words: instead of those that everybody else reads.
    """
    if move.why is Why.SUBSTITUTED:
        words = words or _substituted_words(move)
        return f"{state_word(move.new)}: {words}"
    words = words or why_words(why or move.why)
    if move.why not in _LED_SOMEWHERE and not _is_at_once(move):
        return words
    return f"{state_word(move.new)}: {words}"


def told_why(move: RegistrationMove) -> Why:
    """Why, as the person was told: who never read of waiting was just approved."""
    if move.overtakes and move.why in {*FROM_THE_LINE, Why.PROMOTED}:
        return Why.APPROVED
    return move.why


def is_overtaken(move: RegistrationMove, after: RegistrationMove | None) -> bool:
    """Whether the person was never told of ``move``, because ``after`` came first."""
    return after is not None and (after.overtakes or after.why is Why.UNDONE)


def _is_at_once(move: RegistrationMove) -> bool:
    """Whether the form of somebody known led on at once, nothing to be confirmed."""
    return move.why is Why.SIGNED_UP and move.new is not State.UNVERIFIED


def _is_one_step(move: RegistrationMove, after: RegistrationMove | None) -> bool:
    if after is not None and after.why is Why.SEAT_WAS_FREE:
        return True  # whoever came back never stood in line
    if after is None or move.why is not Why.SIGNED_UP or not _is_at_once(after):
        return False
    return after.at - move.at < _AT_ONCE


def one_step_each(moves: Sequence[RegistrationMove]) -> list[RegistrationMove]:
    """Without the form itself, where the same step led on at once."""
    return [
        move
        for move, after in zip(moves, [*moves[1:], None], strict=True)
        if not _is_one_step(move, after)
    ]


def _substituted_words(move: RegistrationMove) -> str:
    """Whose seat went to whom; without a name where that one was deleted."""
    if move.new is State.CANCELLED:
        new = _who_took_over(move)
        if new is None:
            return _("seat handed over to somebody else")
        return _("seat handed over to %(name)s", name=full_name(new))
    old = move.registration.replaces
    if move.new is State.CONFIRMED:
        if old is None:
            return _("took over a seat")
        return _("took over the seat of %(name)s", name=full_name(old))
    if old is None:
        return _("is to take over a seat")
    return _("is to take over the seat of %(name)s", name=full_name(old))


def successor(registration: Registration) -> Registration | None:
    """Who has the seat that the person handed over; ``None``: nobody is known."""
    moves = told(registration)
    last = moves[-1] if moves else None
    if last is None or last.why is not Why.SUBSTITUTED:
        return None
    return _who_took_over(last)


def never_taken_by(registration: Registration) -> str:
    """The name of who was to have the seat and did not want it; empty: nobody."""
    new = successor(registration)
    is_refused = new is not None and new.moves[-1].why is Why.NOT_ME
    return full_name(new) if new is not None and is_refused else ""


def is_taken_over(registration: Registration) -> bool:
    """Whether somebody comes on the seat that the person handed over."""
    new = successor(registration)
    while new is not None and new.state is State.CANCELLED:
        new = successor(new)
    return new is not None and new.state in LIVE


def _who_took_over(move: RegistrationMove) -> Registration | None:
    """As the step itself says it, whatever happened later."""
    return queries.by_reference(move.note) if move.note else None


def has_taken_over(registration: Registration) -> bool:
    """Whether the person has ever got the seat of somebody else, as they may know."""
    return any(map(_takes_over, told(registration)))


def sits_instead(registration: Registration) -> bool:
    """Whether that seat is still the one the person has."""
    moves = told(registration)
    return bool(moves) and _takes_over(moves[-1])


def _takes_over(move: RegistrationMove) -> bool:
    return move.why is Why.SUBSTITUTED and move.new is State.CONFIRMED


def code_picture(registration: Registration, public_url: str) -> str:
    """The check-in code as the address of a picture that needs no network."""
    picture = qr_png(badge_payload(public_url, registration.badge_code))
    return "data:image/png;base64," + base64.b64encode(picture).decode()


def told(registration: Registration) -> list[RegistrationMove]:
    """The moves without a decision that was taken back, overtaken or still waits."""
    moves = list(registration.moves)
    if registration.shown_state is not registration.state:
        moves.pop()
    moves = one_step_each(moves)
    return [
        move
        for move, after in zip(moves, [*moves[1:], None], strict=True)
        if move.why is not Why.UNDONE and not is_overtaken(move, after)
    ]
