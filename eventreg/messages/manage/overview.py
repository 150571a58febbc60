"""What an event writes to its people by itself, and what staff wrote."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events import shown
from eventreg.events.called_off import leave_if_cancelled
from eventreg.events.models import Event
from eventreg.events.queries import by_slug
from eventreg.messages import queries, rules, services, written
from eventreg.messages.forms import RemindersForm
from eventreg.messages.rules import Before
from eventreg.registrations.manage.common import OFFICE
from eventreg.web import access
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("messages", __name__, url_prefix="/manage/events/<slug>/messages")


@bp.get("")
@access.staff(*OFFICE)
def index(slug: str) -> str:
    """Everything that this event writes, and the ways to write."""
    event = event_or_404(slug)
    chosen = queries.chosen(event)
    must_be_answered = queries.must_be_answered(event)
    return render_template(
        "messages/index.html",
        **head_of(event),
        reminders=[
            (before, rules.moment(event, before))
            for before in Before
            if before in chosen
        ],
        answers_at=rules.answers_moment(event) if must_be_answered else None,
        answers_due=rules.answers_due(event),
        thanks_at=rules.thanks_moment(event) if queries.sends_thanks(event) else None,
        free_letters=[
            (letter, written.subject(letter), count)
            for letter, count in queries.free_letters(event)
        ],
        invited_count=len(queries.invited_to(event)),
        now=clock.now(),
    )


@bp.route("/reminders", methods=["GET", "POST"])
@access.staff(*OFFICE)
def reminders(slug: str) -> ResponseReturnValue:
    """On or off, each by itself."""
    event = event_or_404(slug)
    leave_if_cancelled(event, to=url_for(".index", slug=slug))
    chosen = queries.chosen(event)
    form = RemindersForm(
        data={str(before): before in chosen for before in Before}
        | {"thanks": queries.sends_thanks(event)}
    )
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                services.choose_reminders(
                    event, form.wanted, thanks=form.thanks.data, by=me()
                )
            flash(_("The reminders are saved."), "success")
            return redirect(url_for(".index", slug=slug), 303)
    moments = {str(before): rules.moment(event, before) for before in Before}
    moments["thanks"] = rules.thanks_moment(event)
    return render_form(
        "messages/reminders.html", form, moments=moments, **head_of(event)
    )


def event_or_404(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event


def head_of(event: Event) -> dict[str, object]:
    """What the head of each of these pages needs."""
    return {"event": event, "title": shown.texts(event)["title"]}


def me() -> Actor:
    """Who acts on these pages."""
    return Actor.staff(access.me())
