"""The answers to choose from, one row each, as staff write them."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms import FormField, HiddenField

from eventreg.events.forms.fields import WholeNumberField, line
from eventreg.events.questions.rules import MOST_CHOICES
from eventreg.events.questions.written import WrittenChoice
from eventreg.events.rules import MOST_SEATS
from eventreg.web.fields import Rows
from eventreg.web.forms import Form

#: Buttons that change the rows: another one, or one a place up: ``up-2``.
ADD, UP = "add", "up-"
#: Empty rows to begin with, and behind those that are there.
FIRST_ROWS, MORE_ROWS = 4, 1
LONGEST = 200


class ChoiceRow(PlainForm):
    """One answer: its words in each language, and how many may choose it."""

    languages: Sequence[str] = ()

    class Meta(Form.Meta):
        #: The form around it carries the proof.
        csrf = False

    def written(self) -> WrittenChoice | None:
        """The choice; ``None`` for a row without words."""
        words = {code: self[f"words_{code}"].data or "" for code in self.languages}
        if not any(words.values()):
            return None
        return WrittenChoice(words, self.key.data or "", self.places.data)

    def words(self, code: str) -> Any:
        return self[f"words_{code}"]


def choice_rows(languages: Sequence[str]) -> Rows:
    """A field for the answers of a question."""
    fields: dict[str, Any] = {
        f"words_{code}": line(_l("Answer"), LONGEST) for code in languages
    }
    fields["key"] = HiddenField()
    fields["places"] = WholeNumberField(
        _l("Places (optional)"), least=1, most=MOST_SEATS, needed=False
    )
    row = type("ChoiceRow", (ChoiceRow,), {**fields, "languages": tuple(languages)})
    rows: Rows = Rows(FormField(row), max_entries=MOST_CHOICES)
    return rows


def row_data(choices: Sequence[WrittenChoice], count: int) -> list[dict[str, Any]]:
    """What the rows hold for ``choices``, with ``count`` empty ones behind."""
    rows: list[dict[str, Any]] = [
        {f"words_{code}": words for code, words in choice.labels.items()}
        | {"key": choice.key, "places": choice.places}
        for choice in choices
    ]
    return [*rows, *({} for _row in range(count))]


def change_rows(rows: Rows, wish: str) -> int | None:
    """Do what a button asks; all that was typed stays.

    :returns: the index of the row to go on with.
    """
    if wish == ADD and len(rows) < MOST_CHOICES:
        rows.append_entry()
        return len(rows) - 1
    index = {f"{UP}{number}": number for number in range(1, len(rows))}.get(wish)
    if index is None:
        return None
    upper, lower = rows[index - 1].form, rows[index].form
    for one, other in zip(upper, lower, strict=True):
        one.data, other.data = other.data, one.data
        one.raw_data, other.raw_data = other.raw_data, one.raw_data
    return index - 1
