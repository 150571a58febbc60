"""The badges of an event: how many, how they look, who needs a look, one alone."""

from dataclasses import replace

from flask import abort, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from eventreg.badges import queries, sheet
from eventreg.badges.designs import Back
from eventreg.badges.drawing import drawn
from eventreg.badges.forms import PrintForm, print_form
from eventreg.badges.manage.common import (
    DESIGNERS,
    PREVIEW_POLICY,
    PRINTERS,
    bp,
    event_of,
    site_address,
    stock_for,
)
from eventreg.badges.models import BadgeDesign
from eventreg.badges.overview import overview
from eventreg.badges.prints import past_prints
from eventreg.badges.words import card_words, reason_names
from eventreg.documents.labels import Stock
from eventreg.events.models import Event
from eventreg.events.shown import texts
from eventreg.registrations import queries as registrations
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from eventreg.web import access, headers
from eventreg.web.locale import current_language
from eventreg.web.pages import render_form

#: Whoever looks for one badge types some more letters.
MOST_FOUND = 20


@bp.get("/badges")
@access.staff()
def index(slug: str) -> tuple[str, int]:
    """How many there are, how they look, who needs a look, and one by itself."""
    event = event_of(slug)
    stock = stock_for(event)
    offset = queries.printer_offset(access.me().reference)
    form = print_form(cards(), stock=stock.name, offset_x=offset.x, offset_y=offset.y)
    return index_page(event, form, stock)


def cards() -> dict[str, str]:
    """All stocks in words, by name."""
    return {name: card_words(stock) for name, stock in queries.all_stocks().items()}


def index_page(event: Event, form: PrintForm, stock: Stock) -> tuple[str, int]:
    """The page with ``form``, fresh or wrong."""
    design = queries.design_of(event)
    badges = queries.badges_of(event, design)
    frame = sheet.frame_for(stock, drawn(design, event))
    search = request.args.get("search", "")[:200]
    last = queries.last_prints(event)
    return render_form(
        "badges/index.html",
        form,
        event=event,
        title=texts(event)["title"],
        overview=overview(badges, last, frame, stock, version=design.version),
        stock=stock,
        design=design,
        search=search,
        found=_found(event, search),
        last=last,
        prints=past_prints(event, design),
        reasons=reason_names(),
        may_print_all=access.me().role in PRINTERS,
        may_design=access.me().role in DESIGNERS,
    )


@bp.get("/badges/choose")
@access.staff(*PRINTERS)
def choose(slug: str) -> str:
    """Everybody who comes, to tick whose badges are printed."""
    event = event_of(slug)
    badges = queries.badges_of(event, queries.design_of(event))
    return render_template(
        "badges/choose.html",
        event=event,
        title=texts(event)["title"],
        badges=badges,
        last=queries.last_prints(event),
        cards=cards(),
        stock=stock_for(event),
    )


@bp.get("/badges/<badge_code>/preview")
@access.staff()
@headers.framed
def preview(slug: str, badge_code: str) -> Response:
    """One badge as a page for a frame, true to size."""
    event = event_of(slug)
    design = queries.design_of(event)
    own = queries.badge_of(event, badge_code, design)
    if own is None:
        abort(404)
    return framed(preview_of(own, event, design))


def preview_of(own: queries.Owned, event: Event, design: BadgeDesign) -> str:
    """One badge in ``design``, upright on the stock that is asked for."""
    return sheet.sheet_html(
        [own.badge],
        sheet.as_read(stock_for(event)),
        title=own.badge.full_name,
        language=event.language,
        public_url=site_address(),
        font_url=font_url,
        # A frame has room for one side.
        design=replace(drawn(design, event), back=Back.EMPTY),
    )


def framed(html: str) -> Response:
    response = make_response(html)
    response.headers["Content-Security-Policy"] = PREVIEW_POLICY
    return response


def font_url(name: str) -> str:
    return url_for("static", filename=f"fonts/{name}")


def _found(event: Event, search: str) -> list[Registration]:
    if not search:
        return []
    states = frozenset({State.CONFIRMED})
    wanted = registrations.Wanted(search=search, states=states)
    found = registrations.of_event(event, wanted, language=current_language())
    return found[:MOST_FOUND]
