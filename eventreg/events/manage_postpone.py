"""The staff page that moves an event to another date or place."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.database import write_tx
from eventreg.events import gaps, lookups, services, shown, told
from eventreg.events.called_off import leave_if_cancelled
from eventreg.events.forms import postpone_form
from eventreg.events.manage import EDITORS, Page, event_or_404, me
from eventreg.events.states import RUNNING, EventState
from eventreg.web import access
from eventreg.web.network import or_kept
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("postpone_event", __name__, url_prefix="/manage/events/<slug>/postpone")


@bp.route("", methods=["GET", "POST"])
@access.staff(*EDITORS)
def postpone(slug: str) -> Page:
    """Who will be written to, what stays, and the new date or place."""
    event = event_or_404(slug)
    if event.state is EventState.CANCELLED:
        leave_if_cancelled(event, form=postpone_form(event.languages)(obj=event))
    if event.state not in RUNNING or event.is_past:
        return redirect(url_for("manage_events.show", slug=slug), 303)
    form = postpone_form(event.languages)(obj=event)
    form.timezone.choices = shown.zone_choices(event.timezone)
    if not form.is_submitted():
        form.begin_with(request.args, event)
    lasts = event.ends_local - event.starts_local
    written_to = lookups.people_to_tell_of_move(event)
    contacts = lookups.delegations(event).contacts
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            typed, read = form.moved(), form.offers_read.data or ""
            typed["ends_local"] = typed["ends_local"] or typed["starts_local"] + lasts
            changes = services.postpone(
                event, typed, words=form.words, offers_read=read, by=me()
            )
            flash(*_said(bool(changes), written_to + contacts))
            for odd in [*gaps.outside(event), *gaps.of_dates(event)] if changes else []:
                flash(odd.sentence, "notice")
            return redirect(url_for("manage_events.show", slug=slug), 303)
    if isinstance(form.refusal, services.OffersAreCut):
        form.offers_read.data = form.refusal.found.key
    return render_form(
        "manage_events/postpone.html",
        form,
        event=event,
        title=shown.texts(event)["title"],
        written_to=written_to,
        who=told.who_is_told(event, of_move=True),
        beside=told.told_beside(event),
        has_money_dates=lookups.has_money_dates(event),
        readers=shown.readers_words(lookups.languages_told(event, of_move=True)),
        minutes=int(lasts / timedelta(minutes=1)),
    )


def _said(has_changed: bool, written_to: int) -> tuple[str, str]:
    """What happened, and the colour of saying so."""
    if not has_changed:
        return _("Date and place are the same as before: nobody is told."), "notice"
    if not written_to:
        return _("The event is postponed."), "success"
    if kept := or_kept(""):
        return _("The event is postponed.") + f" {kept}", "success"
    return ngettext(
        "The event is postponed, and an e-mail to %(num)s person is on its way.",
        "The event is postponed, and e-mails to %(num)s people are on their way.",
        written_to,
    ), "success"
