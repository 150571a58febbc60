"""Several questions written on one page."""

from flask import flash, request
from flask_babel import ngettext

from eventreg.database import write_tx
from eventreg.events.manage import EDITORS, Page, me
from eventreg.events.manage_parts import editable
from eventreg.events.questions import queries, services
from eventreg.events.questions.forms import several_form
from eventreg.events.questions.manage.common import back_to_list, bp, page_of
from eventreg.web import access
from eventreg.web.pages import form_errors


@bp.route("/several", methods=["GET", "POST"])
@access.staff(*EDITORS)
def add_several(slug: str) -> Page:
    """A row for each; what a row does not ask can be said afterwards."""
    event = editable(slug)
    form = several_form(event.language, queries.sections(event))
    if request.form.get("rows"):
        return page_of(event, form, "several", row=form.more())
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            added = services.add_several(event, form.written(), by=me())
            flash(_added(len(added)), "success")
            return back_to_list(event, at=added[0].key)
    return page_of(event, form, "several", row=None)


def _added(count: int) -> str:
    return ngettext(
        "%(num)s question is on the form.",
        "%(num)s questions are on the form.",
        count,
    )
