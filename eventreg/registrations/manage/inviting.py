"""Staff invite a known person to an event."""

from datetime import datetime

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.database import write_tx
from eventreg.events import shown
from eventreg.events.models import Event
from eventreg.events.queries import upcoming
from eventreg.people.manage.persons import person_or_404
from eventreg.people.names import full_name
from eventreg.registrations import services
from eventreg.registrations.forms import InviteForm
from eventreg.registrations.invitations import invitations_of
from eventreg.registrations.manage.common import OFFICE, me
from eventreg.web import access
from eventreg.web.dates import format_when
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("invite", __name__, url_prefix="/manage/people/<reference>")


@bp.route("/invite", methods=["GET", "POST"])
@access.staff(*OFFICE)
def new(reference: str) -> ResponseReturnValue:
    """Which event, and a word to this person; the letter goes at once."""
    person = person_or_404(reference)
    events = {e.slug: e for e in upcoming() if services.can_be_invited_to(e)}
    invited = invitations_of(person)
    form = InviteForm(offered=[(s, _words(e, invited)) for s, e in events.items()])
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                event = events[form.event.data]
                services.invite(
                    event,
                    person,
                    by=me(),
                    note=form.note.data or "",
                    counts_as_approved=form.counts_as_approved.data,
                )
                name = full_name(person)
            flash(_("%(name)s gets an invitation by e-mail.", name=name), "success")
            return redirect(url_for("persons.show", reference=reference), 303)
    return render_form("registrations/manage/invite.html", form, person=person)


def _words(event: Event, invited: dict[int, datetime]) -> str:
    """Title and start, and when this person was invited to it last."""
    title = shown.texts(event)["title"]
    words = f"{title}, {format_when(event.starts_at, event.timezone)}"
    at = invited.get(event.id)
    if at is None:
        return words
    return _("%(event)s (invited on %(when)s)", event=words, when=format_when(at))
