"""What happened before somebody pressed a button on an old page, for staff."""

from collections.abc import Iterable

from flask_babel import gettext as _

from eventreg.audit.actors import ActorKind
from eventreg.people.names import full_name
from eventreg.registrations import queries
from eventreg.registrations.actors import account_names, who
from eventreg.registrations.letters.reaching import was_ended_by_move
from eventreg.registrations.models import Registration, RegistrationMove, What
from eventreg.registrations.services import NoMoreTime
from eventreg.registrations.states import FROM_THE_LINE, State, Why
from eventreg.registrations.words import state_word
from eventreg.web.dates import format_recent, format_when

#: Steps out of the inbox that nobody decided about the person.
_ABOUT_MORE = frozenset({Why.EVENT_CANCELLED, Why.MERGED})


def quicker_words(registration: Registration, name: str) -> str:
    """Who was quicker than a click, when by the clock at home, and what came of it.

    :param name: whom the decision is about.
    """
    move = registration.moves[-1]
    if move.why in _ABOUT_MORE:
        return overtaken_words(registration, name)
    words = {"name": name, "when": _at(move), "state": state_word(move.new)}
    if move.actor_kind is not ActorKind.STAFF:
        return _(
            "%(name)s no longer waits for a decision (%(when)s): %(state)s. Your click "
            "has changed nothing.",
            **words,
        )
    return _(
        "%(who)s has decided on %(name)s already (%(when)s): %(state)s. Your click "
        "has changed nothing.",
        who=who(move, account_names()),
        **words,
    )


def overtaken_words(registration: Registration, name: str) -> str:
    """What happened before a click on an old page, and that the click did nothing.

    :param name: whom the page was about.
    """
    return f"{_happened(registration.moves[-1], name)} " + _(
        "Your click has changed nothing."
    )


def told_words(registration: Registration, name: str, otherwise: str) -> str:
    """Why a decision cannot be taken back, or its letter sent, any more.

    :param otherwise: said where nothing has happened but the event's end.
    """
    if registration.shown_state is not registration.state:
        return f"{name}: {otherwise}"
    shown_at = registration.decision_shown_at
    if shown_at is None:
        return overtaken_words(registration, name)
    return _(
        "The e-mail about the decision on %(name)s has gone out already (%(when)s): "
        "%(state)s. Your click has changed nothing.",
        name=name,
        state=state_word(registration.state),
        when=format_recent(shown_at),
    )


def extended_words(registration: Registration, name: str) -> str:
    """Who has kept an offered seat longer before a click did, and until when.

    Where nobody has, that no time is left.
    """
    ends_at = registration.offer_expires_at
    changes = [each for each in registration.changes if each.what is What.EXTENDED]
    if not registration.is_extended or not changes or ends_at is None:
        return f"{name}: {NoMoreTime()}"
    last = changes[-1]
    return _(
        "%(who)s has extended the offer of %(name)s already (%(when)s): the seat is "
        "kept until %(end)s. Your click has changed nothing.",
        who=who(last, account_names()),
        name=name,
        when=format_recent(last.at),
        end=format_when(ends_at, registration.event.timezone),
    )


def anew_words(registration: Registration, name: str) -> str:
    """Why nobody is brought back who has signed up anew, on the page of that one."""
    return _(
        "%(name)s has signed up anew, and this is that registration, number "
        "%(reference)s. Your click has changed nothing.",
        name=name,
        reference=registration.reference,
    )


def _happened(move: RegistrationMove, name: str) -> str:
    """The last step as a sentence with who, where that is not plain, and when."""
    words = {"name": name, "when": _at(move), "who": who(move, account_names())}
    if head := queries.head_of(move.registration):
        words["head"] = full_name(head)
    if move.why is Why.MERGED:
        words["kept"] = move.note
    by_staff = move.actor_kind is ActorKind.STAFF
    sentence = _by_staff(move) if by_staff else _otherwise(move)
    if sentence:
        return sentence % words
    state = state_word(move.new)
    return _("%(name)s is marked “%(state)s” since %(when)s.", state=state, **words)


def _by_staff(move: RegistrationMove) -> str:
    """A sentence with ``%(who)s``, ``%(name)s`` and ``%(when)s``; empty: none fits."""
    return {
        Why.WITHDRAWN: _("%(who)s has cancelled %(name)s already (%(when)s)."),
        Why.DECLINED: _("%(who)s has declined %(name)s already (%(when)s)."),
        Why.PROMOTED: _("%(who)s has given %(name)s a seat already (%(when)s)."),
        Why.LET_IN: _("%(who)s has let %(name)s in already (%(when)s)."),
        Why.REINSTATED: _("%(who)s has taken %(name)s back already (%(when)s)."),
        Why.RECONSIDERED: _(
            "%(who)s has brought %(name)s back into the inbox already (%(when)s)."
        ),
        Why.UNDONE: _(
            "%(who)s has taken back the decision on %(name)s already (%(when)s)."
        ),
        Why.MERGED: _(
            "%(who)s has merged it already (%(when)s); number %(kept)s remains."
        ),
        Why.SUBSTITUTED: _(
            "%(who)s has passed on the seat of %(name)s already (%(when)s)."
        ),
        Why.EVENT_CANCELLED: _(
            "%(who)s has cancelled the event, and %(name)s with it (%(when)s)."
        ),
    }.get(move.why) or _by_anybody(move)


def _otherwise(move: RegistrationMove) -> str:
    """The same for what the person or the clock did."""
    is_own = move.actor in {"", move.registration.reference}
    if move.why is Why.CANCELLED and not is_own:
        return _("Whoever signed %(name)s up has cancelled for them (%(when)s).")
    return {
        Why.CANCELLED: _("%(name)s has cancelled (%(when)s)."),
        Why.NOT_ME: _("%(name)s has answered “That was not me” (%(when)s)."),
        Why.SUBSTITUTED: _("%(name)s has passed the seat on (%(when)s)."),
        Why.ACCEPTED: _("%(name)s has accepted the seat (%(when)s)."),
        Why.REFUSED: _("%(name)s does not want the seat (%(when)s)."),
        Why.REJOINED: _("%(name)s has joined the waitlist again (%(when)s)."),
    }.get(move.why) or _by_anybody(move)


def _by_anybody(move: RegistrationMove) -> str:
    """What follows from something else, whoever did that."""
    if move.why is Why.SEAT_WAS_FREE and move.new is State.OFFERED:
        return _("%(name)s has come back and is offered a free seat (%(when)s).")
    if move.why is Why.SEAT_WAS_FREE:
        return _("%(name)s has come back and has a free seat (%(when)s).")
    if move.why in FROM_THE_LINE and move.new is State.OFFERED:
        return _("%(name)s has moved up and is offered a seat (%(when)s).")
    if move.why in FROM_THE_LINE:
        return _("%(name)s has moved up (%(when)s).")
    if move.why is Why.OFFER_EXPIRED and move.note:
        return _(
            "The seat of %(name)s is no longer kept (%(when)s): nobody could tell them "
            "of it in time."
        )
    if was_ended_by_move(move.registration, move):
        return _(
            "The seat of %(name)s is no longer kept (%(when)s): the event was moved, "
            "and so the time to accept it was over."
        )
    if move.why is Why.OFFER_EXPIRED and move.registration.head_id:
        return _(
            "The seat of %(name)s is no longer kept (%(when)s): %(head)s did not "
            "answer in time for the party."
        )
    if move.why is Why.OFFER_EXPIRED:
        return _("%(name)s did not accept the seat in time (%(when)s).")
    return ""


def decision_lines(moves: Iterable[RegistrationMove]) -> list[str]:
    """Decisions as sentences: whom about, what came of it, by whom and when."""
    moves = list(moves)
    names = account_names() | _acting(moves)
    return [
        _(
            "%(name)s: %(state)s (%(who)s, %(when)s)",
            name=full_name(move.registration),
            state=state_word(move.new),
            who=who(move, names),
            when=_at(move),
        )
        for move in moves
    ]


def _acting(moves: Iterable[RegistrationMove]) -> dict[str, str]:
    """The names of people who made these steps themselves, by reference."""
    acting = {move.actor for move in moves if move.actor_kind is ActorKind.PERSON}
    found = queries.by_references(acting) if acting else {}
    return {reference: full_name(person) for reference, person in found.items()}


def _at(move: RegistrationMove) -> str:
    return format_recent(move.at)
