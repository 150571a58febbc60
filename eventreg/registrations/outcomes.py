"""One click on somebody who waits: done, or what stood in the way, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.people.names import full_name
from eventreg.registrations import overtaken, queries, services
from eventreg.registrations.models import Registration
from eventreg.registrations.services import AlreadyDecided, NothingHeldBack
from eventreg.registrations.states import State, Why
from eventreg.registrations.told import told_words
from eventreg.registrations.words import listed, state_word

Service = Callable[..., object]


@dataclass(frozen=True)
class Outcome:
    """What became of one row: whom it was about, and what to say."""

    name: str
    words: str
    is_done: bool
    tone: str = "success"
    #: Nothing on the page shows what was done, as it cannot be undone.
    is_final: bool = False


def attempt(registration: Registration, service: Service, *, by: Actor) -> Outcome:
    """Do it in its own transaction, and say what happened or what was in the way."""
    name = names_of(registration)
    try:
        with write_tx():
            service(registration, by=by)
    except AlreadyDecided:
        words = was_decided(registration)
        return Outcome(name, words, is_done=False, tone="notice")
    except NothingHeldBack as error:
        words = overtaken.told_words(registration, name, str(error))
        return Outcome(name, words, is_done=False, tone="notice")
    except DomainError as error:
        words = f"{name} ({state_word(registration.state)}): {error}"
        return Outcome(name, words, is_done=False, tone="error")
    if service is services.later:
        words = _("%(name)s: later, in a week", name=name)
        return Outcome(name, words, is_done=True)
    if words := _handed_over_words(registration, name):
        return Outcome(name, words, is_done=True, is_final=True)
    words = f"{name}: {state_word(registration.state)}"
    return Outcome(name, words, is_done=True)


def _handed_over_words(registration: Registration, name: str) -> str:
    """Whose seat this one has since the last step; empty: nobody's."""
    last, old = registration.moves[-1], registration.replaces
    is_in = last.new is State.CONFIRMED and last.why is Why.SUBSTITUTED
    if old is None or not is_in:
        return ""
    return _(
        "%(name)s now has the seat of %(old)s. %(told)s",
        name=name,
        old=full_name(old),
        told=told_words([registration, old]),
    )


def was_decided(registration: Registration) -> str:
    """Who was quicker, and what came of it: a decision, or what followed one."""
    name, last = names_of(registration), registration.moves[-1]
    if last.old is State.PENDING:
        return overtaken.quicker_words(registration, name)
    return overtaken.overtaken_words(registration, name)


def names_of(registration: Registration) -> str:
    """All whom a decision is about: "Ada Berg and Ben Berg"."""
    return listed(map(full_name, queries.unit(registration)))
