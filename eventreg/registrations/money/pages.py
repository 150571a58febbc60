"""Staff pages: what an event costs, and who has paid."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import write_tx
from eventreg.errors import Gone, MoveNotAllowed
from eventreg.events import services as events
from eventreg.events.called_off import leave_if_cancelled
from eventreg.events.models import Event
from eventreg.events.queries import by_slug
from eventreg.events.shown import texts
from eventreg.people.names import full_name
from eventreg.registrations.forms.lists import FORMAT_WORDS
from eventreg.registrations.money import exports, queries, rules, services
from eventreg.registrations.money.forms import FeesForm, MarkForm, fees_form
from eventreg.registrations.money.models import Payment
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.money.words import (
    PAYMENT_TONES,
    already_words,
    overdue_word,
    payment_word,
)
from eventreg.registrations.states import RegistrationRole
from eventreg.tables import FORMATS
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.network import network
from eventreg.web.pages import form_errors, render_form

#: In an address: what should have been paid before today.
OVERDUE = "overdue"

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
    done = 0
    already: list[str] = []
    missed: list[str] = []
    for payment in queries.chosen(event, form.chosen.data):
        person, name = payment.registration, full_name(payment.registration)
        try:
            with write_tx():
                services.mark(person, form.wanted(), by=_me())
            done += 1
        except MoveNotAllowed as refusal:
            is_so = refusal.old is form.wanted()
            (already if is_so else missed).append(name)
        except Gone:
            missed.append(name)
    _say_what_came(form.wanted(), done, already, missed)
    return redirect(url_for(".index", slug=slug, state=_wanted() or None), 303)


def _say_what_came(
    new: PaymentState | None, done: int, already: list[str], missed: list[str]
) -> None:
    if done or not (already or missed):
        flash(ngettext("%(num)s is marked.", "%(num)s are marked.", done), "success")
    if already and new is not None:
        flash(already_words(new, already), "notice")
    if missed:
        names = ", ".join(missed)
        flash(_("Not possible as things stand: %(names)s", names=names), "notice")


@bp.route("/fees", methods=["GET", "POST"])
@access.money
def fees(slug: str) -> ResponseReturnValue:
    """What the event costs by role, until when to pay, what cancelling costs."""
    event = _event(slug)
    form = fees_form()(**_as_it_is(event))
    leave_if_cancelled(event, to=url_for(".index", slug=slug), form=form)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            anew = fees_form()(**_as_it_is(events.locked(event)))
            form.check_unchanged(anew)
            services.set_fees(
                event,
                fees=form.fees(),
                due_on=form.due_on.data,
                steps=form.steps(),
                by=_me(),
            )
        if not form.errors:
            flash(_("Saved."), "success")
            _warn_of_price_text(event)
            return redirect(url_for(".index", slug=slug), 303)
    return _fees_page(event, form)


@bp.get("/export")
@access.money
def export(slug: str) -> ResponseReturnValue:
    """What the list shows, as a file; each is noted."""
    event, format_name = _event(slug), request.args.get("format", "xlsx")
    if format_name not in FORMATS:
        abort(404)
    payments = _payments(event)
    with write_tx():
        changes = {"count": len(payments), "format": format_name}
        record("payments.exported", slug, by=_me(), changes=changes)
    payments = _payments(event)
    body = exports.file_of(event, payments, format_name, current_language())
    kind = FORMATS[format_name]
    response = Response(body, mimetype=kind.media_type)
    name = f"{event.slug}-money.{kind.ending}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _warn_of_price_text(event: Event) -> None:
    """People read both; what was written before the fees were set may be wrong."""
    price = texts(event)["price"]
    if price.text and queries.fees_of(event):
        flash(
            _(
                "The event page also says about the price: “%(price)s”. "
                "Please check that both say the same.",
                price=price.text,
            ),
            "notice",
        )


def _list(event: Event, form: MarkForm) -> ResponseReturnValue:
    plan = queries.plan_of(event)
    return render_form(
        "registrations/money/index.html",
        form,
        event=event,
        title=texts(event)["title"],
        plan=plan,
        payments=_payments(event),
        ticked=set(form.chosen.data or ()),
        wanted=_wanted(),
        sums=_sums(event),
        is_late=rules.is_overdue(plan, rules.today(event)),
        words={s: payment_word(s) for s in PaymentState},
        overdue=overdue_word(),
        tones=PAYMENT_TONES,
        formats=FORMAT_WORDS,
        lacks_account=not network().iban,
    )


def _sums(event: Event) -> list[tuple[str, str, int, int]]:
    """By what the list can be narrowed: in words, how many, how much in cents."""
    plan, sums = queries.plan_of(event), queries.sums(event)
    found = [(str(s), payment_word(s), *sums.get(s, (0, 0))) for s in PaymentState]
    if plan is not None and plan.due_on is not None:
        is_late = rules.is_overdue(plan, rules.today(event))
        late = sums.get(PaymentState.DUE, (0, 0)) if is_late else (0, 0)
        found.insert(1, (OVERDUE, overdue_word(), *late))
    return found


def _payments(event: Event) -> Sequence[Payment]:
    """What the list shows."""
    wanted = _wanted()
    if wanted != OVERDUE:
        return queries.payments(event, PaymentState(wanted) if wanted else None)
    is_late = rules.is_overdue(queries.plan_of(event), rules.today(event))
    return queries.payments(event, PaymentState.DUE) if is_late else ()


def _fees_page(event: Event, form: FeesForm) -> ResponseReturnValue:
    title = texts(event)["title"]
    return render_form("registrations/money/fees.html", form, event=event, title=title)


def _as_it_is(event: Event) -> dict[str, Any]:
    """The form's first filling."""
    plan = queries.plan_of(event)
    values: dict[str, Any] = {f"amount_{role}": 0 for role in RegistrationRole}
    if plan is None:
        return values
    values |= {"due_on": plan.due_on}
    values |= {f"amount_{fee.role}": fee.amount_cents for fee in plan.fees}
    for number, step in enumerate(plan.steps, 1):
        values |= {f"from_{number}": step.from_on, f"percent_{number}": step.percent}
    return values


def _wanted() -> str:
    """A state or ``OVERDUE``; empty: all."""
    state = request.args.get("state", "")
    return state if state in {*PaymentState, OVERDUE} else ""


def _event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event


def _me() -> Actor:
    return Actor.staff(access.me())
