"""To whom a free letter goes: which of an event's people, and in which language."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from eventreg.events.models import Event
from eventreg.people.names import search_key
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State

#: Whose address is proven, so that staff may write there.
WRITTEN_TO = tuple(state for state in State if state is not State.UNVERIFIED)


#: Values of ``Group.presence``.
CAME, MISSING = "came", "missing"


@dataclass(frozen=True)
class Group:
    """What people must have in common; empty means any."""

    states: tuple[str, ...] = (State.CONFIRMED,)
    #: Name of a contingent, session or choice in addresses.
    pool: str = ""
    #: Key of a question and of the answer to it.
    question: str = ""
    answer: str = ""
    #: Part of the company's name.
    company: str = ""
    #: Only who owes a reply: a seat not accepted yet, or a question not answered.
    no_reply: bool = False
    #: Only who ``came``, or who is ``missing``.
    presence: str = ""

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Group":
        return cls(**{**stored, "states": tuple(stored["states"])})

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "states": [str(state) for state in self.states]}

    def has_company(self, registration: Registration) -> bool:
        return search_key(self.company) in registration.company_key

    def is_answered_by(self, value: Any) -> bool:
        """Whether ``value``, as answers are stored, is the wanted one."""
        if isinstance(value, bool):
            return self.answer == ("yes" if value else "no")
        return self.answer in (value if isinstance(value, list) else [value])


@dataclass(frozen=True)
class Recipient:
    """One person whom a letter is about, and how it is written."""

    registration: Registration
    language: str

    @property
    def address(self) -> str:
        """The lead's, for a companion without one."""
        return self.registration.written_to.email or ""


def language_for(
    registration: Registration, texts: dict[str, dict[str, str]], event: Event
) -> str:
    """The reader's language where it was written, else the event's first one."""
    wanted = registration.written_to.language
    order = [wanted, *event.languages]
    return next((code for code in order if texts.get(code, {}).get("body")), wanted)


def fingerprint(recipients: Sequence[Recipient], texts: dict[str, Any]) -> str:
    """Stands for just this list and this text, as a page has shown them."""
    names = sorted(f"{r.registration.reference}:{r.language}" for r in recipients)
    said = repr(sorted((code, sorted(text.items())) for code, text in texts.items()))
    return sha256("\n".join([*names, said]).encode()).hexdigest()[:32]
