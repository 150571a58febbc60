"""Staff pages: the lists of an event on paper."""

from collections import Counter

from flask import Blueprint, abort, render_template, request
from flask_babel import force_locale
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


@bp.get("/attendee-list.pdf")
@access.staff(*READERS)
def attendee_list(slug: str) -> Response:
    """Everybody who comes, sorted as the list's language sorts names."""
    event, language = _event(slug), _language()
    registrations = queries.confirmed(event, language=language)
    with force_locale(language):
        values = _values(event, registrations, language)
    pdf = attendee_list_pdf(values, language=language)
    with write_tx():
        changes = {"count": len(registrations), "language": language}
        by = Actor.staff(access.me())
        record("attendee_list.downloaded", slug, by=by, changes=changes)
    response = Response(pdf, mimetype="application/pdf")
    name = f"attendee-list-{slug}-{language}.pdf"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


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
    wanted = request.args.get("language", "")
    return wanted if wanted in LANGUAGES else current_language()


def _event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event
