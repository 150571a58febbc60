"""All questions of an event in one form that keeps nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

from wtforms import FormField

from eventreg.events.questions.forms.answers import AnswersForm, answers_form
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import Stage
from eventreg.web.forms import Form

#: Name of each part, and which questions it holds.
PARTS = {
    "party": (Stage.APPLICATION, True),
    "person": (Stage.APPLICATION, False),
    "later_party": (Stage.AFTER_CONFIRMATION, True),
    "later": (Stage.AFTER_CONFIRMATION, False),
}


class PreviewForm(Form):
    """See ``preview_form``."""

    def parts(self) -> Iterator[tuple[str, AnswersForm]]:
        """Those that have questions, by name."""
        for name in PARTS:
            if name in self:
                yield name, self[name].form

    def visible_errors(self) -> list[tuple[str, str]]:
        return [pair for _name, part in self.parts() for pair in part.visible_errors()]


def preview_form(questions: Sequence[Question]) -> PreviewForm:
    """A form with every question, in the parts in which they are asked."""
    fields: dict[str, Any] = {}
    for name, wanted in PARTS.items():
        rows = [row for row in questions if (row.stage, row.per_party) == wanted]
        if rows:
            fields[name] = FormField(answers_form(rows))
    form: PreviewForm = type("PreviewForm", (PreviewForm,), fields)()
    return form
