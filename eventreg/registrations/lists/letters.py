"""The letter with which a list leaves the house."""

from collections.abc import Iterable

from flask_babel import force_locale

from eventreg import outbox
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from eventreg.registrations.lists.models import IssuedList
from eventreg.registrations.lists.words import list_name

_LOST = frozenset({LetterState.FAILED, LetterState.WITHDRAWN})
_STAYS = _LOST | {LetterState.KEPT}


def key_of(issued: IssuedList) -> str:
    """Under which its letter is found again."""
    return f"list_issued:{issued.code}"


def sent_with(lists: Iterable[IssuedList]) -> dict[str, Letter]:
    """The letters with which these left the house, by the code of the list."""
    keys = {key_of(each): each.code for each in lists if each.email}
    if not keys:
        return {}
    return {keys[key]: letter for key, letter in outbox.with_keys(keys).items()}


def letter_of(issued: IssuedList) -> Letter | None:
    """The letter with which it left; ``None``: it was handed over, or that is gone."""
    return sent_with((issued,)).get(issued.code)


def has_reached(letter: Letter | None) -> bool:
    """Whether the recipient has a list that left with ``letter``.

    ``None``: it was handed over, or its letter was deleted long after it went.
    """
    return letter is None or letter.state is LetterState.SENT


def will_not_reach(letter: Letter | None) -> bool:
    """Whether that list stays here unless somebody acts."""
    return letter is not None and letter.state in _STAYS


def came_to_nothing(letter: Letter | None) -> bool:
    """Whether it failed or was taken back: somebody must know, even if nothing else
    has changed. On a demo letters are kept, which is nobody's concern."""
    return letter is not None and letter.state in _LOST


def address_of(issued: IssuedList, letter: Letter | None) -> str:
    """Where it goes: that of the letter may have been corrected since."""
    return letter.to if letter else issued.email


def list_issued(issued: IssuedList, *, is_newer: bool) -> None:
    """Where the recipient finds the list, and which version it is.

    :param is_newer: the recipient has an older one.
    """
    event = issued.event
    with force_locale(issued.language):
        name = list_name(issued.kind)
    outbox.queue(
        letter="list_issued",
        to=issued.email,
        language=issued.language,
        values={
            "list": name,
            "event": event.title(issued.language),
            "when": {"at": event.starts_at.isoformat(), "zone": event.timezone},
            "version": issued.version,
            "is_newer": is_newer,
        },
        links={"file": ("lists.file", {"token": issued.token})},
        event=event.slug,
        reply_to=event.contact_email or None,
        key=key_of(issued),
    )
