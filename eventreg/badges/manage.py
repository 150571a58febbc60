"""Staff pages: the badges of an event, all on sheets or one by itself."""

from flask import (
    Blueprint,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.badges import queries, sheet, work
from eventreg.badges.overview import overview
from eventreg.badges.values import BadgeValues
from eventreg.badges.words import card_words
from eventreg.database import write_tx
from eventreg.documents.labels import stocks
from eventreg.events.models import Event
from eventreg.events.queries import by_slug
from eventreg.events.shown import texts
from eventreg.jobs import tasks
from eventreg.registrations import queries as registrations
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from eventreg.web import access, headers
from eventreg.web.locale import current_language

bp = Blueprint("badges", __name__, url_prefix="/manage/events/<slug>")

#: So many badges take a second; nobody waits for more of them.
MOST_AT_ONCE = 100

#: Whoever looks for one badge types some more letters.
MOST_FOUND = 20

#: A preview brings its own style and uses the fonts of the badges.
_PREVIEW_POLICY = f"{headers.FRAMED_POLICY}; font-src 'self'"


@bp.get("/badges")
@access.staff()
def index(slug: str) -> str:
    """How many there are, how they look, who needs a look, and one by itself."""
    event, stock = _event(slug), stocks()[_stock_name()]
    wanted = registrations.Wanted(
        search=request.args.get("search", "")[:200], states=frozenset({State.CONFIRMED})
    )
    return render_template(
        "badges/index.html",
        event=event,
        title=texts(event)["title"],
        overview=overview(queries.badges_of(event), stock),
        stock=stock,
        cards={card.name: card_words(card) for card in sheet.fitting_stocks()},
        search=wanted.search,
        found=_found(event, wanted) if wanted.search else [],
        may_print_all=access.me().role in work.PRINTERS,
    )


@bp.post("/badges/sheets")
@access.staff(*work.PRINTERS)
def sheets(slug: str) -> Response:
    """All badges of an event on sheets of cards; many of them are made by a worker."""
    event, stock_name = _event(slug), _stock_name()
    count = registrations.counts(event)[State.CONFIRMED]
    title = _("Badges: %(event)s", event=texts(event)["title"])
    arguments = {
        "event": slug,
        "stock": stock_name,
        "title": title,
        "public_url": _site(),
    }
    with write_tx():
        changes = {"count": count, "stock": stock_name}
        record("badges.printed", slug, by=_me(), changes=changes)
        if count > MOST_AT_ONCE:
            return _follow(title, arguments, back=url_for(".index", slug=slug))
    made = work.sheets(arguments, lambda _done, _total: None)
    return _answer(made.body, made.name, disposition="attachment")


@bp.get("/badges/<badge_code>.pdf")
@access.staff()
def one(slug: str, badge_code: str) -> Response:
    """One badge on a page of its own size, for the desk."""
    event = _event(slug)
    registration, badge = _badge(event, badge_code)
    reference = registration.reference
    pdf = sheet.single_pdf(
        badge, _stock_name(), language=event.language, public_url=_site()
    )
    with write_tx():
        record("badge.printed", reference, by=_me())
    return _answer(pdf, f"badge-{reference}.pdf", disposition="inline")


@bp.get("/badges/<badge_code>/preview")
@access.staff()
@headers.framed
def preview(slug: str, badge_code: str) -> Response:
    """The same badge as a page for a frame, true to size."""
    event = _event(slug)
    _registration, badge = _badge(event, badge_code)
    html = sheet.single_html(
        badge,
        _stock_name(),
        language=event.language,
        public_url=_site(),
        font_url=lambda name: url_for("static", filename=f"fonts/{name}"),
    )
    response = make_response(html)
    response.headers["Content-Security-Policy"] = _PREVIEW_POLICY
    return response


def _found(event: Event, wanted: registrations.Wanted) -> list[Registration]:
    found = registrations.of_event(event, wanted, language=current_language())
    return found[:MOST_FOUND]


def _event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event


def _badge(event: Event, badge_code: str) -> tuple[Registration, BadgeValues]:
    found = queries.badge_of(event, badge_code)
    if found is None:
        abort(404)
    return found


def _stock_name() -> str:
    """The stock that is asked for; what nobody offers counts as the usual one."""
    name = request.values.get("stock", "")
    offered = {stock.name for stock in sheet.fitting_stocks()}
    return name if name in offered else sheet.DEFAULT_STOCK


def _site() -> str:
    """The address that people reach, for the codes."""
    return str(current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/"))


def _me() -> Actor:
    return Actor.staff(access.me())


def _follow(title: str, arguments: dict[str, str], *, back: str) -> Response:
    task = tasks.ask(
        work.SHEETS,
        arguments,
        title=title,
        language=current_language(),
        back=back,
        by=_me(),
    )
    return redirect(tasks.address_of(task), 303)


def _answer(pdf: bytes, name: str, *, disposition: str) -> Response:
    response = Response(pdf, mimetype="application/pdf")
    response.headers.set("Content-Disposition", disposition, filename=name)
    return response
