"""Staff pages of events: the list, a new one, one event, its state."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events import lookups, overview, queries, services, shown, told
from eventreg.events.called_off import leave_if_cancelled
from eventreg.events.forms import CreateForm, cancel_form
from eventreg.events.models import Event
from eventreg.events.presets import PRESETS
from eventreg.events.states import EventState, Kind
from eventreg.web import access
from eventreg.web.forms import EmptyForm, Form
from eventreg.web.locale import current_language
from eventreg.web.meanwhile import PRINTS
from eventreg.web.network import network, publishing_blockers
from eventreg.web.pages import form_errors, render_form
from eventreg.web.roles import Role

bp = Blueprint("manage_events", __name__, url_prefix="/manage/events")

VIEWERS = (Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD)
EDITORS = (Role.DIRECTOR, Role.OFFICE)

Page = str | Response | tuple[str, int]


@bp.get("")
@access.staff(*VIEWERS)
def index() -> str:
    """Upcoming events, then drafts; with ``?past=1`` those that are over."""
    now, is_past = clock.now(), bool(request.args.get("past"))
    events = queries.past() if is_past else [*queries.upcoming(), *queries.drafts()]
    lines = overview.lines(events, now)
    return render_template(
        "manage_events/index.html",
        events=[line for line in lines if not line.is_draft],
        drafts=[line for line in lines if line.is_draft],
        is_past=is_past,
        may_edit=_may_edit(),
    )


@bp.get("/new")
@access.staff(*EDITORS)
def choose() -> str:
    """The three kinds, each with what it presets."""
    kinds = [
        (kind, shown.kind_name(kind), overview.preset_words(kind)) for kind in Kind
    ]
    return render_template("manage_events/choose.html", kinds=kinds)


@bp.route("/new/<any(evening, workshop, trip):kind>", methods=["GET", "POST"])
@access.staff(*EDITORS)
def create(kind: str) -> Page:
    """One page: title, when, where, seats; all else comes from the kind."""
    form = CreateForm(
        capacity=PRESETS[Kind(kind)].capacity, language=current_language()
    )
    form.timezone.choices = shown.zone_choices()
    if Kind(kind) is not Kind.WORKSHOP:
        del form.sessions
    if form.validate_on_submit():
        typed = input_of(form) | _whom_to_ask()
        if form.sessions is not None:
            typed["sessions"] = form.sessions.sessions()
        with form_errors(form), write_tx():
            event = services.create(Kind(kind), by=me(), **typed)
            return redirect(url_for(".show", slug=event.slug), 303)
    name = shown.kind_name(Kind(kind))
    return render_form("manage_events/create.html", form, kind=kind, name=name)


@bp.get("/<slug>")
@access.staff(*VIEWERS)
def show(slug: str) -> str:
    """How an event stands, what it lacks, and the way to all its parts."""
    event = event_or_404(slug)
    return render_template(
        "manage_events/show.html",
        event=event,
        page=overview.page(event, clock.now(), blockers=publishing_blockers()),
        links=overview.links(event),
        may_edit=_may_edit(),
    )


@bp.post("/<slug>/publish")
@access.staff(*EDITORS)
def publish(slug: str) -> Response:
    return _do(slug, services.publish, _("The event is published."))


@bp.post("/<slug>/close")
@access.staff(*EDITORS)
def close(slug: str) -> Response:
    return _do(slug, services.close, _("Sign-up is closed."))


@bp.post("/<slug>/reopen")
@access.staff(*EDITORS)
def reopen(slug: str) -> Response:
    answer = _do(slug, services.reopen, _("People can sign up again."))
    event = event_or_404(slug)
    if leads := overview.line_words(event, lookups.outlook(event, clock.now())):
        flash(leads, "notice")
    return answer


@bp.route("/<slug>/cancel", methods=["GET", "POST"])
@access.staff(*EDITORS)
def cancel(slug: str) -> Page:
    """What calling the event off will do, and the button that does it."""
    event = event_or_404(slug)
    form = cancel_form(event.languages)()
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.cancel(event, reason=form.words, by=me())
            flash(_("The event is cancelled."), "success")
            return redirect(url_for(".show", slug=slug), 303)
    leave_if_cancelled(event, form=form)
    has_run = event.is_past and not form.errors
    if event.state is EventState.DRAFT or has_run:
        return redirect(url_for(".show", slug=slug), 303)
    return render_form(
        "manage_events/cancel.html",
        form,
        event=event,
        title=shown.texts(event)["title"],
        written_to=lookups.people_to_tell(event),
        who=told.who_is_told(event),
        beside=told.told_beside(event),
        readers=shown.readers_words(lookups.languages_told(event)),
    )


@bp.route("/<slug>/discard", methods=["GET", "POST"])
@access.staff(*EDITORS)
def discard(slug: str) -> Page:
    """Whether a draft is really not wanted, and the button that takes it away."""
    event = event_or_404(slug)
    title = shown.texts(event)["title"]
    form = EmptyForm()
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.discard(event, by=me())
            flash(_("“%(title)s” is discarded.", title=title), "success")
            return redirect(url_for(".index"), 303)
    elif event.state is not EventState.DRAFT:
        return redirect(url_for(".show", slug=slug), 303)
    return render_form("manage_events/discard.html", form, event=event, title=title)


def _whom_to_ask() -> dict[str, str]:
    """The network, as the settings name it, else whoever makes the event."""
    site, account = network(), access.me()
    return {
        "organiser": site.name or account.name,
        "contact_email": site.email or account.email,
    }


def _do(slug: str, act: Callable[..., None], sentence: str) -> Response:
    event = event_or_404(slug)
    leave_if_cancelled(event)
    with write_tx():
        act(event, by=me())
    flash(sentence, "success")
    return redirect(url_for(".show", slug=slug), 303)


def _may_edit() -> bool:
    return access.me().role in EDITORS


def me() -> Actor:
    """Who acts on these pages."""
    return Actor.staff(access.me())


def event_or_404(slug: str) -> Event:
    event = queries.by_slug(slug)
    if event is None:
        abort(404)
    return event


def input_of(form: Form) -> dict[str, Any]:
    """What was typed, without what our own page sends besides."""
    besides = {"csrf_token", PRINTS}
    return {name: data for name, data in form.data.items() if name not in besides}
