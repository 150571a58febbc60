"""What a sort of letter is, and which there are."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from eventreg.outbox.placeholders import ALWAYS, Placeholder


@dataclass(frozen=True)
class LetterKind:
    """One sort of letter: its name, its title for staff, what it may say."""

    name: str
    title: LazyString
    placeholders: dict[str, Placeholder]
    #: Whoever reads it proves to be the one at this address, or acts in their name:
    #: staff cannot send it anywhere else.
    is_personal: bool = False
    #: It says where a registration stands; a newer one of these takes back the older
    #: ones that have not left.
    tells_state: bool = False


CATALOGUE: dict[str, LetterKind] = {}


def add(
    name: str,
    title: LazyString,
    placeholders: Iterable[Placeholder],
    *,
    is_personal: bool = False,
    tells_state: bool = False,
) -> None:
    """Make a letter known; rooms above the outbox may bring their own.

    :param is_personal: see ``LetterKind``; ``tells_state`` too.
    """
    known = {p.name: p for p in (*placeholders, *ALWAYS)}
    CATALOGUE[name] = LetterKind(
        name, title, known, is_personal=is_personal, tells_state=tells_state
    )
