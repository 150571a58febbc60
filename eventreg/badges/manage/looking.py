"""Badges that need a look, each shown beside the field that mends it."""

from dataclasses import dataclass

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg.badges import queries, services, sheet
from eventreg.badges.composition import Composition, compose
from eventreg.badges.drawing import drawn
from eventreg.badges.forms import BadgeNameForm
from eventreg.badges.manage.common import DESIGNERS, bp, event_of, me, stock_for
from eventreg.badges.overview import lacks_event
from eventreg.badges.queries import Owned
from eventreg.badges.words import line_names
from eventreg.database import write_tx
from eventreg.documents import fonts
from eventreg.events.models import Event
from eventreg.events.shown import texts
from eventreg.registrations import seats
from eventreg.registrations import services as registrations
from eventreg.registrations.models import Registration
from eventreg.web import access
from eventreg.web.forms import Form
from eventreg.web.pages import form_errors, render_form


@dataclass(frozen=True)
class Look:
    """A badge that does not come out well, and why."""

    own: Owned
    is_too_small: bool
    #: Characters that no font has.
    missing: str
    left_out: tuple[str, ...]
    #: Lines other than names that come out too small, in words.
    low: tuple[str, ...]
    is_event_left_out: bool
    form: BadgeNameForm


@bp.get("/badges/look")
@access.staff(*DESIGNERS)
def look(slug: str) -> tuple[str, int]:
    """All badges of the event that need a look."""
    return _page(event_of(slug))


@bp.post("/badges/<badge_code>/name")
@access.staff(*DESIGNERS)
def rename(slug: str, badge_code: str) -> Response | tuple[str, int]:
    """Let this badge say another name."""
    event = event_of(slug)
    own = queries.badge_of(event, badge_code, queries.design_of(event))
    if own is None:
        abort(404)
    form = _name_form(own.registration)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                form.check_unchanged(_name_form(seats.lock(own.registration)))
                registrations.change_details(
                    own.registration, {"badge_name": form.badge_name.data}, by=me()
                )
            flash(_("Saved."), "success")
            stock = stock_for(event_of(slug)).name
            return redirect(url_for(".look", slug=slug, stock=stock), 303)
    return _page(event_of(slug), wrong={badge_code: form})


@bp.post("/badges/<badge_code>/as-it-is")
@access.staff(*DESIGNERS)
def accept(slug: str, badge_code: str) -> Response:
    """Print this badge as it is, until it changes; or have it in the list again."""
    event = event_of(slug)
    design, stock = queries.design_of(event), stock_for(event)
    own = queries.badge_of(event, badge_code, design)
    if own is None:
        abort(404)
    with write_tx():
        if "again" in request.form:
            services.look_again(own, stock, by=me())
        else:
            seen = request.form.get("seen", "")
            services.accept_as_is(own, stock, design, seen=seen, by=me())
    name = own.badge.full_name
    flash(
        _("%(name)s is in the list again.", name=name)
        if "again" in request.form
        else _("The badge of %(name)s stays as it is.", name=name),
        "success",
    )
    return redirect(url_for(".look", slug=slug, stock=stock.name), 303)


def _name_form(registration: Registration, *, is_sent: bool = True) -> BadgeNameForm:
    """What the badge says now, or what was sent for it."""
    form = BadgeNameForm(
        **({} if is_sent else {"formdata": None}),
        prefix=registration.badge_code,
        data={"badge_name": registration.badge_name},
    )
    # One that comes back beside a wrong one tells what stands there now.
    form.is_compared = not is_sent
    return form


def _look(own: Owned, made: Composition, missing: str, form: BadgeNameForm) -> Look:
    named = line_names()
    return Look(
        own,
        made.is_too_small,
        missing,
        made.left_out,
        tuple(dict.fromkeys(named[kind] for kind in made.low)),
        made.is_event_left_out,
        form,
    )


def _page(
    event: Event, wrong: dict[str, BadgeNameForm] | None = None
) -> tuple[str, int]:
    design, stock = queries.design_of(event), stock_for(event)
    frame = sheet.frame_for(stock, drawn(design, event))
    accepted = queries.accepted(event, stock.name, design)
    looks: list[Look] = []
    as_they_are: list[Owned] = []
    badges = queries.badges_of(event, design)
    for own in badges:
        code, made = own.badge.badge_code, compose(own.badge, frame)
        missing = fonts.missing_characters(own.badge.words)
        form = (wrong or {}).get(code)
        needs_a_look = (
            made.is_too_small or made.low or made.left_out or made.is_event_left_out
        )
        if accepted.get(own.registration.id) == own.fingerprint and not form:
            as_they_are.append(own)
        elif form or missing or needs_a_look:
            form = form or _name_form(own.registration, is_sent=False)
            looks.append(_look(own, made, missing, form))
    shown: Form = next(iter((wrong or {}).values()), Form())
    return render_form(
        "badges/look.html",
        shown,
        event=event,
        title=texts(event)["title"],
        looks=looks,
        as_they_are=as_they_are,
        lacks_event=lacks_event(badges, frame),
        stock=stock,
    )
