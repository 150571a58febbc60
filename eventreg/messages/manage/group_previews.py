"""How a letter reads to each kind of people that it goes to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from eventreg.messages.groups import language_for
from eventreg.messages.letters.groups import (
    Reading,
    example,
    reading_of,
    usual_reading,
)
from eventreg.messages.models import FreeLetter
from eventreg.messages.written import subject_in
from eventreg.outbox.previews import Preview, preview
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from eventreg.web import access


@dataclass(frozen=True)
class GroupPreview:
    """One way in which a letter reads, and to whom."""

    language: str
    reading: Reading
    #: As it was typed.
    subject: str
    shown: Preview
    #: Of the people who read it so; empty where all of that language do.
    states: list[State]
    count: int

    @property
    def asked(self) -> dict[str, str]:
        """What the address of its frame says."""
        flags = {
            "may_cancel": self.reading.may_cancel,
            "about_another": self.reading.about_another,
        }
        return {name: "1" for name, is_so in flags.items() if is_so}


def group_previews(
    letter: FreeLetter, people: Sequence[Registration]
) -> list[GroupPreview]:
    """Each way in which these people read it; of nobody, one in each language."""
    readers: dict[str, dict[Reading, list[Registration]]] = defaultdict(dict)
    for each in people:
        language = language_for(each, letter.texts, letter.event)
        readers[language].setdefault(reading_of(each), []).append(each)
    if not people:
        readers |= {code: {usual_reading(letter): []} for code in letter.texts}
    return [
        _preview(letter, code, reading, readers[code])
        for code in letter.texts
        for reading in sorted(
            readers.get(code, {}), key=lambda r: -len(readers[code][r])
        )
    ]


def _preview(
    letter: FreeLetter,
    language: str,
    reading: Reading,
    readers: dict[Reading, list[Registration]],
) -> GroupPreview:
    people = readers[reading]
    states = {each.shown_state for each in people} if len(readers) > 1 else set()
    return GroupPreview(
        language=language,
        reading=reading,
        subject=subject_in(letter, language),
        shown=preview(example(letter, language, access.me().name, reading)),
        states=[state for state in State if state in states],
        count=len(people),
    )
