"""What the staff pages of questions share."""

from typing import Any

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from eventreg.events.manage import Page
from eventreg.events.manage_parts import part_page
from eventreg.events.models import Event
from eventreg.events.questions import queries
from eventreg.events.questions.models import Question, QuestionSection
from eventreg.web.forms import Form

bp = Blueprint("questions", __name__, url_prefix="/manage/events/<slug>/edit/questions")


def page_of(event: Event, form: Form, template: str, **values: Any) -> Page:
    """A page within the part that holds the questions."""
    values.setdefault("back", the_list(event))
    return part_page(
        event, "questions", form, template=f"questions/{template}", **values
    )


def the_list(event: Event, *, at: str = "") -> str:
    """The address of all questions; ``at`` is the key of one to go on from."""
    anchor = f"at-{at}" if at else None
    return url_for("edit_event.questions", slug=event.slug, _anchor=anchor)


def back_to_list(event: Event, *, at: str = "") -> Response:
    return redirect(the_list(event, at=at), 303)


def question_or_404(
    event: Event, key: str, *, retired: bool | None = False
) -> Question:
    """The question with this key; ``retired=None``: on the form or off it."""
    found = (
        question
        for question in queries.questions(event, retired=True)
        if question.key == key and retired in {None, question.is_retired}
    )
    return next(found, None) or abort(404)


def section_or_404(event: Event, key: str) -> QuestionSection:
    found = (row for row in queries.sections(event) if row.key == key)
    return next(found, None) or abort(404)
