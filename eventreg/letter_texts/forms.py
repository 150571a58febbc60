"""What staff type as the text of a letter: its shape only."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField, ValidationError

from eventreg.letter_texts import rules
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.placeholder_words import in_names
from eventreg.web.fields import RequiredText, clean_text
from eventreg.web.forms import Form


class TextForm(Form):
    """A letter's text in one language, with placeholders in its words."""

    letter: str
    language: str

    text = TextAreaField(
        _l("Text"),
        filters=[clean_text],
        validators=[RequiredText(_l("Write the subject in the first line"))],
    )
    #: ``rules.version_of`` the text that is edited.
    seen = HiddenField()

    def validate_text(self, _field: TextAreaField) -> None:
        kind = CATALOGUE[self.letter]
        if problem := rules.problem(self.source(), kind, self.language):
            raise ValidationError(problem)

    def source(self) -> str:
        """The text as it is stored, with the names of placeholders."""
        return in_names(self.text.data or "", CATALOGUE[self.letter], self.language)


class StandardForm(Form):
    """That the event's own text may go."""

    #: ``rules.version_of`` the text that was shown.
    seen = HiddenField()
