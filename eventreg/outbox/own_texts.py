"""Letters whose text was changed for one event: a later room knows them."""

import logging
from collections.abc import Callable, Iterable
from functools import cache

from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import Rendered, render
from eventreg.outbox.sender import Sender
from eventreg.outbox.texts import LetterTextError

logger = logging.getLogger(__name__)

#: Letter, language and the event's slug; ``None``: the standard text.
LookUp = Callable[[str, str, str], str | None]

_look_ups: dict[str, LookUp] = {}


def register_own_texts(look_up: LookUp) -> None:
    """Ask ``look_up`` for the text of each letter about an event."""
    _look_ups["event"] = look_up


def own_text(letter: Letter) -> str | None:
    """The text that somebody wrote for this letter's event, or ``None``."""
    return own_texts([letter])[letter.reference]


def own_texts(letters: Iterable[Letter]) -> dict[str, str | None]:
    """Those of several letters, by reference; alike ones are looked up once."""
    look_up = cache(_look_ups["event"]) if "event" in _look_ups else None
    return {
        letter.reference: letter.source
        or (look_up and _looked_up(look_up, letter))
        or None
        for letter in letters
    }


def written(letter: Letter, sender: Sender, own: str | None) -> Rendered:
    """The letter with its own text, or else with the standard one.

    A text that was right when it was saved may name what a newer version of the
    site no longer knows; the person gets a letter all the same.
    """
    try:
        return render(letter, sender, own)
    except LetterTextError:
        if own is None:
            raise
        logger.exception("own text of letter %s cannot be used", letter.reference)
        return render(letter, sender)


def _looked_up(look_up: LookUp, letter: Letter) -> str | None:
    if letter.event is None:
        return None
    return look_up(letter.letter, letter.language, letter.event)
