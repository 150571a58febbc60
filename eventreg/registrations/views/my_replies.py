"""What a person replies on the own page to a question of the organiser."""

from flask import abort, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.registrations.forms import ReplyForm
from eventreg.registrations.inquiries.queries import inquiry
from eventreg.registrations.views.own import (
    back,
    bp,
    is_over,
    may,
    overtaken,
    own,
    too_late,
    words,
)
from eventreg.web import access
from eventreg.web.pages import form_errors, render_form


@bp.route("/inquiries/<code>", methods=["GET", "POST"])
@access.own_link
def reply(token: str, code: str) -> ResponseReturnValue:
    """The question and a field, as long as it is open."""
    registration = own(token)
    asked, form = inquiry(registration, code), ReplyForm()
    if asked is None:
        abort(404)
    if asked.replied_at is not None or not may(registration, "reply"):
        return too_late(registration, "reply", form)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                services.reply(asked, words=form.reply.data or "")
            flash(_("Thank you, the organiser can read your answer now."), "success")
            return back(token)
    if is_over(registration, "reply", form):
        return overtaken(token, form)
    page = "registrations/my/reply.html"
    return render_form(page, form, inquiry=asked, **words(registration))
