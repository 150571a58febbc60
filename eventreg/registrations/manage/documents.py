"""Staff pages: the lists of an event on paper."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import write_tx
from eventreg.documents.attendee_list import (
    AttendeeListValues,
    AttendeeRow,
    attendee_list_pdf,
)
from eventreg.events.models import Event
from eventreg.events.queries import by_slug
from eventreg.events.shown import texts
from eventreg.jobs import tasks
from eventreg.people.names import full_name
from eventreg.people.territories import country_name
from eventreg.registrations import queries
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from eventreg.registrations.words import role_word
from eventreg.web import access
from eventreg.web.dates import format_day, format_span
from eventreg.web.locale import LANGUAGES, NAMES, current_language
from eventreg.web.roles import Role

bp = Blueprint("documents", __name__, url_prefix="/manage/events/<slug>/documents")

READERS = (Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD)

ATTENDEE_LIST = "registrations.attendee_list"
#: Nobody waits for a longer list.
MOST_AT_ONCE = 100
#: About; says how far a long list is.
ROWS_PER_PAGE = 25


@bp.get("")
@access.staff(*READERS)
def index(slug: str) -> str:
    """What can be printed about an event, with the language to choose."""
    event = _event(slug)
    return render_template(
        "registrations/manage/documents.html",
        event=event,
        title=texts(event)["title"],
        count=queries.counts(event)[State.CONFIRMED],
        languages=NAMES,
    )


@bp.post("/attendee-list")
@access.staff(*READERS)
def attendee_list(slug: str) -> Response:
    """Everybody who comes, sorted as the list's language sorts names.

    A long list is made by a worker.
    """
    event, language = _event(slug), _language()
    count = queries.counts(event)[State.CONFIRMED]
    arguments = {"event": slug, "language": language}
    by = Actor.staff(access.me())
    with write_tx():
        changes = {"count": count, "language": language}
        record("attendee_list.downloaded", slug, by=by, changes=changes)
        if count > MOST_AT_ONCE:
            task = tasks.ask(
                ATTENDEE_LIST,
                arguments,
                title=_("Attendee list: %(event)s", event=texts(event)["title"]),
                language=current_language(),
                back=url_for(".index", slug=slug),
                by=by,
            )
            return redirect(tasks.address_of(task), 303)
    made = make_attendee_list(arguments, lambda _done, _total: None)
    response = Response(made.body, mimetype=made.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=made.name)
    return response


@tasks.long_work(ATTENDEE_LIST, roles=READERS)
def make_attendee_list(
    arguments: Mapping[str, Any], progress: tasks.Progress
) -> tasks.Made:
    """The list as it stands now."""
    event, language = by_slug(arguments["event"]), arguments["language"]
    if event is None:
        raise tasks.TaskTrouble(_("This event does not exist any more."))
    registrations = queries.confirmed(event, language=language)
    with force_locale(language):
        values = _values(event, registrations, language)
    pages = -(-len(registrations) // ROWS_PER_PAGE)
    pdf = attendee_list_pdf(
        values,
        language=language,
        tell=lambda page: progress(page, max(page, pages)),
    )
    name = f"attendee-list-{arguments['event']}-{language}.pdf"
    return tasks.Made(pdf, name, "application/pdf")


def _values(
    event: Event, registrations: list[Registration], language: str
) -> AttendeeListValues:
    roles = Counter(registration.role for registration in registrations)
    when = format_span(event.starts_at, event.ends_at, event.timezone)
    return AttendeeListValues(
        event=event.title(language),
        when_and_where=f"{when} · {event.place_name}",
        issued_on=format_day(clock.today(event.timezone)),
        rows=[_row(registration, language) for registration in registrations],
        counts=[(role_word(role), count) for role, count in roles.most_common()],
    )


def _row(registration: Registration, language: str) -> AttendeeRow:
    return AttendeeRow(
        name=_sorted_name(registration),
        title=registration.title,
        suffix=registration.suffix,
        company=registration.company,
        position=registration.position,
        country=country_name(registration.country, language),
        country_code=registration.country,
        role=role_word(registration.role),
    )


def _sorted_name(registration: Registration) -> str:
    """As the list is sorted: "Müller, Eva"; some names begin with the family."""
    if registration.family_first:
        return full_name(registration)
    names = (registration.family_name, registration.given_name)
    return ", ".join(name for name in names if name)


def _language() -> str:
    """The language that is asked for, else the reader's."""
    wanted = request.values.get("language", "")
    return wanted if wanted in LANGUAGES else current_language()


def _event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event
