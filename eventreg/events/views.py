"""What everybody sees: the list of events, one event, calendar files."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from eventreg import clock, uploads
from eventreg.events import (
    agendas,
    calendars,
    lookups,
    parts,
    queries,
    rules,
    shown,
    sitemaps,
    structured,
)
from eventreg.events.models import Event
from eventreg.events.states import RUNNING, VISIBLE, Kind, PoolKind
from eventreg.web import access
from eventreg.web.locale import LANGUAGES, language_in_address
from eventreg.web.network import network
from eventreg.web.roles import Role

bp = Blueprint("events", __name__)

#: What an address of the list can say.
_NARROWED = ("kind", "month", "past")
#: They see a draft as visitors will see it.
PREVIEWERS = frozenset({Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD})


@bp.route("/")
@access.public
def index() -> str:
    kind, month = _kind_wanted(), request.args.get("month", "")
    is_past = bool(request.args.get("past"))
    events = queries.past(kind) if is_past else queries.upcoming(kind)
    choices = shown.month_choices(events, chosen=month)
    if month in choices:
        events = [event for event in events if shown.month_of(event) == month]
    return render_template(
        "events/index.html",
        months=list(shown.by_month(events, clock.now(), access.member())),
        month=month if month in choices else "",
        month_choices=choices,
        kinds=[(each, shown.kind_name(each)) for each in Kind],
        chosen=kind,
        is_past=is_past,
        in_language={code: _list_address(code) for code in (None, *LANGUAGES)},
    )


@bp.route("/events/<slug>")
@access.public
def show(slug: str) -> str:
    event = _visible_event(slug, with_drafts=True)
    now = clock.now()
    address = _address_of(event, language_in_address())
    agenda = queries.agenda(event)
    faces = agendas.faces(event, queries.speakers(event))
    outlook = lookups.outlook(event, now, access.member())
    seats = shown.Seats.of(event.pool(PoolKind.EVENT))
    return render_template(
        "events/show.html",
        event=event,
        kind=shown.kind_name(event.kind),
        words=shown.texts(event),
        fees=lookups.fees(event),
        seats=seats,
        left=seats.left_for(outlook),
        outlook=outlook,
        own_clock=shown.own_clock(event),
        moved_from=shown.moved_from(event, now),
        state=shown.state_words(event),
        closed_reason=rules.closed_reason(event, now, preview=True),
        cancelled_because=shown.cancelled_because(event),
        opens_later=rules.opens_later(event, now),
        helps_members=rules.helps_members(event, now),
        opening=rules.opening(event, now, is_member=access.member() is not None),
        members_words=rules.members_words(event, now),
        late_words=rules.late_words(event, now),
        groups=parts.groups(event, outlook),
        agenda_name=shown.agenda_name(event.kind),
        days=agendas.days(event, agenda),
        clock_words=agendas.clock_words(event),
        faces=faces,
        map_url=shown.map_url(event),
        shows_free_seats=rules.shows_free_seats(event, now),
        is_ahead=event.state in RUNNING and not event.is_past,
        sign_up_words=rules.sign_up_words(outlook),
        sign_up_url=url_for(_form_endpoint(), slug=slug),
        address=address,
        languages=event.languages,
        in_language=partial(_address_of, event),
        cover_address=_picture_address(event),
        data=structured.event_data(
            event,
            address=address,
            network=network().name,
            picture=_picture_address(event),
            speakers=[face.name for face in faces],
        ),
    )


def _form_endpoint() -> str:
    """The form of registrations; a signed-in member gets the one that knows them."""
    is_member = access.member() is not None
    return "member_events.register" if is_member else "signup.register"


@bp.get("/sitemap.xml")
@access.public
def sitemap() -> Response:
    """All pages of events that everybody may see, for search engines."""
    events = [*queries.upcoming(), *queries.past()]
    body = sitemaps.sitemap(events, home=_list_address, address_of=_address_of)
    return Response(body, mimetype="application/xml")


@bp.get("/robots.txt")
@access.public
def robots() -> Response:
    """Search engines may read what is public, and find the sitemap."""
    lines = ["User-agent: *", "Disallow: /my/", f"Sitemap: {_public_url()}/sitemap.xml"]
    return Response("\n".join([*lines, ""]), mimetype="text/plain")


@bp.get("/events/<slug>/pictures/<token>.jpg")
@access.public
def picture(slug: str, token: str) -> Response:
    """The cover or a speaker's face; its address never means another picture."""
    event = _visible_event(slug, with_drafts=True)
    found = queries.picture(event, token)
    if found is None:
        abort(404)
    return uploads.answer(found, is_public=event.state in VISIBLE)


@bp.route("/events/<slug>/event.ics")
@access.public
def calendar_entry(slug: str) -> Response:
    event = _visible_event(slug)
    return _calendar([event], name=str(shown.texts(event)["title"]), file=event.slug)


@bp.get("/events/<slug>/opening.ics")
@access.public
def opening(slug: str) -> ResponseReturnValue:
    """When sign-up opens, for one's own calendar; to the event once it has."""
    event = _visible_event(slug)
    is_member = access.member() is not None
    opens_at = rules.opening(event, clock.now(), is_member=is_member)
    if opens_at is None:
        return redirect(url_for(".show", slug=slug), 303)
    body = calendars.opening(event, opens_at, host=_host(), address=_address_of(event))
    return _calendar_file(body, f"{event.slug}-opening")


@bp.route("/calendar.ics")
@access.public
def calendar_feed() -> Response:
    return _calendar(queries.for_feed(), name=network().name, file="calendar")


def _kind_wanted() -> Kind | None:
    wanted = request.args.get("kind", "")
    return Kind(wanted) if wanted in set(Kind) else None


def _picture_address(event: Event) -> str:
    """The cover, whole, for previews of links; empty without one."""
    if event.cover is None:
        return ""
    token = event.cover.token
    address = url_for("events.picture", slug=event.slug, token=token, lang=None)
    return _public_url() + address


def _list_address(language: str | None) -> str:
    """The list as it is now narrowed, whole, in ``language`` or in the reader's."""
    values: dict[str, Any] = {
        name: request.args.get(name) or None for name in _NARROWED
    }
    return _public_url() + url_for("events.index", lang=language, **values)


def _visible_event(slug: str, *, with_drafts: bool = False) -> Event:
    """The event of this address; one that is not shown yet looks missing."""
    event = queries.by_slug(slug)
    if event is None:
        abort(404)
    if event.state not in VISIBLE and not (with_drafts and _may_preview()):
        abort(404)
    return event


def _may_preview() -> bool:
    account = access.me()
    return account is not None and account.role in PREVIEWERS


def _calendar(events: Iterable[Event], *, name: str, file: str) -> Response:
    body = calendars.calendar(events, name=name, host=_host(), address_of=_address_of)
    return _calendar_file(body, file)


def _calendar_file(body: bytes, name: str) -> Response:
    return Response(
        body,
        mimetype="text/calendar",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )


def _public_url() -> str:
    """Where the world finds this site; the request's own address until it is set."""
    return str(current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/"))


def _host() -> str:
    return urlsplit(_public_url()).hostname or "localhost"


def _address_of(event: Event, language: str | None = None) -> str:
    """The public page of ``event``, whole; in ``language``, or in the reader's."""
    return _public_url() + url_for("events.show", slug=event.slug, lang=language)
