"""Questions of another event for this one."""

from flask import abort, flash
from flask_babel import ngettext

from eventreg.database import write_tx
from eventreg.events import shown
from eventreg.events.manage import EDITORS, Page, event_or_404, me
from eventreg.events.manage_parts import editable
from eventreg.events.questions import kinds, queries, services
from eventreg.events.questions.forms import CopyForm
from eventreg.events.questions.manage.common import back_to_list, bp, page_of
from eventreg.events.questions.texts import label
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.pages import form_errors


@bp.get("/copy")
@access.staff(*EDITORS)
def choose_event(slug: str) -> Page:
    """Events that ask something, the latest first."""
    event = editable(slug)
    others = [
        (other.slug, shown.texts(other)["title"], other, count)
        for other, count in queries.asking(besides=event)
    ]
    return page_of(event, EmptyForm(), "copy_from", others=others)


@bp.route("/copy/<other>", methods=["GET", "POST"])
@access.staff(*EDITORS)
def copy(slug: str, other: str) -> Page:
    """Its questions, each with a tick; they come along with new keys."""
    event, source = editable(slug), event_or_404(other)
    if source.id == event.id:
        abort(404)
    rows = queries.questions(source)
    form = CopyForm()
    form.offer(
        (row.key, f"{label(row)} – {kinds.kind_words(row.kind).name}") for row in rows
    )
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            count = services.copy_some(source, event, form.questions.data, by=me())
            flash(_copied(count), "success")
            return back_to_list(event)
    title = shown.texts(source)["title"]
    return page_of(event, form, "copy", source=source, source_title=title)


def _copied(count: int) -> str:
    return ngettext(
        "%(num)s question is copied.", "%(num)s questions are copied.", count
    )
