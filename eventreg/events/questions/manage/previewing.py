"""The questions as visitors will see them; nothing is kept."""

from flask import abort
from flask_babel import force_locale

from eventreg.events.manage import EDITORS, Page
from eventreg.events.manage_parts import editable
from eventreg.events.questions import queries
from eventreg.events.questions.forms.answers import AnswersForm
from eventreg.events.questions.forms.preview import PreviewForm, preview_form
from eventreg.events.questions.manage.common import bp, page_of
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import UPLOADS
from eventreg.events.questions.texts import label
from eventreg.events.questions.words import answer_text, snapshot
from eventreg.events.values import Words
from eventreg.web import access
from eventreg.web.locale import LANGUAGES


@bp.route("/preview/<language>", methods=["GET", "POST"])
@access.staff(*EDITORS)
def preview(slug: str, language: str) -> Page:
    """All of them in one language; sending checks and shows what would be kept."""
    event = editable(slug)
    if language not in LANGUAGES:
        abort(404)
    rows = queries.questions(event)
    with force_locale(language):
        form = preview_form(rows)
        kept = _kept(form, language) if form.validate_on_submit() else None
        return page_of(event, form, "preview", language=language, kept=kept)


def _kept(form: PreviewForm, language: str) -> list[tuple[Words, str]]:
    """Each question that would be stored, with what would be."""
    return [
        (label(question), _text(question, part, language))
        for _name, part in form.parts()
        for question in part.questions
        if question.key in part.answers or _has_upload(question, part)
    ]


def _has_upload(question: Question, part: AnswersForm) -> bool:
    return question.kind in UPLOADS and bool(part[question.key].upload)


def _text(question: Question, part: AnswersForm, language: str) -> str:
    if question.kind in UPLOADS:
        return str(part[question.key].upload.filename)
    answer = part.answers[question.key]
    first = question.event.language
    return answer_text(snapshot(question), answer, language=language, first=first)
