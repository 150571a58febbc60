"""What a query string asks of the list of an event: whom, and which columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from eventreg.events.models import Event
from eventreg.events.pools import addresses
from eventreg.events.questions.models import Question
from eventreg.events.questions.queries import ever_asked
from eventreg.events.questions.rules import may_read
from eventreg.events.questions.states import CONDITIONAL
from eventreg.events.questions.words import choice_names
from eventreg.registrations.exports.columns import FIELDS, OFFICE, USUAL, Field
from eventreg.registrations.queries import Order, Wanted
from eventreg.registrations.queries.answered import NOTHING
from eventreg.registrations.states import APPLICATIONS, State
from eventreg.registrations.words import FOR_ALL, Sign
from eventreg.web.roles import Role

#: Before the key of a question in names of columns and of filters.
ANSWER = "a."

Args = Mapping[str, Sequence[str]]
_E = TypeVar("_E", bound=StrEnum)


@dataclass(frozen=True)
class Narrowed:
    """Whom a reader wants to see, and what about them; only what they may see."""

    wanted: Wanted
    #: Keys of columns; those of answers begin with ``ANSWER``.
    columns: tuple[str, ...]
    #: Of this event, as far as the reader may read the answers; by key.
    questions: Mapping[str, Question]

    @classmethod
    def by(cls, event: Event, args: Args, *, role: Role) -> "Narrowed":
        """What ``args`` ask for; what they cannot mean counts as nothing.

        :param args: values by name, as a query string has them.
        """
        asked = {
            question.key: question
            for question in ever_asked(event)
            if may_read(question, role)
        }
        return cls(
            _wanted(event, args, role, asked), _columns(args, role, asked), asked
        )

    @property
    def fields(self) -> list[Field]:
        """The columns beside those of answers."""
        return [FIELDS[key] for key in self.columns if key in FIELDS]

    @property
    def asked(self) -> list[Question]:
        """The questions that have a column."""
        keys = (key.removeprefix(ANSWER) for key in self.columns if key not in FIELDS)
        return [self.questions[key] for key in keys]

    def offered(self, role: Role) -> list[str]:
        """Keys of all columns that an account with ``role`` may choose."""
        return _offered(role, self.questions)

    @property
    def filterable(self) -> list[Question]:
        """Questions whose answers can be filtered by."""
        return [each for each in self.questions.values() if each.kind in CONDITIONAL]


def _wanted(
    event: Event, args: Args, role: Role, asked: Mapping[str, Question]
) -> Wanted:
    pools = addresses(event)
    chosen = (pools.get(name) for name in args.get("pool", ()))
    return Wanted(
        search=_text(args, "search"),
        states=_members(State, args.get("state", ())),
        order=_order(args, role),
        pools=tuple(pool for pool in chosen if pool is not None),
        company=_text(args, "company"),
        signs=_members(Sign, args.get("sign", ())) & signs_for(role),
        answers=_answers(args, asked),
        hidden=hidden_from(role),
        in_addresses=role in OFFICE,
    )


def hidden_from(role: Role) -> frozenset[State]:
    """In which states an account with ``role`` sees nobody."""
    return frozenset() if role in OFFICE else APPLICATIONS


def signs_for(role: Role) -> frozenset[Sign]:
    """By what an account with ``role`` may narrow: only by what it may know."""
    return frozenset(Sign) if role in OFFICE else FOR_ALL


def _order(args: Args, role: Role) -> Order:
    """The order asked for; when people signed up, not everybody may know."""
    asked = next(iter(_members(Order, args.get("order", ())[:1])), Order.NAME)
    return Order.NAME if asked is Order.NEWEST and role not in OFFICE else asked


def _answers(args: Args, asked: Mapping[str, Question]) -> dict[int, frozenset[str]]:
    found = {}
    for key, question in asked.items():
        if question.kind in CONDITIONAL:
            known = {*(key for key, _words in choice_names(question)), NOTHING}
            if wanted := known & set(args.get(ANSWER + key, ())):
                found[question.id] = frozenset(wanted)
    return found


def _columns(args: Args, role: Role, asked: Mapping[str, Question]) -> tuple[str, ...]:
    """The name is always there, as it leads to the person."""
    offered = _offered(role, asked)
    chosen = set(args.get("col", ())) or set(USUAL)
    return tuple(key for key in offered if key in chosen or key == "name")


def _offered(role: Role, asked: Mapping[str, Question]) -> list[str]:
    own = [key for key, each in FIELDS.items() if each.may_be_read_by(role)]
    return own + [ANSWER + key for key in asked]


def _members(enum: type[_E], names: Sequence[str]) -> frozenset[_E]:
    return frozenset(enum(name) for name in names if name in set(enum))


def _text(args: Args, name: str) -> str:
    return (list(args.get(name, ())) or [""])[0][:200].replace("\0", "")
