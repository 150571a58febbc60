"""What all pages of a person's own link share.

Letters link here, and mail scanners open every link: GET changes nothing, and
a button posts. Who comes too late or twice finds the page that says how things
stand now.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import HiddenField, StringField

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.errors import Gone
from eventreg.events import shown
from eventreg.events.states import RUNNING
from eventreg.registrations import queries, services, standing
from eventreg.registrations.models import Registration
from eventreg.registrations.states import LIVE, State
from eventreg.web.forms import EmptyForm, Form
from eventreg.web.locale import answer_in, current_language, prefer
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("my", __name__, url_prefix="/my/<token>")
answer_in(bp, queries.language_of_token)


@bp.after_request
def keep_to_yourself(response: Response) -> Response:
    """The address is a secret and the page is personal."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@bp.errorhandler(404)
def link_is_gone(_error: Exception) -> tuple[str, int]:
    return render_template("registrations/my/gone.html"), 404


def own(token: str) -> Registration:
    """The registration this link belongs to; a wrong or revoked link looks missing."""
    registration = queries.by_token(token)
    if registration is None:
        abort(404)
    prefer(registration.language)
    return registration


def back(token: str) -> ResponseReturnValue:
    return redirect(url_for("my.show", token=token), 303)


def may(registration: Registration, act: str) -> bool:
    """Whether the person's own page offers ``act`` now."""
    if act == "extend" and not services.can_be_extended(registration):
        return False
    return standing.may(registration, act, state=services.stands(registration))


def words(registration: Registration) -> dict[str, Any]:
    """What every page about a registration names: the person and the event."""
    event = registration.event
    texts = shown.texts(event)
    return {
        "registration": registration,
        "event": event,
        "title": texts["title"],
        "moved_from": shown.moved_from(event, clock.now()),
        "price": texts["price"],
        "terms": texts["terms"],
        "person": standing.spoken_to(registration, current_language()),
        "may": partial(may, registration),
        "is_kept_on": _is_kept_on(registration),
        "has_begun": event.starts_at <= clock.now(),
    }


def _is_kept_on(registration: Registration) -> bool:
    """Whether an offer should be over, but could not be told of in time."""
    ends_at = registration.offer_expires_at
    is_offered = services.stands(registration) is State.OFFERED
    return is_offered and ends_at is not None and ends_at <= clock.now()


#: Where an act leads; who stands there has what they wanted.
_LEADS_TO = {
    "confirm": LIVE - {State.UNVERIFIED},
    "not_me": frozenset({State.CANCELLED}),
    "accept": frozenset({State.CONFIRMED}),
    "refuse": frozenset({State.CANCELLED}),
    "rejoin": LIVE,
    "cancel": frozenset({State.CANCELLED}),
}


#: The answers to an offer.
_ANSWERS = frozenset({"accept", "refuse", "extend"})


def too_late(registration: Registration, name: str, form: Form) -> ResponseReturnValue:
    """How things stand now; and that a click which came too late changed nothing."""
    said = []
    if name == "cancel" and _runs(registration):
        begun = _(
            "The event has begun: nobody is cancelled here any more, and nobody "
            "moves up. If you cannot come, there is nothing you need to do."
        )
        said.append(begun)
    if form.is_submitted():
        nothing = _("Your click has changed nothing. This is how things stand now.")
        is_done = registration.shown_state in _LEADS_TO.get(name, ())
        before = _("This was done before.")
        said.append(f"{before} {nothing}" if is_done else nothing)
    return _say(registration, said, form)


def _say(
    registration: Registration, said: list[str], form: Form
) -> ResponseReturnValue:
    """The own page with these sentences; before it, what was written in vain."""
    if written := _written(form):
        page = "registrations/my/written.html"
        shown_ = {**words(registration), "said": said, "written": written}
        return render_template(page, **shown_), 409
    for each in said:
        flash(each, "notice")
    return back(registration.token)


def _written(form: Form) -> list[tuple[str, str]]:
    """Label and value of each text of a form that was sent and is not stored."""
    if not form.is_submitted():
        return []
    form.validate()  # so that a phone number is read as it is stored
    return [
        (str(field.label.text), field.data)
        for field in form
        if isinstance(field, StringField) and not isinstance(field, HiddenField)
        if field.data and field.data != field.object_data
    ]


def _runs(registration: Registration) -> bool:
    """Whether the event has begun and is not over, and the person is not out."""
    event = registration.event
    is_on = event.state in RUNNING and event.starts_at <= clock.now() < event.ends_at
    return is_on and registration.shown_state in LIVE


def is_unnoticed(registration: Registration) -> bool:
    """Whether an offer is over, and only the worker does not know it yet."""
    return services.stands(registration) is not registration.shown_state


def end_unnoticed(registration: Registration) -> ResponseReturnValue:
    """What the worker would do within the minute, for who answers too late."""
    with write_tx():
        services.expire(registration, by=Actor.worker())
    flash(str(services.OfferHasEnded()), "notice")
    return back(registration.token)


def is_over(registration: Registration, name: str, form: Form) -> bool:
    """Whether a rule said no because the act is not offered any more."""
    if isinstance(form.refusal, Gone):
        abort(404)
    return form.was_refused and not may(registration, name)


def overtaken(token: str, form: Form) -> ResponseReturnValue:
    """How things stand now, with what the rule said that was in the way."""
    return _say(own(token), [str(form.refusal)], form)


def act(
    token: str,
    name: str,
    service: Callable[[Registration], object],
    thanks: str = "",
    *,
    form: Form | None = None,
    **values: Any,
) -> ResponseReturnValue:
    """A page with one button, and what the button does.

    :param values: what the page shows besides person and event.
    """
    registration, form = own(token), form or EmptyForm()
    if not may(registration, name):
        if (
            name in _ANSWERS
            and is_unnoticed(registration)
            and form.validate_on_submit()
        ):
            return end_unnoticed(registration)
        return too_late(registration, name, form)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                service(registration)
            if thanks:
                flash(thanks, "success")
            return back(token)
    if isinstance(form.refusal, services.OfferHasEnded):
        # Within the minute until the worker comes by: what it would do.
        with write_tx():
            services.expire(registration, by=Actor.worker())
    if is_over(registration, name, form):
        # Something happened in the same moment; the button has no page now.
        if registration.shown_state in _LEADS_TO.get(name, ()):
            return too_late(registration, name, form)
        return overtaken(token, form)
    page = f"registrations/my/{name}.html"
    return render_form(page, form, **words(registration), **values)
