"""The inbox: who waits for a decision, over all events, and deciding."""

from collections.abc import Callable
from itertools import groupby

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.events.shown import Seats, Words, texts
from eventreg.events.states import PoolKind
from eventreg.people.names import full_name
from eventreg.registrations import queries, services
from eventreg.registrations.forms import DeclineForm
from eventreg.registrations.models import Registration
from eventreg.registrations.queries import InboxRow
from eventreg.registrations.words import state_word
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.pages import form_errors, render_form
from eventreg.web.roles import Role

bp = Blueprint("inbox", __name__, url_prefix="/manage/inbox")

READERS = (Role.DIRECTOR, Role.OFFICE)

Service = Callable[..., object]

#: What can be done to several marked rows at once.
_MANY: dict[str, Service] = {
    "approve": services.approve,
    "onto-waitlist": services.onto_waitlist,
    "later": services.later,
}


@bp.get("")
@access.staff(*READERS)
def index() -> str:
    """Everybody who waits; ``?event=`` narrows, ``?later=1`` shows those put off."""
    with_later, slug = bool(request.args.get("later")), request.args.get("event", "")
    everybody = queries.inbox(with_later=with_later)
    rows = [row for row in everybody if slug in {"", row.event.slug}]
    return render_template(
        "registrations/inbox/index.html",
        form=EmptyForm(),
        rows=rows,
        groups=_by_event(rows),
        events=_by_event(everybody),
        slug=slug,
        with_later=with_later,
        plain_count=sum(row.is_plain for row in rows),
        decided=queries.undoable(),
        several=bool(request.args.get("several")),
        may_decide=access.me().role is Role.DIRECTOR,
    )


@bp.post("/<reference>/approve")
@access.staff(Role.DIRECTOR)
def approve(reference: str) -> ResponseReturnValue:
    return _act(reference, services.approve)


@bp.post("/<reference>/onto-waitlist")
@access.staff(Role.DIRECTOR)
def onto_waitlist(reference: str) -> ResponseReturnValue:
    return _act(reference, services.onto_waitlist)


@bp.route("/<reference>/decline", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
def decline(reference: str) -> ResponseReturnValue:
    registration, form = _registration(reference), DeclineForm()
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            reason, text = form.reason.data or "", form.text.data or ""
            services.decline(registration, by=_me(), reason=reason, text=text)
            return _back()
    page = "registrations/inbox/decline.html"
    return render_form(page, form, registration=registration)


@bp.post("/<reference>/later")
@access.staff(Role.DIRECTOR)
def later(reference: str) -> ResponseReturnValue:
    return _act(
        reference, services.later, _("%(name)s comes back to the inbox in a week.")
    )


@bp.post("/<reference>/undo")
@access.staff(Role.DIRECTOR)
def undo(reference: str) -> ResponseReturnValue:
    return _act(
        reference,
        services.undo,
        _("The decision on %(name)s is taken back; nobody was told."),
    )


@bp.post("/<reference>/send-now")
@access.staff(Role.DIRECTOR)
def send_now(reference: str) -> ResponseReturnValue:
    return _act(
        reference, services.send_now, _("The e-mail to %(name)s is on its way.")
    )


@bp.post("/approve-plain")
@access.staff(Role.DIRECTOR)
def approve_plain() -> ResponseReturnValue:
    """Approve everybody whom the page showed and who still bears no flag."""
    seen = set(request.form.getlist("reference"))
    plain = [row.registration.reference for row in queries.inbox() if row.is_plain]
    return _decide_many([name for name in plain if name in seen], services.approve)


@bp.post("/many")
@access.staff(Role.DIRECTOR)
def many() -> ResponseReturnValue:
    """The marked rows, each on its own: one that fails undoes no other."""
    service = _MANY.get(request.form.get("act", ""))
    if service is None:
        abort(400)
    return _decide_many(request.form.getlist("reference"), service)


def _act(reference: str, service: Service, said: str = "") -> ResponseReturnValue:
    """One click on one row; whoever was quicker is told, and nothing is lost.

    :param said: a sentence with ``%(name)s``; a decision needs none, because the
        page shows it with its *undo*.
    """
    problem = _try(reference, service)
    if problem:
        flash(problem, "error")
    elif said:
        flash(said % {"name": full_name(_registration(reference))}, "success")
    return _back()


def _decide_many(references: list[str], service: Service) -> ResponseReturnValue:
    """Each row in its own transaction, and what became of each."""
    results = [_try(reference, service) for reference in references]
    done = results.count("")
    if done:
        flash(
            ngettext(
                "%(num)s person is dealt with.", "%(num)s people are dealt with.", done
            ),
            "success",
        )
    elif not references:
        flash(_("Mark somebody first."), "notice")
    for problem in filter(None, results):
        flash(problem, "error")
    return _back(several=1 if done > 1 else None)


def _try(reference: str, service: Service) -> str:
    """Do it; what stood in the way, with the person's name; ``""`` for nothing."""
    registration = _registration(reference)
    try:
        with write_tx():
            service(registration, by=_me())
    except DomainError as error:
        name, state = full_name(registration), state_word(registration.state)
        return f"{name} ({state}): {error}"
    return ""


def _by_event(rows: list[InboxRow]) -> list[tuple[Event, Words, Seats, list[InboxRow]]]:
    """The rows under their events, each with its title and seats."""
    groups = [list(group) for _id, group in groupby(rows, lambda row: row.event.id)]
    return [
        (
            group[0].event,
            texts(group[0].event)["title"],
            Seats.of(group[0].event.pool(PoolKind.EVENT)),
            group,
        )
        for group in groups
    ]


def _registration(reference: str) -> Registration:
    registration = queries.by_reference(reference)
    if registration is None:
        abort(404)
    return registration


def _me() -> Actor:
    return Actor.staff(access.me())


def _back(*, several: int | None = None) -> ResponseReturnValue:
    """The inbox as it was filtered.

    :param several: more than one was decided; the page then shows every *undo*.
    """
    event, later = request.args.get("event"), request.args.get("later")
    address = url_for("inbox.index", event=event, later=later, several=several)
    return redirect(address, 303)
