"""Signing up for an event, up to “we have written to you”."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events import shown
from eventreg.events.lookups import outlook
from eventreg.events.models import Event
from eventreg.events.pools import addresses
from eventreg.events.queries import by_slug
from eventreg.events.questions.queries import asked_at
from eventreg.events.questions.states import Stage
from eventreg.events.rules import (
    closed_reason,
    late_words,
    members_words,
    sign_up_words,
)
from eventreg.events.states import VISIBLE, Kind
from eventreg.registrations import guard, newcomers, queries, services
from eventreg.registrations.forms import (
    AddressForm,
    SendAgainForm,
    SignUpForm,
    sign_up_form,
)
from eventreg.registrations.guard import GuardedForm, render_guarded
from eventreg.registrations.models import SignUpDraft
from eventreg.web import access
from eventreg.web.network import network
from eventreg.web.pages import form_errors

#: Where the session keeps the drafts, by event; only the latest few.
KEY = "sign_ups"
REMEMBERED = 5

bp = Blueprint("signup", __name__, url_prefix="/events/<slug>/register")


@bp.route("", methods=["GET", "POST"])
@access.public
def register(slug: str) -> ResponseReturnValue:
    event = visible_event(slug)
    form = _form(event)
    reason = closed_reason(event, clock.now())
    if reason is not None and not form.is_submitted():
        return _closed(event, reason)
    if form.is_submitted() and "party" in request.form:
        added = form.change_party(request.form["party"])
        return _form_page(event, form, added=added)
    is_valid = form.validate_on_submit()
    look_again = is_valid and form.looks_automatic() and not guard.is_known()
    if look_again:
        form.show_again()
    elif is_valid:
        with form_errors(form), full_choices(form, event):
            return _take_in(event, form, form.typed(privacy_version()))
    return _form_page(event, form, look_again=look_again)


@bp.route("/sent", methods=["GET", "POST"])
@access.public
def sent(slug: str) -> ResponseReturnValue:
    event, draft = visible_event(slug), _draft(slug)
    if draft is None:
        return _forgotten(event)
    form, typed = SendAgainForm(), services.typed_in(draft)
    email = typed.applicant.email
    if form.validate_on_submit():
        with form_errors(form):
            guard.count(form, email)
            with write_tx():
                services.send_again(draft)
            flash(_("We have written to you once more."), "success")
            return redirect(url_for(".sent", slug=slug), 303)
    return render_guarded(
        "registrations/signup/sent.html",
        form,
        email=email,
        everybody=[typed.applicant, *typed.companions],
        **event_words(event),
    )


@bp.route("/correct", methods=["GET", "POST"])
@access.public
def correct(slug: str) -> ResponseReturnValue:
    event, draft = visible_event(slug), _draft(slug)
    if draft is None:
        return _forgotten(event)
    typed = services.typed_in(draft)
    form = AddressForm(email=typed.applicant.email)
    if form.validate_on_submit():
        corrected = replace(typed.applicant, email=form.address)
        with form_errors(form):
            return _take_in(
                event, form, replace(typed, applicant=corrected), replaces=draft.key
            )
    return render_guarded(
        "registrations/signup/correct.html", form, **event_words(event)
    )


def _take_in(
    event: Event, form: GuardedForm, typed: services.Typed, *, replaces: str = ""
) -> ResponseReturnValue:
    """The one way in for a form, new or with another address."""
    guard.count(form, typed.applicant.email, *(each.email for each in typed.companions))
    with write_tx():
        draft = services.sign_up(
            event,
            typed.applicant,
            typed.companions,
            together=typed.together,
            replaces=replaces,
        )
        return _sent(event, draft)


def _form(event: Event) -> SignUpForm:
    questions = asked_at(event, Stage.APPLICATION)
    return sign_up_form(questions, kind=SignUpForm)(
        offered=addresses(event),
        needs_addresses=event.kind is Kind.TRIP,
        may_be_together=event.only_together,
    )


def _form_page(
    event: Event,
    form: SignUpForm,
    *,
    look_again: bool = False,
    added: int | None = None,
) -> ResponseReturnValue:
    """
    :param added: index of the person who was just added, who takes the focus.
    """
    now = clock.now()
    return render_guarded(
        "registrations/signup/register.html",
        form,
        look_again=look_again,
        added=added,
        what_comes=newcomers.form_words(event, now),
        members_only=members_words(event, now),
        late_words=late_words(event, now),
        **event_words(event),
    )


@contextmanager
def full_choices(form: SignUpForm, event: Event) -> Iterator[None]:
    """Bring a session that filled up meanwhile back to its field."""
    try:
        yield
    except services.ChoiceIsFull:
        if not form.refuse_choice(addresses(event)):
            raise
        form.was_refused = True


def privacy_version() -> str:
    return str(network().privacy_version)


def visible_event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None or event.state not in VISIBLE:
        abort(404)
    return event


def _sent(event: Event, draft: SignUpDraft) -> ResponseReturnValue:
    """Remember what was typed, and say where we have written to."""
    others = [pair for pair in session.get(KEY, []) if pair[0] != event.slug]
    session[KEY] = [*others, [event.slug, draft.key]][-REMEMBERED:]
    return redirect(url_for("signup.sent", slug=event.slug), 303)


def _draft(slug: str) -> SignUpDraft | None:
    """What this browser sent for the event; ``None``: nothing, or long ago."""
    key = dict(session.get(KEY, [])).get(slug)
    return queries.draft(key) if key else None


def event_words(event: Event) -> dict[str, Any]:
    """What every page of a sign-up names."""
    return {
        "event": event,
        "title": shown.texts(event)["title"],
        "act": sign_up_words(event, outlook(event, clock.now())),
    }


def _closed(event: Event, reason: str) -> str:
    opens = event.opens_at
    return render_template(
        "registrations/signup/closed.html",
        reason=reason,
        not_yet=opens is not None and opens > clock.now(),
        **event_words(event),
    )


def _forgotten(event: Event) -> tuple[str, int]:
    page = "registrations/signup/forgotten.html"
    return render_template(page, **event_words(event)), 404
