"""What people say about their companies at an event that asks them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventreg.database import db
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import Audience
from eventreg.people.models import Sector
from eventreg.people.names import search_key
from eventreg.people.queries import sectors
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Registration

#: The standard questions that ask what a company's record holds.
SECTOR, SIZE = "sector", "size"

_Labels = Mapping[str, str]


@dataclass(frozen=True)
class Said:
    """By id of the registration what was said; who said nothing is not in it."""

    #: A sector of the network, or else the words of the answer.
    sectors: dict[int, Sector | str] = field(default_factory=dict)
    #: Spans as companies have them: ``10-49``, ``250+``.
    sizes: dict[int, str] = field(default_factory=dict)


def said(*conditions: sa.ColumnElement[bool], language: str) -> Said:
    """What those for whom ``conditions`` hold said about their companies.

    Only answers that all staff may read: among few, a number names somebody.

    :param language: of the words of an answer that is no sector of the network.
    """
    answers = db.session.scalars(
        sa.select(Answer)
        .join(Answer.question)
        .join(Registration, Registration.id == Answer.registration_id)
        .where(
            *conditions,
            Question.standard.in_([SECTOR, SIZE]),
            Question.audience == Audience.ALL_STAFF,
        )
        .options(contains_eager(Answer.question).selectinload(Question.choices))
    ).all()
    if not answers:
        return Said()
    read_sector, found = _sector_reader(language), Said()
    for answer in answers:
        key, labels = answer.registration_id, _labels(answer)
        if answer.question.standard == SECTOR and (sector := read_sector(labels)):
            found.sectors[key] = sector
        if answer.question.standard == SIZE and (size := _span(answer, labels)):
            found.sizes[key] = size
    return found


def _labels(answer: Answer) -> _Labels:
    """The chosen words by language; what was typed has none."""
    for choice in answer.question.choices:
        if choice.key == answer.value:
            return choice.labels
    is_typed = not answer.question.choices and isinstance(answer.value, str)
    return {"": answer.value} if is_typed else {}


def _sector_reader(language: str) -> Callable[[_Labels], Sector | str]:
    known = {search_key(name): one for one in sectors() for name in one.names.values()}

    def read(labels: _Labels) -> Sector | str:
        keys = map(search_key, labels.values())
        sector = next((known[key] for key in keys if key in known), None)
        return sector or labels.get(language) or next(iter(labels.values()), "")

    return read


def _span(answer: Answer, labels: _Labels) -> str:
    """``10-49`` of "10 to 49", ``1-9`` of "Up to 9", ``250+`` of "250 and more".

    The smallest companies are offered first. Empty where no number is said.
    """
    numbers = re.findall(r"\d+", next(iter(labels.values()), ""))
    if len(numbers) > 1:
        return f"{numbers[0]}-{numbers[1]}"
    if not numbers:
        return ""
    is_first = answer.value == answer.question.choices[0].key
    return f"1-{numbers[0]}" if is_first else f"{numbers[0]}+"


def span_of_staff(staff: str) -> str:
    """A company's own span as the answers count it: nobody is asked for one alone."""
    return re.sub(r"^2-", "1-", staff.replace("–", "-").replace(" ", ""))
