"""Who came to an event: ticked from the list on paper, counted as it happens."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.queries import by_slug
from eventreg.events.shown import texts
from eventreg.events.states import RUNNING
from eventreg.registrations.forms.attendance import AttendanceForm
from eventreg.registrations.manage.common import me
from eventreg.registrations.presence import lists, queries, rules, services
from eventreg.registrations.presence.lists import Show
from eventreg.registrations.presence.models import CheckIn
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors, render_form
from eventreg.web.paging import paging

bp = Blueprint("attendance", __name__, url_prefix="/manage/events/<slug>/attendance")


@bp.route("", methods=["GET", "POST"])
@access.staff()
def index(slug: str) -> ResponseReturnValue:
    """Everybody who is expected, with a tick for who came; saved all at once."""
    event = _event(slug)
    form = AttendanceForm(data=_asked())
    if form.validate_on_submit() and _save(event, form):
        return redirect(url_for(".index", slug=slug, **_onward(form)), 303)
    return _page(event, form)


def _save(event: Event, form: AttendanceForm) -> bool:
    """What was ticked, and what no longer is; whether all of it could be."""
    if not form.ticked and not form.unticked:
        return True
    with form_errors(form):
        with write_tx():
            count, refused = services.tick(
                event, came=form.ticked, did_not=form.unticked, by=me()
            )
        if count:
            flash(
                ngettext(
                    "%(num)s change is saved.", "%(num)s changes are saved.", count
                ),
                "success",
            )
        form.form_errors += [str(error) for error in refused]
        form.was_refused = bool(refused)
    return not form.form_errors


def _page(event: Event, form: AttendanceForm) -> ResponseReturnValue:
    language = current_language()
    search = "" if form.search.errors else form.search.data or ""
    show = Show(form.show.data) if form.show.data in set(Show) else Show.ALL
    pages = paging(
        lists.expected_count(event, search=search, show=show), size=lists.PAGE_SIZE
    )
    people = lists.expected(
        event, search=search, show=show, language=language, page=pages.number
    )
    now, check_ins = clock.now(), queries.check_ins(people)
    return render_form(
        "registrations/manage/attendance.html",
        form,
        event=event,
        title=texts(event)["title"],
        people=people,
        others=lists.others(event, search=search, language=language),
        check_ins=check_ins,
        ticked=_ticked(form, {p.reference for p in people if p.id in check_ins}),
        kept=_kept(form, {person.reference for person in people}),
        attendance=queries.attendance(event),
        begins_at=rules.begins_at(event),
        has_begun=rules.has_begun(event, now),
        is_running=event.state in RUNNING,
        is_one_day=_is_one_day(check_ins.values(), event),
        is_narrowed=bool(search) or show is not Show.ALL,
        paging=pages,
    )


def _is_one_day(check_ins: Iterable[CheckIn], event: Event) -> bool:
    """Whether all of them came on the event's first day, so that hours say enough."""
    first = event.starts_local.date()
    return all(
        clock.to_local(row.at, event.timezone).date() == first for row in check_ins
    )


def _ticked(form: AttendanceForm, standing: set[str]) -> set[str]:
    """Whose box has a tick: who is in, and what was typed where it was not saved."""
    if not form.is_submitted():
        return standing
    return (standing | form.ticked) - form.unticked


def _kept(form: AttendanceForm, shown: set[str]) -> list[tuple[str, str]]:
    """What was typed about names that are not on the page, so that it is not lost."""
    if not form.errors:
        return []
    return [
        *(("came", reference) for reference in sorted(form.ticked - shown)),
        *(("was", reference) for reference in sorted(form.unticked - shown)),
    ]


def _asked() -> dict[str, Any]:
    """What the address asks to see."""
    show = request.args.get("show", "")
    return {
        "search": request.args.get("search", "")[:200].replace("\0", ""),
        "show": show if show in set(Show) else Show.ALL,
    }


def _onward(form: AttendanceForm) -> dict[str, Any]:
    """Where to go after saving: the same names, or the page that was asked for."""
    page = request.form.get("page", "")
    return {
        "search": form.search.data or None,
        "show": None if form.show.data == Show.ALL else form.show.data,
        "page": page if page.isdecimal() else None,
    }


def _event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event
