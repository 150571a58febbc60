"""A person's own page and what can be done there.

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

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events import shown
from eventreg.events.rules import closed_reason
from eventreg.outbox.addresses import public_url
from eventreg.outbox.calendar import part as calendar_part
from eventreg.outbox.sender import current_sender
from eventreg.registrations import letters, queries, services, standing
from eventreg.registrations.forms import CancelForm, ConsentsForm
from eventreg.registrations.forms.sign_up import PHOTO_WORDS
from eventreg.registrations.models import PhotoLevel, Registration
from eventreg.registrations.states import LIVE, State
from eventreg.web import access
from eventreg.web.forms import EmptyForm, Form
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("my", __name__, url_prefix="/my/<token>")


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


@bp.get("")
@access.own_link
def show(token: str) -> str:
    registration = _own(token)
    state = registration.shown_state
    return render_template(
        f"registrations/my/states/{state}.html",
        **_words(registration),
        state=state,
        tone=standing.TONES[state],
        history=standing.history(registration),
        last=standing.last_reason(registration),
        place=queries.place_in_line(registration),
        code=standing.code_picture(registration, public_url()),
        may_change=state in LIVE,
        may_sign_up=closed_reason(registration.event, clock.now()) is None,
        photo_word=PHOTO_WORDS[registration.photo_level],
    )


@bp.get("/event.ics")
@access.own_link
def calendar(token: str) -> Response:
    """The same entry as in the letter, so that a calendar keeps one of them."""
    registration = _own(token)
    if registration.shown_state is not State.CONFIRMED:
        abort(404)
    _method, body = calendar_part(
        letters.calendar_entry(registration, "REQUEST"),
        to=registration.email or "",
        sender=current_sender(),
        own_page=f"{public_url()}{url_for('my.show', token=token)}",
    )
    answer = Response(body, mimetype="text/calendar")
    name = f"{registration.event.slug}.ics"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.route("/confirm", methods=["GET", "POST"])
@access.own_link
def confirm(token: str) -> ResponseReturnValue:
    thanks = _("Thank you, your address is confirmed.")
    return _act(token, "confirm", services.verify, thanks)


@bp.route("/not-me", methods=["GET", "POST"])
@access.own_link
def not_me(token: str) -> ResponseReturnValue:
    return _act(token, "not_me", services.not_me)


@bp.route("/accept", methods=["GET", "POST"])
@access.own_link
def accept(token: str) -> ResponseReturnValue:
    thanks = _("You have accepted the seat. We look forward to seeing you.")
    return _act(token, "accept", services.accept, thanks)


@bp.route("/refuse", methods=["GET", "POST"])
@access.own_link
def refuse(token: str) -> ResponseReturnValue:
    thanks = _("Thank you for telling us. Somebody else will be glad of the seat.")
    return _act(token, "refuse", services.refuse, thanks)


@bp.route("/rejoin", methods=["GET", "POST"])
@access.own_link
def rejoin(token: str) -> ResponseReturnValue:
    return _act(token, "rejoin", services.rejoin, _("You are back on the waitlist."))


@bp.route("/cancel", methods=["GET", "POST"])
@access.own_link
def cancel(token: str) -> ResponseReturnValue:
    form = CancelForm()

    def give_up(registration: Registration) -> None:
        by = Actor.person(registration)
        services.cancel(registration, by=by, note=form.note.data or "")

    return _act(token, "cancel", give_up, _("Thank you for telling us."), form=form)


@bp.route("/consents", methods=["GET", "POST"])
@access.own_link
def consents(token: str) -> ResponseReturnValue:
    registration = _own(token)
    form = ConsentsForm(
        show_name=registration.show_name, photo_level=registration.photo_level.value
    )
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                services.change_consents(
                    registration,
                    show_name=form.show_name.data,
                    photo_level=PhotoLevel(form.photo_level.data),
                    by=Actor.person(registration),
                )
            flash(_("Saved."), "success")
            return _back(token)
    page = "registrations/my/consents.html"
    return render_form(page, form, **_words(registration))


def _act(
    token: str,
    name: str,
    service: Callable[[Registration], object],
    thanks: str = "",
    *,
    form: Form | None = None,
) -> ResponseReturnValue:
    """A page with one button, and what the button does."""
    registration, form = _own(token), form or EmptyForm()
    if not standing.may(registration, name):
        return _back(token)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                service(registration)
            if thanks:
                flash(thanks, "success")
            return _back(token)
    page = f"registrations/my/{name}.html"
    return render_form(page, form, **_words(registration))


def _own(token: str) -> Registration:
    """The registration this link belongs to; a wrong or revoked link looks missing."""
    registration = queries.by_token(token)
    if registration is None:
        abort(404)
    return registration


def _back(token: str) -> ResponseReturnValue:
    return redirect(url_for("my.show", token=token), 303)


def _words(registration: Registration) -> dict[str, Any]:
    """What every page about a registration names: the person and the event."""
    event = registration.event
    texts = shown.texts(event)
    return {
        "registration": registration,
        "event": event,
        "title": texts["title"],
        "price": texts["price"],
        "person": standing.spoken_to(registration, current_language()),
        "may": partial(standing.may, registration),
    }
