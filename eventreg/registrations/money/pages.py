"""Staff pages: what an event costs, and who has paid."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import write_tx
from eventreg.errors import Gone, MoveNotAllowed
from eventreg.events.models import Event
from eventreg.events.queries import by_slug
from eventreg.events.shown import texts
from eventreg.events.states import EventState
from eventreg.people.names import full_name
from eventreg.registrations.forms.lists import FORMAT_WORDS
from eventreg.registrations.money import exports, queries, services
from eventreg.registrations.money.forms import FeesForm, MarkForm, fees_form
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.money.words import PAYMENT_TONES, payment_word
from eventreg.tables import FORMATS
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.network import network
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("money", __name__, url_prefix="/manage/events/<slug>/money")


@bp.get("")
@access.money
def index(slug: str) -> ResponseReturnValue:
    """Who owes what, by state; many can be marked at once."""
    return _list(_event(slug), MarkForm())


@bp.post("/mark")
@access.money
def mark(slug: str) -> ResponseReturnValue:
    event, form = _event(slug), MarkForm()
    if not form.validate():
        return _list(event, form)
    done, missed = 0, []
    for payment in queries.chosen(event, form.chosen.data):
        person, name = payment.registration, full_name(payment.registration)
        try:
            with write_tx():
                services.mark(person, form.wanted(), by=_me())
            done += 1
        except (Gone, MoveNotAllowed):
            missed.append(name)
    flash(ngettext("%(num)s is marked.", "%(num)s are marked.", done), "success")
    if missed:
        names = ", ".join(missed)
        flash(_("Not possible as things stand: %(names)s", names=names), "notice")
    state = request.args.get("state")
    return redirect(url_for(".index", slug=slug, state=state), 303)


@bp.route("/fees", methods=["GET", "POST"])
@access.money
def fees(slug: str) -> ResponseReturnValue:
    """What the event costs by role, until when to pay, what cancelling costs."""
    event = _event(slug)
    if event.state is EventState.CANCELLED:
        return redirect(url_for(".index", slug=slug), 303)
    form = fees_form()(**_as_it_is(event))
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.set_fees(
                event,
                fees=form.fees(),
                due_on=form.due_on.data,
                steps=form.steps(),
                by=_me(),
            )
        if not form.errors:
            flash(_("Saved."), "success")
            return redirect(url_for(".index", slug=slug), 303)
    return _fees_page(event, form)


@bp.get("/export")
@access.money
def export(slug: str) -> ResponseReturnValue:
    """What the list shows, as a file; each is noted."""
    event, format_name = _event(slug), request.args.get("format", "xlsx")
    if format_name not in FORMATS:
        abort(404)
    payments = queries.payments(event, _wanted())
    with write_tx():
        changes = {"count": len(payments), "format": format_name}
        record("payments.exported", slug, by=_me(), changes=changes)
    payments = queries.payments(event, _wanted())
    body = exports.file_of(event, payments, format_name, current_language())
    kind = FORMATS[format_name]
    response = Response(body, mimetype=kind.media_type)
    name = f"{event.slug}-money.{kind.ending}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _list(event: Event, form: MarkForm) -> ResponseReturnValue:
    wanted, sums = _wanted(), queries.sums(event)
    return render_form(
        "registrations/money/index.html",
        form,
        event=event,
        title=texts(event)["title"],
        plan=queries.plan_of(event),
        payments=queries.payments(event, wanted),
        ticked=set(form.chosen.data or ()),
        wanted=wanted,
        sums=[(s, payment_word(s), *sums.get(s, (0, 0))) for s in PaymentState],
        words={s: payment_word(s) for s in PaymentState},
        tones=PAYMENT_TONES,
        formats=FORMAT_WORDS,
        lacks_account=not network().iban,
    )


def _fees_page(event: Event, form: FeesForm) -> ResponseReturnValue:
    title = texts(event)["title"]
    return render_form("registrations/money/fees.html", form, event=event, title=title)


def _as_it_is(event: Event) -> dict[str, Any]:
    """The form's first filling."""
    plan = queries.plan_of(event)
    if plan is None:
        return {}
    values: dict[str, Any] = {"due_on": plan.due_on}
    values |= {f"amount_{fee.role}": fee.amount_cents for fee in plan.fees}
    for number, step in enumerate(plan.steps, 1):
        values |= {f"from_{number}": step.from_on, f"percent_{number}": step.percent}
    return values


def _wanted() -> PaymentState | None:
    state = request.args.get("state", "")
    return PaymentState(state) if state in set(PaymentState) else None


def _event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event


def _me() -> Actor:
    return Actor.staff(access.me())
