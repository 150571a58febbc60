"""Questions as fields of a form, and the forms with which staff make them."""

from eventreg.events.questions.forms.answers import AnswersForm, answers_form

__all__ = ["AnswersForm", "answers_form"]
