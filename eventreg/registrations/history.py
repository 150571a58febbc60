"""What happened so far, as the person reads it on the own page."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from eventreg.audit.actors import ActorKind
from eventreg.people.names import full_name
from eventreg.registrations import doers, queries
from eventreg.registrations.answers.logged import LoggedAnswers
from eventreg.registrations.inquiries.queries import inquiries
from eventreg.registrations.letters.reaching import (
    is_ended,
    is_shortened,
    is_told_late,
)
from eventreg.registrations.log import (
    Difference,
    differences,
    event_moved_words,
    event_moves,
)
from eventreg.registrations.models import (
    Registration,
    RegistrationChange,
    RegistrationMove,
    What,
)
from eventreg.registrations.presence import queries as presence
from eventreg.registrations.presence.models import CheckIn, Direction
from eventreg.registrations.standing import step_words, told, told_why
from eventreg.registrations.states import State, Why

#: Differences of these are the person's own words, and shown.
_OWN = {What.DETAILS, What.PLACES, What.ROLE, What.EXTENDED}


@dataclass(frozen=True)
class Step:
    """One line of a history; ``differences`` say what became what."""

    at: datetime
    words: str
    differences: tuple[Difference, ...] = ()
    #: What somebody wrote; often empty.
    note: str = ""


def steps(registration: Registration) -> list[Step]:
    """The latest first, as far as the person may know."""
    answers = LoggedAnswers(registration, by=None)
    moves = [Step(m.at, _move_words(registration, m)) for m in told(registration)]
    changes = [
        Step(
            change.at,
            change_words(registration, change),
            tuple(differences(change, answers)) if change.what in _OWN else (),
        )
        for change in registration.changes
        if change.what is not What.SENT_NOW
    ]
    moved = [
        Step(entry.at, event_moved_words(), pairs)
        for entry, pairs in event_moves(registration)
    ]
    merged = [
        Step(move.at, _("Merged with your other registration"))
        for move in queries.merged_into(registration)
    ]
    came = [Step(row.at, _check_in_words(row)) for row in presence.all_of(registration)]
    found = [*moves, *changes, *moved, *merged, *came, *_inquiries(registration)]
    return sorted(found, key=lambda step: step.at)[::-1]


def _check_in_words(row: CheckIn) -> str:
    if row.direction is Direction.OUT:
        return _("The note that you came was taken back")
    return _("You came")


def _inquiries(registration: Registration) -> list[Step]:
    """What the organiser wanted to know, and what the person replied."""
    asked = [
        Step(one.asked_at, _("The organiser has asked you"), note=one.question)
        for one in inquiries(registration)
    ]
    replied = [
        Step(one.replied_at, _("You have answered"), note=one.reply)
        for one in inquiries(registration)
        if one.replied_at
    ]
    return [*asked, *replied]


def _move_words(registration: Registration, move: RegistrationMove) -> str:
    if words := _spoken_words(move):
        return step_words(move, words=words)
    if move.actor_kind is not ActorKind.PERSON:
        return step_words(move, told_why(move))
    if doers.is_own(registration, move):
        gave_back = _("You gave the seat back") if move.why is Why.REFUSED else ""
        return step_words(move, told_why(move), words=gave_back)
    if move.why is Why.CANCELLED:
        return _("Cancelled by whoever signed you up")
    words = _others_words(move.why, _who(registration, move))
    return step_words(move, told_why(move), words=words)


def _spoken_words(move: RegistrationMove) -> str:
    """What staff read of the person, said to the person; empty: it is the same."""
    if move.why is Why.MERGED:
        return _("Merged with your other registration")
    old = move.registration.replaces
    if move.why is not Why.SUBSTITUTED or move.new is State.CANCELLED:
        return ""
    has_seat = move.new is State.CONFIRMED
    if old is None:
        took_over, is_asked = (
            _("you have taken over a seat"),
            _("you are to take over a seat"),
        )
    else:
        name = full_name(old)
        took_over = _("you have taken over the seat of %(name)s", name=name)
        is_asked = _("you are to take over the seat of %(name)s", name=name)
    return took_over if has_seat else is_asked


def _others_words(why: Why, name: str) -> str:
    """What somebody else did for the person; empty: as everybody reads it."""
    return {
        Why.SIGNED_UP: _("Signed up by %(name)s", name=name),
        Why.ADDRESS_CONFIRMED: _("Form confirmed by %(name)s", name=name),
        Why.ACCEPTED: _("Seat accepted by %(name)s", name=name),
        Why.REFUSED: _("Seat given back by %(name)s", name=name),
    }.get(why, "")


def _who(registration: Registration, move: RegistrationMove) -> str:
    """The name of who did it for the person."""
    other = doers.another(registration, move)
    return full_name(other) if other else _("whoever signed you up")


def ended_by(registration: Registration) -> str:
    """Who has cancelled, or given the seat back, for the person; empty: nobody."""
    moves = told(registration)
    last = moves[-1] if moves else None
    if last is None or last.why not in {Why.CANCELLED, Why.REFUSED}:
        return ""
    is_anothers = doers.is_anothers(registration, last)
    return _who(registration, last) if is_anothers else ""


def swapped_by(registration: Registration) -> str:
    """Who has named somebody else to come instead; empty: nobody but the person."""
    other = doers.swapped_by(registration)
    return full_name(other) if other else ""


def change_words(registration: Registration, change: RegistrationChange) -> str:
    """What changed while the state stayed, as a sentence to the person."""
    if is_ended(change):
        return _("The time to accept the seat is over, because the event was moved")
    if is_shortened(change):
        return _("The seat is kept less long")
    if is_told_late(change.what, change.changes):
        return _("Our e-mail could not leave in time, so the seat is kept longer")
    return (
        _own_words(change.what)
        if doers.is_own(registration, change)
        else _by_others(change.what)
    )


def _own_words(what: What) -> str:
    own = {
        What.DETAILS: _("You have changed your details"),
        What.PLACES: _("You have chosen anew"),
        What.SUBSTITUTE: _("You have named somebody who should come instead"),
    }
    return own.get(what) or _by_others(what)


def _by_others(what: What) -> str:
    return {
        What.DETAILS: _("Your details have been changed for you"),
        What.PLACES: _("Your choice has been changed for you"),
        What.ROLE: _("The organiser has changed what you come as"),
        What.EXTENDED: _("The seat is kept longer"),
        What.PAUSED: _("The organiser has put your place in line on hold"),
        What.RESUMED: _("Your place in line moves again"),
        What.PASSED_OVER: _(
            "Less than 48 hours to the start: your party is no longer moved up"
        ),
        What.SUBSTITUTE: _("Somebody has been named who should come instead"),
        What.PARTY: _("Your party has changed"),
    }[what]
