"""The form that knows who fills it in: from a personal link, or signed in."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events import lookups
from eventreg.events.models import Event
from eventreg.events.pools import addresses
from eventreg.events.questions.queries import asked_at
from eventreg.events.questions.states import Stage
from eventreg.events.rules import (
    late_words,
    opening,
    sign_up_words,
)
from eventreg.events.states import Kind
from eventreg.people.models import Person
from eventreg.people.queries import is_member, language_of_link
from eventreg.people.views.personal import keep_to_yourself, link_is_gone, person_of
from eventreg.registrations import newcomers, queries, services
from eventreg.registrations.forms import KnownForm, sign_up_form
from eventreg.registrations.invitations import invitation
from eventreg.registrations.models import Registration
from eventreg.registrations.money.prices import prices
from eventreg.registrations.states import State
from eventreg.registrations.views.files import change_party, keep_files
from eventreg.registrations.views.signup_common import (
    event_words,
    full_choices,
    privacy_version,
    refused,
    shut,
    visible_event,
)
from eventreg.web import access
from eventreg.web.locale import answer_in
from eventreg.web.pages import form_errors, render_form
from eventreg.web.requests import takes_files

bp = Blueprint("known", __name__, url_prefix="/members/<token>/events/<slug>")
answer_in(bp, language_of_link)
bp.after_request(keep_to_yourself)
bp.register_error_handler(404, link_is_gone)


@bp.route("/register", methods=["GET", "POST"])
@access.own_link
@takes_files
def register(token: str, slug: str) -> ResponseReturnValue:
    """Behind the personal link, which is as good as a confirmed address."""
    return known_page(
        visible_event(slug),
        person_of(token),
        details=url_for("personal.details", token=token, next=request.path),
    )


def known_page(event: Event, person: Person, *, details: str) -> ResponseReturnValue:
    """The short form; afterwards, or where there is nothing to do, the own page.

    :param details: where the person changes what is known.
    """
    registered = queries.live_of_known(event, person)
    if registered is not None and registered.state is not State.UNVERIFIED:
        return _own_page(registered, _("You are signed up for this event already."))
    form = _form(event, person)
    reason = shut(event, person)
    if reason is not None and not form.is_submitted():
        return _closed(event, person, reason)
    if form.is_submitted() and "party" in request.form:
        added = change_party(form, request.form["party"])
        return _form_page(event, form, person, details=details, added=added)
    is_valid = form.validate_on_submit()
    keep_files([form, *form.others])
    if form.is_submitted() and reason is not None:
        return _form_page(event, refused(form, reason), person, details=details)
    if is_valid:
        with form_errors(form), full_choices(form, event):
            typed = form.typed(privacy_version())
            with write_tx():
                registration = services.sign_up_known(
                    event,
                    person,
                    typed.applicant,
                    typed.companions,
                    together=typed.together,
                    seen=form.prints(),
                )
                return _own_page(registration, _("Thank you, we have your form."))
    if isinstance(form.refusal, services.AlreadyRegistered):
        # A second click, or another tab, was quicker.
        words = _("You are signed up for this event already.")
        return _own_page(form.refusal.registration, words)
    return _form_page(event, form, person, details=details)


def _own_page(registration: Registration, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("my.show", token=registration.token), 303)


def _form(event: Event, person: Person) -> KnownForm:
    questions = asked_at(event, Stage.APPLICATION)
    known = services.applicant_for(person)
    return sign_up_form(questions, kind=KnownForm, lives_in=known.country)(
        known=known,
        offered=addresses(event),
        needs_addresses=event.kind is Kind.TRIP,
        may_be_together=event.only_together,
    )


def _form_page(
    event: Event,
    form: KnownForm,
    person: Person,
    *,
    details: str,
    added: int | None = None,
) -> ResponseReturnValue:
    now = clock.now()
    outlook = lookups.outlook(event, now, person)
    form.say_awaited(outlook.awaited, others=lookups.outlook(event, now).awaited)
    everybody = prices(event)
    day = event.starts_local.date()
    is_one = is_member(person, day)
    fees = everybody and replace(everybody, is_member=is_one)
    form.say_prices(fees, others=everybody)
    words = event_words(event) | {"act": sign_up_words(outlook)}
    return render_form(
        "registrations/known/register.html",
        form,
        person=person,
        known=form.known,
        details=details,
        added=added,
        prices=fees,
        prices_of_others=everybody,
        seen=form.carried(services.form_print(event, is_member=is_one)),
        what_comes=newcomers.known_words(event, person, now, asks=form.must_answer),
        late_words=late_words(event, now) if outlook.is_decided_on else "",
        **words,
    )


def _closed(event: Event, person: Person, reason: str) -> str:
    values: dict[str, Any] = event_words(event)
    return render_template(
        "registrations/signup/closed.html",
        reason=reason,
        not_yet=opening(event, clock.now(), is_member=False) is not None,
        is_invited=invitation(event, person) is not None,
        **values,
    )
