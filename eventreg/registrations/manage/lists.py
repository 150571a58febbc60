"""The list of an event's registrations: narrowed, in chosen columns, as a file."""

from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.services import record
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.parts import pool_name
from eventreg.events.pools import Figures, addresses
from eventreg.events.queries import by_slug
from eventreg.events.questions.texts import label
from eventreg.events.questions.words import choice_names
from eventreg.events.shown import texts
from eventreg.jobs import tasks
from eventreg.registrations import queries, services
from eventreg.registrations.answers import queries as answers
from eventreg.registrations.exports import Narrowed, work
from eventreg.registrations.exports.columns import FIELDS
from eventreg.registrations.exports.narrowing import ANSWER, signs_for
from eventreg.registrations.exports.rows import cells_of, headings
from eventreg.registrations.forms.lists import ALL, ExportForm, ViewForm
from eventreg.registrations.manage.common import OFFICE, me
from eventreg.registrations.manage.registrations import bp as registrations_bp
from eventreg.registrations.models import ListView
from eventreg.registrations.presence.rules import has_begun
from eventreg.registrations.queries.answered import NOTHING
from eventreg.registrations.words import OF_ATTENDANCE, Sign, sign_words, state_word
from eventreg.tables import Cell
from eventreg.web import access
from eventreg.web.dates import format_day, format_when
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors, render_form
from eventreg.web.paging import paging
from eventreg.web.roles import Role

bp = Blueprint("registration_lists", __name__, url_prefix="/manage/events/<slug>")

#: What a query string of the list may hold beside the names of answers.
_ARGS = ("search", "state", "order", "pool", "company", "sign", "col")


@registrations_bp.get("/events/<slug>/registrations")
@access.staff()
def index(slug: str) -> str:
    """Everybody at an event, narrowed, sorted and in columns by the query string."""
    event, role = _event(slug), access.me().role
    narrowed = Narrowed.by(event, _args(), role=role)
    counts, numbers = queries.counts_and_numbers(event)
    total = queries.total(event, narrowed.wanted, counts)
    counts = {s: n for s, n in counts.items() if s not in narrowed.wanted.hidden}
    pages = paging(total.people, size=queries.PAGE_SIZE)
    language, sees_all = current_language(), role in OFFICE
    page = queries.listed(
        event,
        narrowed.wanted,
        language=language,
        page=pages.number,
        few=pages.total < queries.FEW,
        among=total.ids,
    )
    found = [each.registration for each in page]
    cells = cells_of(event, found, narrowed, language=language, role=role)
    return render_template(
        "registrations/manage/index.html",
        event=event,
        title=texts(event)["title"],
        pools=[Figures.of(each) for each in numbers],
        rows=[
            (each, [_shown(cell, event) for cell in row])
            for each, row in zip(found, cells, strict=True)
        ],
        headings=[heading for heading, _width in headings(narrowed, language)],
        narrowed=narrowed,
        wanted=narrowed.wanted,
        offered=_offered(event, narrowed, role),
        address=partial(_address, event),
        args=_args(),
        is_narrowed=bool(_args().keys() - {"order", "col"}),
        view_url=partial(_view_url, event),
        states=[
            (state, state_word(state))
            for state, count in counts.items()
            if count or state in narrowed.wanted.states
        ],
        views=queries.kept_views(event, access.me().reference),
        twice={row.registration.id for row in page if row.is_twice and sees_all},
        leads={row.registration.id for row in page if row.brings},
        counts=counts,
        paging=pages,
        sees_all=sees_all,
        may_export=role in work.READERS,
        answered=answers.readable([each.id for each in found], by=role)
        if not sees_all
        else {},
    )


@bp.route("/registrations/export", methods=["GET", "POST"])
@access.staff(*work.READERS)
def export(slug: str) -> ResponseReturnValue:
    """The list as a file: whom and what it shows now, or all columns."""
    event, role = _event(slug), access.me().role
    narrowed = Narrowed.by(event, _args(), role=role)
    every = Narrowed.by(event, _args() | {"col": narrowed.offered(role)}, role=role)
    count = queries.how_many(event, narrowed.wanted)
    form = ExportForm(shown=len(narrowed.columns), offered=len(every.columns))
    if form.validate_on_submit():
        chosen = every if form.columns.data == ALL else narrowed
        return _file(event, chosen, form.format.data, count)
    return render_form(
        "registrations/manage/export.html",
        form,
        event=event,
        title=texts(event)["title"],
        count=count,
        list_url=_address(event),
        is_long=count > work.DIRECTLY,
    )


@bp.route("/registrations/views/new", methods=["GET", "POST"])
@access.staff()
def keep_view(slug: str) -> ResponseReturnValue:
    """Give what the list shows now a name."""
    event, account = _event(slug), access.me().reference
    taken = {view.name for view in queries.kept_views(event, account)}
    form = ViewForm(taken=taken, may_replace=True)
    if form.validate_on_submit():
        name = form.name.data or ""
        with form_errors(form), write_tx():
            services.keep_view(event, account, name, _args())
        if not form.errors:
            words = _("The view is kept. You find it above the list.")
            if name in taken:
                words = _("The view “%(name)s” is replaced.", name=name)
            flash(words, "success")
            return redirect(_address(event), 303)
    return _view_page(form, event, _("Keep as a view"), _address(event))


@bp.route("/registrations/views/<code>/rename", methods=["GET", "POST"])
@access.staff()
def rename_view(slug: str, code: str) -> ResponseReturnValue:
    """Call a view otherwise."""
    event, account = _event(slug), access.me().reference
    view = _view_or_404(event, code)
    others = {each.name for each in queries.kept_views(event, account)} - {view.name}
    form = ViewForm(obj=view, taken=others, may_replace=False)
    list_url = _view_url(event, view)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.rename_view(view, form.name.data or "")
        if not form.errors:
            flash(_("The view is renamed."), "success")
            return redirect(list_url, 303)
    return _view_page(form, event, _("Rename the view"), list_url)


def _view_page(form: ViewForm, event: Event, headline: str, list_url: str) -> Any:
    return render_form(
        "registrations/manage/keep_view.html",
        form,
        event=event,
        headline=headline,
        title=texts(event)["title"],
        list_url=list_url,
    )


def _view_or_404(event: Event, code: str) -> ListView:
    view = queries.kept_view(event, access.me().reference, code)
    if view is None:
        abort(404)
    return view


@bp.post("/registrations/views/<code>/remove")
@access.staff()
def remove_view(slug: str, code: str) -> ResponseReturnValue:
    """Forget a view; nothing else is lost."""
    view = _view_or_404(_event(slug), code)
    with write_tx():
        services.forget_view(view)
    flash(_("The view is removed."), "success")
    return redirect(url_for("manage_registrations.index", slug=slug), 303)


def _file(
    event: Event, narrowed: Narrowed, format_name: str, count: int
) -> ResponseReturnValue:
    """At once when it is short, else by a worker; each is noted."""
    role, language = access.me().role, current_language()
    args = _args() | {"col": list(narrowed.columns)}
    with write_tx():
        changes = {
            "count": count,
            "format": format_name,
            "columns": list(narrowed.columns),
        }
        record("registrations.exported", event.slug, by=me(), changes=changes)
        if count > work.DIRECTLY:
            task = tasks.ask(
                "registrations.export",
                {
                    "event": event.slug,
                    "args": args,
                    "format": format_name,
                    "role": str(role),
                },
                title=lambda: _("Export: %(event)s", event=texts(event)["title"]),
                language=language,
                back=url_for("manage_registrations.index", slug=event.slug),
                by=me(),
            )
            return redirect(tasks.address_of(task), 303)
    made = work.made(event, narrowed, format_name, language, role)
    response = Response(made.body, mimetype=made.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=made.name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(cell: Cell, event: Event) -> str:
    """A cell for people to read."""
    if isinstance(cell, datetime):
        zone = ZoneInfo(event.timezone)
        return format_when(cell.replace(tzinfo=zone), event.timezone, zone=False)
    if isinstance(cell, date):
        return format_day(cell)
    if isinstance(cell, (int, float, Decimal)):
        return str(format_decimal(cell))
    return cell or "–"


def _offered(event: Event, narrowed: Narrowed, role: Role) -> dict[str, Any]:
    """What the form over the list offers: names and words of each control."""
    asked = list(narrowed.questions.values())
    columns = [
        (key, str(FIELDS[key].heading)) if key in FIELDS else (key, None)
        for key in narrowed.offered(role)
    ]
    words = {ANSWER + each.key: label(each) for each in asked}
    return {
        "columns": [(key, text or words[key]) for key, text in columns],
        "pools": [(name, pool_name(pool)) for name, pool in addresses(event).items()],
        "signs": [(sign, sign_words(sign)) for sign in _signs(event, role)],
        "answers": [
            (
                ANSWER + each.key,
                label(each),
                [*choice_names(each), (NOTHING, _("No answer"))],
            )
            for each in narrowed.filterable
        ],
    }


def _signs(event: Event, role: Role) -> list[Sign]:
    """Those that can tell anybody apart: nobody has come before the day."""
    hidden = frozenset() if has_begun(event, clock.now()) else OF_ATTENDANCE
    return [sign for sign in Sign if sign in signs_for(role) - hidden]


def _args() -> dict[str, list[str]]:
    """The query string, as far as it is about the list; empty values left out."""
    return {
        name: values
        for name, sent in request.args.lists()
        if (name in _ARGS or name.startswith(ANSWER))
        and (values := [value for value in sent if value][:100])
    }


def _address(event: Event, **changed: Any) -> str:
    """The list with some of what it is narrowed to changed; ``None`` lifts it."""
    return _list_url(event, _args() | changed)


def _view_url(event: Event, view: ListView) -> str:
    return _list_url(event, view.args)


def _list_url(event: Event, args: dict[str, Any]) -> str:
    said = {name: value for name, value in args.items() if value}
    path = url_for("manage_registrations.index", slug=event.slug)
    return f"{path}?{urlencode(said, doseq=True)}" if said else path


def _event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event
