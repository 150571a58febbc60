"""Signing up for an event, up to “we have written to you”."""

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.questions.queries import asked_at
from eventreg.events.questions.states import Stage
from eventreg.events.rules import closed_reason, is_for_members
from eventreg.events.states import Kind
from eventreg.registrations import guard, services
from eventreg.registrations.forms import AddressForm, SendAgainForm
from eventreg.registrations.forms.pages import is_long
from eventreg.registrations.guard import render_guarded
from eventreg.registrations.views.files import change_party, keep_files
from eventreg.registrations.views.signup_common import (
    BEGUN,
    bp,
    build_form,
    closed,
    ended,
    event_words,
    forgotten,
    form_page,
    full_choices,
    over,
    privacy_version,
    refused,
    remembered,
    sent_draft,
    take_in,
    visible_event,
)
from eventreg.registrations.views.signup_pages import first_page
from eventreg.web import access
from eventreg.web.network import or_kept
from eventreg.web.pages import form_errors
from eventreg.web.requests import takes_files

#: How the address says that it is not the signed-in member who signs up.
SOMEBODY_ELSE = "somebody-else"


@bp.route("", methods=["GET", "POST"])
@access.public
@takes_files
def register(slug: str) -> ResponseReturnValue:
    event = visible_event(slug)
    if _is_known_here(slug):
        return redirect(url_for("member_events.register", slug=slug), 303)
    reason = closed_reason(event, clock.now())
    if reason is not None and request.method != "POST":
        return closed(event, reason, is_begun=bool(remembered(BEGUN, slug)))
    questions = asked_at(event, Stage.APPLICATION)
    if is_long(questions):
        return first_page(event, questions)
    form = build_form(event, questions)
    if form.is_submitted() and "party" in request.form:
        added = change_party(form, request.form["party"])
        return form_page(event, refused(form, reason), added=added)
    is_valid = form.validate_on_submit()
    keep_files([form, *form.others])
    if form.is_submitted() and reason is not None:
        return form_page(event, refused(form, reason))
    look_again = is_valid and form.looks_automatic() and not guard.is_known()
    if look_again:
        form.show_again()
    elif is_valid:
        with form_errors(form), full_choices(form, event):
            typed = form.typed(privacy_version())
            return take_in(event, form, typed, seen=form.prints())
    return form_page(event, form, look_again=look_again)


def _is_known_here(slug: str) -> bool:
    """Whether a signed-in member has opened the page, and not for somebody else.

    Who has begun a long form as somebody else goes on with it.
    """
    return (
        request.method == "GET"
        and SOMEBODY_ELSE not in request.args
        and access.member() is not None
        and not remembered(BEGUN, slug)
    )


@bp.route("/sent", methods=["GET", "POST"])
@access.public
def sent(slug: str) -> ResponseReturnValue:
    event, draft = visible_event(slug), sent_draft(slug)
    if draft is None:
        return forgotten(event)
    if reason := over(event):
        return ended(event, reason, is_sent=True)
    form, typed = SendAgainForm(), services.typed_in(draft)
    email = typed.applicant.email
    if form.validate_on_submit():
        with form_errors(form):
            guard.count(form, email)
            with write_tx():
                services.send_again(draft)
            flash(_sent_again(), "success")
            return redirect(url_for(".sent", slug=slug), 303)
    return render_guarded(
        "registrations/signup/sent.html",
        form,
        email=email,
        everybody=[typed.applicant, *typed.companions],
        everybody_from=event.opens_at if is_for_members(event, clock.now()) else None,
        **event_words(event),
    )


def _sent_again() -> str:
    """Said to everybody: who is registered, and who is not any more, is not told."""
    return or_kept(
        _(
            "If the form you sent still counts, we have written to you once more. If "
            "no e-mail arrives, please fill it in again."
        )
    )


@bp.route("/correct", methods=["GET", "POST"])
@access.public
def correct(slug: str) -> ResponseReturnValue:
    event, draft = visible_event(slug), sent_draft(slug)
    if draft is None:
        return forgotten(event)
    if over(event):
        return redirect(url_for(".sent", slug=slug), 303)
    typed = services.typed_in(draft)
    form = AddressForm(email=typed.applicant.email)
    if event.kind is Kind.TRIP:
        form.taken = frozenset(each.email for each in typed.companions)
    if form.validate_on_submit():
        corrected = replace(typed.applicant, email=form.address)
        with form_errors(form):
            return take_in(
                event, form, replace(typed, applicant=corrected), replaces=draft.key
            )
    return render_guarded(
        "registrations/signup/correct.html", form, **event_words(event)
    )
