"""What a sort of letter is, and what its placeholders stand for."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel.speaklater import LazyString


class Kind(StrEnum):
    """What a placeholder stands for, and so how it is written out."""

    #: One line: a text, a number, or an instant in the letter's language.
    WORDS = "words"
    #: Text that somebody typed, in several lines.
    LINES = "lines"
    #: Not written out: ``{?name}`` and ``{!name}`` show or hide a paragraph.
    FLAG = "flag"
    #: An address: ``[words]({name})``; alone in its paragraph it is a button.
    LINK = "link"
    #: A list of links, alone in its paragraph.
    LINKS = "links"
    #: The check-in code as picture and in groups, alone in its paragraph.
    CODE = "code"


@dataclass(frozen=True)
class Placeholder:
    """One word in braces. A paragraph whose optional one is empty disappears."""

    name: str
    kind: Kind
    description: LazyString
    optional: bool = False


@dataclass(frozen=True)
class LetterKind:
    """One sort of letter: its name, its title for staff, what it may say."""

    name: str
    title: LazyString
    placeholders: dict[str, Placeholder]
    #: Whoever reads it proves to be the one at this address, or acts in their name:
    #: staff cannot send it anywhere else.
    is_personal: bool = False
