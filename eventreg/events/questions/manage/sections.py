"""The headings under which questions stand."""

from flask import flash, request
from flask_babel import gettext as _

from eventreg.database import write_tx
from eventreg.events.manage import EDITORS, Page, me
from eventreg.events.manage_parts import editable
from eventreg.events.questions import services
from eventreg.events.questions.forms import section_form
from eventreg.events.questions.manage.common import (
    back_to_list,
    bp,
    page_of,
    section_or_404,
)
from eventreg.events.questions.manage.writing import answer
from eventreg.events.questions.services.ordering import DOWN, UP
from eventreg.events.services import locked
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.pages import form_errors


@bp.route("/sections/new", methods=["GET", "POST"])
@access.staff(*EDITORS)
def add_section(slug: str) -> Page:
    """A heading after all others."""
    event = editable(slug)
    form = section_form(event.languages)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            section = services.add_section(event, **form.values(), by=me())
            flash(_("Saved."), "success")
            return back_to_list(event, at=section.key)
    return page_of(event, form, "section", section=None)


@bp.route("/sections/<key>", methods=["GET", "POST"])
@access.staff(*EDITORS)
def edit_section(slug: str, key: str) -> Page:
    """Another heading, in each language."""
    event = editable(slug)
    section = section_or_404(event, key)
    form = section_form(event.languages, section)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            again = section_or_404(locked(event), key)
            form.check_unchanged(section_form(event.languages, again))
            services.edit_section(event, key, **form.values(), by=me())
            flash(_("Saved."), "success")
            return back_to_list(event, at=key)
    return page_of(event, form, "section", section=section)


@bp.post("/sections/move")
@access.staff(*EDITORS)
def move_section(slug: str) -> Page:
    """One step up or down, with all its questions."""
    event, form = editable(slug), EmptyForm()
    step = UP if "up" in request.form else DOWN
    key = request.form.get("up") or request.form.get("down", "")
    section_or_404(event, key)
    with form_errors(form), write_tx():
        services.move_section(event, key, step, by=me())
    return answer(event, form, at=key)


@bp.post("/sections/<key>/remove")
@access.staff(*EDITORS)
def remove_section(slug: str, key: str) -> Page:
    """Take a heading away; its questions stay."""
    event, form = editable(slug), EmptyForm()
    section_or_404(event, key)
    with form_errors(form), write_tx():
        services.remove_section(event, key, by=me())
        flash(_("The section is removed; its questions stay."), "success")
    return answer(event, form)
