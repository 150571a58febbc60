"""Who gave a certain answer, asked of the database."""

import sqlalchemy as sa

from eventreg.columns import position
from eventreg.events.questions.rules import NO, YES
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Registration

#: Stands beside the keys of choices: no answer at all.
NOTHING = "-"

#: How a yes and a no are stored.
_BOOLEANS = {YES: "true", NO: "false"}


def answered(question_id: int, keys: frozenset[str]) -> sa.ColumnElement[bool]:
    """Holds for those who chose one of ``keys``; several may have been chosen."""
    given = sa.exists().where(
        Answer.registration_id == Registration.id, Answer.question_id == question_id
    )
    # What is stored is JSON: "key", ["key", "other"], true. A key has no quotes.
    stored = sa.cast(Answer.value, sa.Text)
    chosen = [
        stored == _BOOLEANS[key]
        if key in _BOOLEANS
        else position(stored, f'"{key}"') > 0
        for key in sorted(keys - {NOTHING})
    ]
    ways: list[sa.ColumnElement[bool]] = []
    if chosen:
        ways.append(given.where(sa.or_(*chosen)))
    if NOTHING in keys:
        ways.append(~given)
    return sa.or_(*ways)
