"""Staff make one of somebody who is known twice."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.database import write_tx
from eventreg.errors import Gone
from eventreg.people.manage.persons import person_or_404
from eventreg.people.names import full_name
from eventreg.registrations import services
from eventreg.registrations.manage.common import OFFICE, me
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("merge_people", __name__, url_prefix="/manage/people/<reference>")


@bp.route("/merge/<other>", methods=["GET", "POST"])
@access.staff(*OFFICE)
def merge(reference: str, other: str) -> ResponseReturnValue:
    """Both side by side, and which of them stays."""
    kept, gone, form = person_or_404(reference), person_or_404(other), EmptyForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                services.merge_people(kept, gone, by=me())
            flash(_("%(name)s is one person now.", name=full_name(kept)), "success")
            return redirect(url_for("persons.show", reference=reference), 303)
    if isinstance(form.refusal, Gone):
        abort(404)
    return render_form("people/merge.html", form, kept=kept, gone=gone)
