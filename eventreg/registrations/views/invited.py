"""Behind an invitation: "are you …?", the form, and "no, thank you"."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.rules import opening
from eventreg.people.models import Person
from eventreg.people.names import full_name
from eventreg.people.queries import language_of_link
from eventreg.people.views.personal import keep_to_yourself, link_is_gone, person_of
from eventreg.registrations import queries, services
from eventreg.registrations.invitations import invitation
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from eventreg.registrations.views.own import may
from eventreg.registrations.views.signup_common import (
    event_words,
    shut,
    visible_event,
)
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.locale import answer_in

bp = Blueprint("invited", __name__, url_prefix="/members/<token>/events/<slug>")
answer_in(bp, language_of_link)
bp.after_request(keep_to_yourself)
bp.register_error_handler(404, link_is_gone)


@bp.get("")
@access.own_link
def ask(token: str, slug: str) -> str:
    """Name and company only: whoever was sent the link by a friend says so here."""
    event, person = visible_event(slug), person_of(token)
    registered = _registered(event, person)
    if registered is not None:
        return _answered(event, registered)
    return render_template(
        "registrations/known/ask.html",
        token=token,
        name=full_name(person),
        company=person.company.name if person.company else "",
        has_said=_has_said(event, person),
        **_standing(event, person),
        **event_words(event),
    )


@bp.route("/no-thanks", methods=["GET", "POST"])
@access.own_link
def no_thanks(token: str, slug: str) -> ResponseReturnValue:
    """One button; opening the page, as mail scanners do, says nothing."""
    event, person = visible_event(slug), person_of(token)
    form = EmptyForm()
    if form.validate_on_submit():
        with write_tx():
            has_said = services.say_no(event, person)
        if has_said:
            flash(_("Thank you for telling us."), "success")
        return redirect(url_for(".no_thanks", token=token, slug=slug), 303)
    registered = _registered(event, person)
    if registered is not None:
        return _answered(event, registered)
    return render_template(
        "registrations/known/no_thanks.html",
        form=form,
        token=token,
        name=full_name(person),
        has_said=_has_said(event, person),
        **_standing(event, person),
        **event_words(event),
    )


def _standing(event: Event, person: Person) -> dict[str, Any]:
    """Why this person finds no form now, and whether one comes."""
    opens_at = opening(event, clock.now(), is_member=False)
    return {"shut": shut(event, person), "not_yet": opens_at is not None}


def _has_said(event: Event, person: Person) -> bool:
    """Whether this person has said "no, thank you"."""
    invited = invitation(event, person)
    return invited is not None and invited.declined_at is not None


def _registered(event: Event, person: Person) -> Registration | None:
    """The registration that has answered it already; an unconfirmed form has not."""
    found = queries.live_of_known(event, person)
    return None if found is None or found.state is State.UNVERIFIED else found


def _answered(event: Event, registration: Registration) -> str:
    """Where they stand, and from where they can still cancel."""
    return render_template(
        "registrations/known/answered.html",
        registration=registration,
        may_cancel=may(registration, "cancel"),
        **event_words(event),
    )
