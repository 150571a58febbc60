"""The registrations of an event, one of them, and entry by staff."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.queries import by_slug
from eventreg.events.shown import Seats, texts
from eventreg.events.states import PoolKind
from eventreg.people.names import full_name
from eventreg.registrations import log, queries, services, standing
from eventreg.registrations.forms import EntryForm, NoteForm
from eventreg.registrations.forms.sign_up import PHOTO_WORDS
from eventreg.registrations.models import Registration
from eventreg.registrations.queries import Order, Wanted
from eventreg.registrations.states import State
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors, render_form
from eventreg.web.paging import paging
from eventreg.web.roles import Role

bp = Blueprint("manage_registrations", __name__, url_prefix="/manage")

#: Office answers people; what the desk and the travel lead see is less.
OFFICE = (Role.DIRECTOR, Role.OFFICE)


@bp.get("/events/<slug>/registrations")
@access.staff()
def index(slug: str) -> str:
    """Everybody at an event, narrowed and sorted by the query string."""
    event, sees_all = _event(slug), access.me().role in OFFICE
    wanted = _wanted(in_addresses=sees_all)
    pages = paging(queries.how_many(event, wanted), size=queries.PAGE_SIZE)
    language = current_language()
    found = queries.of_event(event, wanted, language=language, page=pages.number)
    return render_template(
        "registrations/manage/index.html",
        event=event,
        title=texts(event)["title"],
        seats=Seats.of(event.pool(PoolKind.EVENT)),
        registrations=found,
        counts=queries.counts(event),
        wanted=wanted,
        orders=Order,
        paging=pages,
        sees_all=sees_all,
    )


@bp.route("/events/<slug>/registrations/new", methods=["GET", "POST"])
@access.staff(*OFFICE)
def new(slug: str) -> ResponseReturnValue:
    """Somebody on the phone: entered in under a minute, address taken as true."""
    event, form = _event(slug), EntryForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                entered = services.enter(event, form.applicant(), by=_me())
                reference, name = entered.reference, full_name(entered)
            flash(_("%(name)s is entered and gets an e-mail.", name=name), "success")
            return _to(reference)
    title = texts(event)["title"]
    return render_form("registrations/manage/new.html", form, event=event, title=title)


@bp.get("/registrations/<reference>")
@access.staff(*OFFICE)
def show(reference: str) -> str:
    """One registration: the person, the state, what happened and who did it."""
    registration = _registration(reference)
    return render_template(
        "registrations/manage/show.html",
        registration=registration,
        event=registration.event,
        title=texts(registration.event)["title"],
        tone=standing.TONES[registration.state],
        place=queries.place_in_line(registration),
        photo_word=PHOTO_WORDS[registration.photo_level],
        is_undoable=registration.shown_state is not registration.state,
        likely_member=queries.likely_member(registration),
        steps=log.lines(registration),
        may_decide=access.me().role is Role.DIRECTOR,
    )


@bp.route("/registrations/<reference>/cancel", methods=["GET", "POST"])
@access.staff(*OFFICE)
def cancel(reference: str) -> ResponseReturnValue:
    """Withdraw somebody, on their behalf or the organiser's."""
    registration, form = _registration(reference), NoteForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                note = form.note.data or ""
                services.cancel(registration, by=_me(), note=note)
            flash(_("The registration is cancelled."), "success")
            return _to(reference)
    page = "registrations/manage/cancel.html"
    return render_form(page, form, registration=registration)


@bp.route("/registrations/<reference>/promote", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
def promote(reference: str) -> ResponseReturnValue:
    """Give somebody in line a seat before their turn, and say why."""
    registration, form = _registration(reference), NoteForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                note = form.note.data or ""
                services.promote(registration, by=_me(), note=note)
            flash(_("The seat is given, and an e-mail is on its way."), "success")
            return _to(reference)
    page = "registrations/manage/promote.html"
    return render_form(page, form, registration=registration)


@bp.post("/registrations/<reference>/reconsider")
@access.staff(Role.DIRECTOR)
def reconsider(reference: str) -> ResponseReturnValue:
    """Bring a declined person back into the inbox."""
    registration = _registration(reference)
    with write_tx():
        services.reconsider(registration, by=_me())
    flash(_("This person is waiting in the inbox again."), "success")
    return _to(reference)


@bp.post("/registrations/<reference>/settle-member")
@access.staff(*OFFICE)
def settle_member(reference: str) -> ResponseReturnValue:
    """Somebody unknown is one of the member whose mail domain they use."""
    registration = _registration(reference)
    with write_tx():
        company = services.settle_member(registration, by=_me())
        words = {"name": full_name(registration), "company": company.name}
    flash(_("%(name)s now belongs to %(company)s.", **words), "success")
    if "inbox" in request.args:
        event = request.args.get("event")
        return redirect(url_for("inbox.index", event=event), 303)
    return _to(reference)


def _wanted(*, in_addresses: bool) -> Wanted:
    """What the query string asks for; what it cannot mean counts as nothing."""
    state, order = request.args.get("state", ""), request.args.get("order", "")
    return Wanted(
        search=request.args.get("search", "")[:200],
        state=State(state) if state in set(State) else None,
        order=Order(order) if order in set(Order) else Order.NAME,
        in_addresses=in_addresses,
    )


def _event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event


def _registration(reference: str) -> Registration:
    registration = queries.by_reference(reference)
    if registration is None:
        abort(404)
    return registration


def _me() -> Actor:
    return Actor.staff(access.me())


def _to(reference: str) -> ResponseReturnValue:
    return redirect(url_for(".show", reference=reference), 303)
