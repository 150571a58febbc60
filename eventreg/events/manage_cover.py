"""The staff page for the picture above an event's page."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg.database import write_tx
from eventreg.events import services
from eventreg.events.forms.programme import cover_form
from eventreg.events.manage import EDITORS, Page, me
from eventreg.events.manage_parts import bp, editable, part_page, saved
from eventreg.uploads.forms import keep_chosen
from eventreg.web import access
from eventreg.web.pages import form_errors
from eventreg.web.requests import takes_files


@bp.route("/picture", methods=["GET", "POST"])
@access.staff(*EDITORS)
@takes_files
def cover(slug: str) -> Page:
    """The picture, and what it shows in words."""
    event = editable(slug)
    form = cover_form(event)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            form.check_unchanged(cover_form(services.locked(event)))
            alts = dict.fromkeys(event.languages, "") | form.by_language("alt")
            services.set_cover(event, form.picture.keep(), alts, by=me())
            return saved(event)
    if form.errors:
        with write_tx():
            keep_chosen(form)
    return part_page(event, "cover", form, takes_files=True)


@bp.post("/picture/remove")
@access.staff(*EDITORS)
def remove_cover(slug: str) -> Response:
    """Show the event without a picture."""
    event = editable(slug)
    with write_tx():
        services.remove_cover(event, by=me())
    flash(_("Removed."), "success")
    return redirect(url_for("edit_event.cover", slug=slug), 303)
