"""The list of questions; adding, changing, moving and removing one."""

from flask import abort, flash, request
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.database import write_tx
from eventreg.events.manage import EDITORS, Page, me
from eventreg.events.manage_parts import bp as parts
from eventreg.events.manage_parts import editable, part_page
from eventreg.events.models import Event
from eventreg.events.questions import kinds, listing, lookups, queries, rules, services
from eventreg.events.questions.forms import QuestionForm, RemoveForm, question_form
from eventreg.events.questions.manage.common import (
    back_to_list,
    bp,
    page_of,
    question_or_404,
)
from eventreg.events.questions.models import Question
from eventreg.events.questions.services.ordering import DOWN, UP
from eventreg.events.questions.standard import all_sets
from eventreg.events.questions.states import QuestionKind
from eventreg.events.questions.texts import label
from eventreg.events.services import locked
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.pages import form_errors


@parts.get("/questions")
@access.staff(*EDITORS)
def questions(slug: str) -> Page:
    """Everything an event asks, by section, and what can be added."""
    return list_page(editable(slug), EmptyForm())


def answer(event: Event, form: EmptyForm, *, at: str = "") -> Page:
    """After a button in the list: go on from ``at``, or read why it did nothing."""
    return list_page(event, form) if form.errors else back_to_list(event, at=at)


def list_page(event: Event, form: EmptyForm) -> Page:
    groups, retired = listing.groups(event)
    return part_page(
        event,
        "questions",
        form,
        groups=groups,
        retired=retired,
        sets=listing.sets(event),
    )


@bp.get("/new")
@access.staff(*EDITORS)
def choose(slug: str) -> Page:
    """The kinds of question, each with an example."""
    words = [(address_of(kind), kinds.kind_words(kind)) for kind in QuestionKind]
    section = request.args.get("section", "")
    return page_of(editable(slug), EmptyForm(), "choose", kinds=words, section=section)


def address_of(kind: QuestionKind) -> str:
    return kind.replace("_", "-")


@bp.route("/new/<question_kind>", methods=["GET", "POST"])
@access.staff(*EDITORS)
def add(slug: str, question_kind: str) -> Page:
    """A new question: its words; all else has a right default."""
    event, kind = editable(slug), _kind(question_kind)
    sections = queries.sections(event)
    last = sections[-1].key if sections else ""
    form = question_form(
        event.languages,
        kind,
        earlier=queries.questions(event),
        sections=sections,
        section=request.args.get("section", last),
    )
    if wish := request.form.get("rows"):
        return _changed(event, form, wish)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            question = services.add(event, form.written(), by=me())
            flash(_("Saved."), "success")
            return back_to_list(event, at=question.key)
    return _page(event, form)


@bp.route("/<key>", methods=["GET", "POST"])
@access.staff(*EDITORS)
def edit(slug: str, key: str) -> Page:
    """Change a question; other words make another version."""
    event = editable(slug)
    question = question_or_404(event, key)
    form = _known_form(event, question)
    if wish := request.form.get("rows"):
        return _changed(event, form, wish, question)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            again = question_or_404(locked(event), key)
            form.check_unchanged(_known_form(event, again))
            condition = _condition(again)
            services.edit(event, key, form.written(), by=me())
            flash(_("Saved."), "success")
            if _condition(again) != condition:
                _tell_of_unasked(again)
            return back_to_list(event, at=key)
    return _page(event, form, question)


def _condition(question: Question) -> tuple[Question | None, list[str]]:
    return question.shown_if, question.shown_if_answers


def _tell_of_unasked(question: Question) -> None:
    """Say how many answers come from people who would not be asked any more."""
    count = lookups.unasked_count(question)
    if count:
        words = ngettext(
            "%(num)s person answered this question, and would not be asked it now. "
            "The answer stays until that person or you remove it.",
            "%(num)s people answered this question, and would not be asked it now. "
            "The answers stay until these people or you remove them.",
            count,
        )
        flash(words, "notice")


def _known_form(event: Event, question: Question) -> QuestionForm:
    rows = queries.questions(event)
    return question_form(
        event.languages,
        _kind(request.form.get("kind", question.kind)),
        question=question,
        earlier=rows[: rows.index(question)],
        sections=queries.sections(event),
    )


def _kind(address: str) -> QuestionKind:
    try:
        return QuestionKind(address.replace("-", "_"))
    except ValueError:
        abort(404)


def _changed(
    event: Event, form: QuestionForm, wish: str, question: Question | None = None
) -> Page:
    """The page again, with another row or the answers to wait for."""
    return _page(event, form, question, row=form.change(wish), wish=wish)


def _page(
    event: Event,
    form: QuestionForm,
    question: Question | None = None,
    **values: object,
) -> Page:
    count = lookups.answer_count(event, question) if question else 0
    kind = form.question_kind
    return page_of(
        event,
        form,
        "question",
        kind=kinds.kind_words(kind),
        question=question,
        answers=count,
        **values,
    )


@bp.post("/move")
@access.staff(*EDITORS)
def move(slug: str) -> Page:
    """One step up or down; past the edge of a section into the next."""
    event, form = editable(slug), EmptyForm()
    step = UP if "up" in request.form else DOWN
    key = request.form.get("up") or request.form.get("down", "")
    question_or_404(event, key)
    with form_errors(form), write_tx():
        services.move(event, key, step, by=me())
    return answer(event, form, at=key)


@bp.route("/<key>/remove", methods=["GET", "POST"])
@access.staff(*EDITORS)
def remove(slug: str, key: str) -> Page:
    """How many answers there are, and what becomes of them."""
    event = editable(slug)
    question = question_or_404(event, key, retired=None)
    count, form = lookups.answer_count(event, question), RemoveForm()
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            kept = services.remove(event, key, with_answers=form.deletes, by=me())
            flash(_gone(kept), "success")
            return back_to_list(event)
    waiting = rules.waiting_for(question, queries.questions(event))
    return page_of(
        event,
        form,
        "remove",
        question=question,
        words=label(question),
        answers=count,
        waiting=[(row.key, label(row)) for row in waiting],
    )


def _gone(kept: Question | None) -> str:
    if kept is None:
        return _("The question is removed.")
    return _("The question is off the form. Its answers are kept.")


@bp.post("/<key>/restore")
@access.staff(*EDITORS)
def restore(slug: str, key: str) -> Page:
    """Ask again what was taken off the form."""
    event, form = editable(slug), EmptyForm()
    question_or_404(event, key, retired=True)
    with form_errors(form), write_tx():
        services.restore(event, key, by=me())
        flash(_("The question is on the form again."), "success")
    return answer(event, form, at=key)


@bp.post("/sets/<name>")
@access.staff(*EDITORS)
def add_set(slug: str, name: str) -> Page:
    """The questions of a standard set that are not there yet."""
    event, form = editable(slug), EmptyForm()
    wanted = all_sets().get(name)
    if wanted is None or event.kind not in wanted.kinds:
        abort(404)
    at = ""
    with form_errors(form), write_tx():
        added = services.add_set(event, wanted, by=me())
        at = added[0].key if added else ""
        flash(_("Saved.") if added else _("All of these are there already."), "success")
    return answer(event, form, at=at)
