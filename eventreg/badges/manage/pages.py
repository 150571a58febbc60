"""The badges of an event: how many, how they look, who needs a look, one alone."""

from collections.abc import Sequence
from dataclasses import replace

from flask import abort, make_response, request, url_for
from werkzeug.wrappers import Response

from eventreg.badges import queries, sheet
from eventreg.badges.composition import compose
from eventreg.badges.designs import Back
from eventreg.badges.drawing import drawn
from eventreg.badges.forms import OneForm, PrintForm, one_form, print_form
from eventreg.badges.frames import Frame
from eventreg.badges.manage.common import (
    DESIGNERS,
    PREVIEW_POLICY,
    PRINTERS,
    bp,
    event_of,
    in_words,
    site_address,
    stock_for,
)
from eventreg.badges.models import BadgeDesign
from eventreg.badges.overview import overview
from eventreg.badges.prints import past_prints
from eventreg.badges.words import card_words, fold_words, reason_names
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
    return index_page(event, fresh_form(stock), stock)


def fresh_form(stock: Stock) -> PrintForm:
    """What is asked before a print, with what this account's printer needs."""
    offset = queries.printer_offset(access.me().reference)
    return print_form(
        cards(),
        per_sheet(),
        stock=stock.name,
        offset_x=offset.x,
        offset_y=offset.y,
        formdata=None,
    )


def cards() -> dict[str, str]:
    """All stocks in words, by name."""
    return {name: card_words(stock) for name, stock in queries.all_stocks().items()}


def per_sheet() -> dict[str, int]:
    """How many badges a sheet of each takes, by name."""
    return {name: stock.per_sheet for name, stock in queries.all_stocks().items()}


def index_page(event: Event, form: PrintForm, stock: Stock) -> tuple[str, int]:
    """The page with ``form``, fresh or wrong."""
    design = queries.design_of(event)
    badges = queries.badges_of(event, design)
    look, last = drawn(design, event), queries.last_prints(event)
    one, one_stock = asked_one(event)
    accepted = queries.accepted(event, stock.name, design)
    shown = overview(badges, last, look, stock, accepted)
    found = [] if one.errors else _found(event, (one.search.data or "")[:200])
    here = queries.last_prints(event, stock=one_stock.name) if found else {}
    return render_form(
        "badges/index.html",
        one if one.errors else form,
        print_form=form,
        one=one,
        one_stock=one_stock,
        one_fold=fold_words(one_stock),
        cards=cards(),
        event=event,
        title=texts(event)["title"],
        overview=shown,
        left_out=in_words(shown.left_out, event),
        stock=stock,
        fold=fold_words(stock),
        design=design,
        search=one.search.data or "",
        found=found,
        last_here=here,
        too_small=_too_small(badges, sheet.frame_for(one_stock, look)),
        last=last,
        prints=past_prints(event, design, badges),
        reasons=reason_names(),
        may_print_all=access.me().role in PRINTERS,
        may_design=access.me().role in DESIGNERS,
    )


def asked_one(event: Event) -> tuple[OneForm, Stock]:
    """What the address says about a single badge, and the cards for it.

    Where it says none, those on which this account printed one last.
    """
    offered = queries.all_stocks()
    kept = offered.get(queries.printer_offset(access.me().reference).stock)
    stock = stock_for(event)
    if kept and request.args.get("stock") not in offered:
        stock = kept
    form = one_form(cards(), per_sheet(), request.args, stock=stock.name)
    form.validate()
    return form, stock


@bp.get("/badges/choose")
@access.staff(*PRINTERS)
def choose(slug: str) -> tuple[str, int]:
    """Everybody who comes, to tick whose badges are printed."""
    event = event_of(slug)
    stock = stock_for(event)
    return choose_page(event, fresh_form(stock), stock, [])


def choose_page(
    event: Event, form: PrintForm, stock: Stock, ticked: Sequence[str]
) -> tuple[str, int]:
    """The page with ``form``, fresh or wrong, and the codes that are ticked."""
    design = queries.design_of(event)
    badges = queries.badges_of(event, design)
    chosen = [own for own in badges if own.badge.badge_code in set(ticked)]
    last = queries.last_prints(event)
    accepted = queries.accepted(event, stock.name, design)
    shown = overview(chosen, last, drawn(design, event), stock, accepted)
    return render_form(
        "badges/choose.html",
        form,
        print_form=form,
        event=event,
        title=texts(event)["title"],
        badges=badges,
        ticked=set(ticked),
        last=last,
        overview=shown,
        left_out=in_words(shown.left_out, event),
        stock=stock,
        fold=fold_words(stock),
        reasons=reason_names(),
        may_design=access.me().role in DESIGNERS,
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
        is_fitted=True,
    )


def framed(html: str) -> Response:
    response = make_response(html)
    response.headers["Content-Security-Policy"] = PREVIEW_POLICY
    return response


def font_url(name: str) -> str:
    return url_for("static", filename=f"fonts/{name}")


def _too_small(badges: Sequence[queries.Owned], frame: Frame) -> dict[int, int]:
    """By registration points of its name, where it is too small on these cards."""
    composed = ((own.registration.id, compose(own.badge, frame)) for own in badges)
    return {who: made.name_size for who, made in composed if made.is_too_small}


def _found(event: Event, search: str) -> list[Registration]:
    if not search:
        return []
    states = frozenset({State.CONFIRMED})
    wanted = registrations.Wanted(search=search, states=states)
    found = registrations.of_event(event, wanted, language=current_language())
    return found[:MOST_FOUND]
