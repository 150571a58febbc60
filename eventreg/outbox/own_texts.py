"""Letters whose text was changed for one event: a later room knows them."""

from collections.abc import Callable

from eventreg.outbox.models import Letter

#: Letter, language and the event's slug; ``None``: the standard text.
LookUp = Callable[[str, str, str], str | None]

_look_ups: dict[str, LookUp] = {}


def register_own_texts(look_up: LookUp) -> None:
    """Ask ``look_up`` for the text of each letter about an event."""
    _look_ups["event"] = look_up


def own_text(letter: Letter) -> str | None:
    """The text that somebody wrote for this letter's event, or ``None``."""
    look_up = _look_ups.get("event")
    if look_up is None or letter.event is None:
        return None
    return look_up(letter.letter, letter.language, letter.event)
