"""The page on which an event's badges get their look."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.attributes import set_committed_value
from werkzeug.wrappers import Response

from eventreg.badges import answers, queries, services
from eventreg.badges.drawing import drawn, has_one_logo_twice
from eventreg.badges.forms import DesignForm, design_form
from eventreg.badges.manage.common import (
    DESIGNERS,
    bp,
    event_of,
    in_words,
    me,
    stock_for,
)
from eventreg.badges.manage.pages import framed, preview_of
from eventreg.badges.models import BadgeDesign
from eventreg.badges.overview import overview
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.services import locked
from eventreg.events.shown import texts
from eventreg.uploads.forms import keep_chosen
from eventreg.web import access, headers
from eventreg.web.locale import NAMES
from eventreg.web.meanwhile import PRINTS
from eventreg.web.network import network
from eventreg.web.pages import form_errors, render_form
from eventreg.web.requests import takes_files


@bp.route("/badges/design", methods=["GET", "POST"])
@access.staff(*DESIGNERS)
@takes_files
def design(slug: str) -> Response | tuple[str, int]:
    """Look, colour, fields, back and logos, beside three badges of the event."""
    event = event_of(slug)
    row = queries.design_of(event)
    form = _form(event, row)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                row = queries.design_of(locked(event))
                form.check_unchanged(_form(event, row))
                services.change_design(
                    row, form.values(), logo=form.partner_logo.keep(), by=me()
                )
            flash(_("Saved. This is how the badges look now."), "success")
            stock = stock_for(event_of(slug)).name
            return redirect(url_for(".design", slug=slug, stock=stock), 303)
    if form.errors:
        with write_tx():
            keep_chosen(form)
    return _page(event_of(slug), form)


@bp.get("/badges/<badge_code>/try")
@access.staff(*DESIGNERS)
@headers.framed
def try_out(slug: str, badge_code: str) -> Response | tuple[Response, int]:
    """One badge in a design that is not saved, for the frames beside the form."""
    event = event_of(slug)
    row = queries.design_of(event)
    form = _form(event, row, tried=request.args)
    if not form.validate():
        if form.errors.keys() != {"own_style"}:
            abort(404)
        # While somebody writes it, it often is not whole.
        page = render_template("badges/wrong.html", words=form.own_style.errors)
        return framed(page), 422
    tried = _unsaved(row, form)
    own = queries.badge_of(event, badge_code, tried)
    if own is None:
        abort(404)
    return framed(preview_of(own, event, tried))


def _unsaved(row: BadgeDesign, form: DesignForm) -> BadgeDesign:
    """The design as the form says, in no database."""
    values = form.values()
    without = values.pop("without_partner_logo")
    logo = None if without else row.partner_logo
    tried = BadgeDesign(event_id=row.event_id, version=0, **values)
    # Not by the relationship: that would bring it into the session.
    set_committed_value(tried, "partner_logo", logo)
    return tried


def _form(event: Event, row: BadgeDesign, *, tried: Any = None) -> DesignForm:
    names = (
        *("look", "colour", "back", "fields", "languages"),
        *("marks_photos", "has_network_logo", "own_style"),
    )
    return design_form(
        {code: NAMES[code] for code in event.languages},
        answers=answers.choices(event),
        tried=tried,
        **{name: getattr(row, name) for name in names},
    )


def _page(event: Event, form: DesignForm) -> tuple[str, int]:
    row, stock = queries.design_of(event), stock_for(event)
    badges, look = queries.badges_of(event, row), drawn(row, event)
    shown = overview(badges, {}, look, stock)
    return render_form(
        "badges/design.html",
        form,
        event=event,
        title=texts(event)["title"],
        design=row,
        stock=stock,
        overview=shown,
        left_out=in_words(shown.left_out, event),
        has_one_logo_twice=has_one_logo_twice(look),
        has_logo=bool(network().logo_hash),
        tried=_tried(form),
    )


def _tried(form: DesignForm) -> dict[str, list[str]]:
    """What the frames beside a refused form try out; empty: what is saved.

    A style or a picture that was refused is left out, so that the rest is seen.
    """
    if not form.errors or form.errors.keys() - {"own_style", "partner_logo"}:
        return {}
    left_out = {"csrf_token", "own_style", PRINTS}
    return {
        name: values
        for name, values in request.form.lists()
        if name in form and name not in left_out
    }
