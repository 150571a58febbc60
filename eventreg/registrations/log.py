"""The log of a registration in words, for staff: what, who, why, when."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from eventreg.accounts.queries import all_accounts
from eventreg.audit.actors import ActorKind
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.standing import step_words


@dataclass(frozen=True)
class Line:
    """One move as staff read it."""

    at: datetime
    words: str
    who: str
    note: str


def lines(registration: Registration) -> list[Line]:
    """All moves, the latest first."""
    names = {account.reference: account.name for account in all_accounts()}
    return [
        Line(move.at, step_words(move), _who(move, names), move.note)
        for move in reversed(registration.moves)
    ]


def _who(move: RegistrationMove, names: dict[str, str]) -> str:
    if move.actor_kind is ActorKind.PERSON:
        return str(_("The person"))
    if move.actor_kind is ActorKind.WORKER:
        return str(_("Automatically"))
    return names.get(move.actor, str(_("A former account")))
