"""Questions as fields of a form, and the forms with which staff make them."""

from eventreg.events.questions.forms.answers import AnswersForm, answers_form
from eventreg.events.questions.forms.others import (
    CopyForm,
    RemoveForm,
    SectionForm,
    section_form,
)
from eventreg.events.questions.forms.question import QuestionForm, question_form
from eventreg.events.questions.forms.several import SeveralForm, several_form

__all__ = [
    "AnswersForm",
    "CopyForm",
    "QuestionForm",
    "RemoveForm",
    "SectionForm",
    "SeveralForm",
    "answers_form",
    "question_form",
    "section_form",
    "several_form",
]
