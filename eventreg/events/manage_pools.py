"""Staff pages that add, change and remove contingents, sessions and choices."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from eventreg.database import write_tx
from eventreg.events import lookups, pools, services
from eventreg.events.forms import PoolForm, pool_form
from eventreg.events.forms.pools import opened
from eventreg.events.manage import EDITORS, Page, me
from eventreg.events.manage_parts import (
    editable,
    may_close_instead,
    part_page,
    saved,
)
from eventreg.events.models import Event, SeatPool
from eventreg.events.parts import pool_name
from eventreg.events.states import PoolKind
from eventreg.web import access
from eventreg.web.meanwhile import PRINTS
from eventreg.web.pages import form_errors

bp = Blueprint("pools", __name__, url_prefix="/manage/events/<slug>/edit/seats")


@bp.route("/new/<any(contingent, session, choice):pool_kind>", methods=["GET", "POST"])
@access.staff(*EDITORS)
def add(slug: str, pool_kind: str) -> Page:
    """A new contingent, session or choice: what it is called, how many seats."""
    event, kind = editable(slug), PoolKind(pool_kind)
    form = pool_form(event.languages, kind)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.add_pool(event, kind, by=me(), **form.values())
            return saved(event, to=_seats(event))
    return _page(event, form, kind=kind, heading=pools.add_words(kind))


@bp.route("/<pool>", methods=["GET", "POST"])
@access.staff(*EDITORS)
def edit(slug: str, pool: str) -> Page:
    """Its names, seats and share; more seats go down the line at once."""
    event = editable(slug)
    known = _pool(event, pool)
    form = pool_form(event.languages, known.kind, known)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            anew = pool_form(services.locked(event).languages, known.kind, known)
            form.check_unchanged(anew)
            moved = services.edit_pool(event, known, by=me(), **form.values())
            return saved(event, moved_up=moved, to=_seats(event))
    return _known_page(event, form, pool, known)


@bp.post("/<pool>/remove")
@access.staff(*EDITORS)
def remove(slug: str, pool: str) -> Page:
    """Take away what nobody has chosen; else its page says why it stays."""
    event = editable(slug)
    known = _pool(event, pool)
    name = pool_name(known)
    form = pool_form(event.languages, known.kind, known, typed=False)
    with form_errors(form), write_tx():
        services.remove_pool(event, known, by=me())
    if form.errors:
        return _known_page(event, form, pool, known)
    flash(_("“%(name)s” is removed.", name=name), "success")
    return redirect(_seats(event), 303)


def _pool(event: Event, name: str) -> SeatPool:
    """The pool with this name in addresses, or whose page this was till now."""
    by_name = pools.addresses(event)
    prints = request.form.get(PRINTS)
    pool = opened(by_name.values(), prints) or by_name.get(name)
    if pool is None:
        abort(404)
    return pool


def _known_page(event: Event, form: PoolForm, pool: str, known: SeatPool) -> Page:
    return _page(
        event,
        form,
        kind=known.kind,
        heading=pool_name(known),
        pool=pool,
        known=known,
        action=url_for("pools.edit", slug=event.slug, pool=pool),
        is_chosen=lookups.is_chosen(known),
    )


def _page(event: Event, form: PoolForm, *, kind: PoolKind, **values: object) -> Page:
    return part_page(
        event,
        "seats",
        form,
        template="pool",
        explained=pools.explained(kind),
        back=_seats(event),
        may_close=may_close_instead(event, form),
        **values,
    )


def _seats(event: Event) -> str:
    return url_for("edit_event.seats", slug=event.slug)
