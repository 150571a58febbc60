"""Staff pages that make new drafts after an event: one, or a series."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.database import write_tx
from eventreg.events import series, services, shown
from eventreg.events.forms import SeriesForm, copy_form, series_form
from eventreg.events.manage import EDITORS, Page, event_or_404, me
from eventreg.events.models import Event
from eventreg.web import access
from eventreg.web.dates import city_of
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("copy_event", __name__, url_prefix="/manage/events/<slug>/copy")


@bp.route("", methods=["GET", "POST"])
@access.staff(*EDITORS)
def copy(slug: str) -> Page:
    """A new draft with all parts of this event, at another time."""
    event = event_or_404(slug)
    form = copy_form(event)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            starts, titles = form.starts_local.data, form.titles()
            made = services.copy(event, starts_local=starts, titles=titles, by=me())
            flash(_("This is the copy: a draft, with all dates moved."), "success")
            return redirect(url_for("manage_events.show", slug=made.slug), 303)
    return render_form("manage_events/copy.html", form, **_named(event))


@bp.route("/series", methods=["GET", "POST"])
@access.staff(*EDITORS)
def all_of_series(slug: str) -> Page:
    """Several drafts at once; their dates are shown before any is made."""
    event = event_or_404(slug)
    form, dates = series_form(event), list[series.Date]()
    if form.validate_on_submit():
        dates = _dates(form)
        # Enter in a field presses the first button: only what was shown is made.
        if "create" in request.form and request.form.get("shown") == _shown(dates):
            with form_errors(form), write_tx():
                starts = [date.local for date in dates if date.local]
                titles = form.titles()
                services.copy_series(event, starts=starts, titles=titles, by=me())
                flash(_said(len(starts)), "success")
                return redirect(url_for("manage_events.index"), 303)
    return render_form(
        "manage_events/series.html",
        form,
        dates=dates,
        shown=_shown(dates),
        **_named(event),
    )


def _dates(form: SeriesForm) -> list[series.Date]:
    return series.dates(
        form.starts_local.data,
        series.Rhythm(form.rhythm.data),
        count=form.count.data,
        weeks=form.weeks.data,
        timezone=form.timezone,
    )


def _shown(dates: Sequence[series.Date]) -> str:
    """The dates as the page that shows them sends them back."""
    return " ".join(date.local.isoformat() for date in dates if date.local)


def _said(count: int) -> str:
    return ngettext(
        "%(num)s draft is made. Publish it when it is ready.",
        "%(num)s drafts are made. Publish each when it is ready.",
        count,
    )


def _named(event: Event) -> dict[str, object]:
    title = shown.texts(event)["title"]
    return {"event": event, "title": title, "city": city_of(event.timezone)}
