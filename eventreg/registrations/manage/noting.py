"""Writing a note about one person, from the inbox or their page."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.registrations.forms import WriteNoteForm
from eventreg.registrations.manage.changing import bp
from eventreg.registrations.manage.common import OFFICE, me, registration_or_404, to
from eventreg.registrations.manage.inbox_shared import here
from eventreg.web import access
from eventreg.web.pages import form_errors, render_form


@bp.route("/note", methods=["GET", "POST"])
@access.staff(*OFFICE)
def note(reference: str) -> ResponseReturnValue:
    """A field; back to where it was opened: ``?inbox=1`` is the inbox."""
    registration, form = registration_or_404(reference), WriteNoteForm()
    is_from_inbox = "inbox" in request.args
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                services.note(registration, by=me(), words=form.note.data or "")
            flash(_("The note is kept."), "success")
            if is_from_inbox:
                return redirect(url_for("inbox.index", **here()), 303)
            return to(reference)
    page = "registrations/manage/note.html"
    return render_form(page, form, registration=registration)
