"""What staff write about a section; what to remove and what to copy."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, ValidationError
from wtforms.fields.choices import SelectChoice

from eventreg.events.forms.fields import line, text
from eventreg.events.questions.models import QuestionSection
from eventreg.web.fields import ChecksField
from eventreg.web.forms import Form
from eventreg.web.locale import language_name
from eventreg.web.meanwhile import Watched

#: What happens to the answers of a question that is removed.
KEEP, DELETE = "keep", "delete"


class SectionForm(Watched):
    """A heading and a text below it, in each language of the event."""

    languages: Sequence[str] = ()

    def words(self, code: str) -> Any:
        return self[f"label_{code}"]

    def help(self, code: str) -> Any:
        return self[f"help_{code}"]

    def values(self) -> dict[str, dict[str, str]]:
        """What was typed, as ``services.add_section`` takes it."""
        return {
            "labels": {code: self.words(code).data or "" for code in self.languages},
            "helps": {code: self.help(code).data or "" for code in self.languages},
        }


def section_form(
    languages: Sequence[str], section: QuestionSection | None = None
) -> SectionForm:
    """The form for a section, filled in from ``section``."""
    fields: dict[str, Any] = {"languages": list(languages)}
    for code in languages:
        words = {"language": language_name(code)}
        needed = _l("Enter a heading") if code == languages[0] else ""
        fields[f"label_{code}"] = line(
            _l("Heading (%(language)s)", **words), 200, required=needed
        )
        fields[f"help_{code}"] = text(
            _l("Text below it (%(language)s, optional)", **words), 600
        )
    known: dict[str, str] = {}
    if section is not None:
        known = {f"label_{code}": text for code, text in section.labels.items()}
        known |= {f"help_{code}": text for code, text in section.helps.items()}
    form: SectionForm = type("SectionForm", (SectionForm,), fields)(data=known)
    return form


class RemoveForm(Form):
    """What becomes of the answers."""

    answers = RadioField(
        _l("What happens to the answers?"),
        choices=[
            SelectChoice(KEEP, _l("Keep them until they are due to be deleted")),
            SelectChoice(DELETE, _l("Delete them now. This cannot be undone.")),
        ],
        default=KEEP,
    )

    @property
    def deletes(self) -> bool:
        return bool(self.answers.data == DELETE)


class CopyForm(Form):
    """Which questions of another event come along."""

    questions = ChecksField(_l("Questions"), choices=[])

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Show these, by key; all are ticked until somebody chooses."""
        self.questions.choices = [SelectChoice(key, words) for key, words in choices]
        if not self.is_submitted():
            self.questions.data = [choice.value for choice in self.questions.choices]

    def validate_questions(self, field: ChecksField) -> None:
        if not field.data:
            raise ValidationError(_l("Choose at least one question"))
