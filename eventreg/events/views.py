"""What everybody sees: the list of events, one event, calendar files."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    render_template,
    request,
    url_for,
)

from eventreg import clock
from eventreg.events import calendars, lookups, parts, queries, rules, shown, structured
from eventreg.events.models import Event
from eventreg.events.states import RUNNING, VISIBLE, Kind, PoolKind
from eventreg.web import access
from eventreg.web.network import network
from eventreg.web.roles import Role

bp = Blueprint("events", __name__)

#: They see a draft as visitors will see it.
PREVIEWERS = frozenset({Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD})


@bp.route("/")
@access.public
def index() -> str:
    kind = _kind_wanted()
    is_past = bool(request.args.get("past"))
    events = queries.past(kind) if is_past else queries.upcoming(kind)
    return render_template(
        "events/index.html",
        months=list(shown.by_month(events, clock.now())),
        kinds=[(each, shown.kind_name(each)) for each in Kind],
        chosen=kind,
        is_past=is_past,
    )


@bp.route("/events/<slug>")
@access.public
def show(slug: str) -> str:
    event = _visible_event(slug, with_drafts=True)
    now = clock.now()
    address, outlook = _address_of(event), lookups.outlook(event, now)
    seats = shown.Seats.of(event.pool(PoolKind.EVENT))
    return render_template(
        "events/show.html",
        event=event,
        kind=shown.kind_name(event.kind),
        words=shown.texts(event),
        seats=seats,
        left=seats.left_for(outlook),
        outlook=outlook,
        own_clock=shown.own_clock(event),
        state=shown.state_words(event),
        closed_reason=rules.closed_reason(event, now),
        cancelled_because=queries.cancelled_because(event),
        members_words=rules.members_words(event, now),
        late_words=rules.late_words(event, now),
        groups=parts.groups(event, outlook),
        shows_free_seats=rules.shows_free_seats(event, now),
        is_ahead=event.state in RUNNING and not event.is_past,
        sign_up_words=rules.sign_up_words(event, outlook),
        sign_up_url=url_for("signup.register", slug=slug),
        address=address,
        data=structured.event_data(event, address=address, network=network().name),
    )


@bp.route("/events/<slug>/event.ics")
@access.public
def calendar_entry(slug: str) -> Response:
    event = _visible_event(slug)
    return _calendar([event], name=str(shown.texts(event)["title"]), file=event.slug)


@bp.route("/calendar.ics")
@access.public
def calendar_feed() -> Response:
    return _calendar(queries.for_feed(), name=network().name, file="calendar")


def _kind_wanted() -> Kind | None:
    wanted = request.args.get("kind", "")
    return Kind(wanted) if wanted in set(Kind) else None


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
    return Response(
        body,
        mimetype="text/calendar",
        headers={"Content-Disposition": f'attachment; filename="{file}.ics"'},
    )


def _public_url() -> str:
    """Where the world finds this site; the request's own address until it is set."""
    return str(current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/"))


def _host() -> str:
    return urlsplit(_public_url()).hostname or "localhost"


def _address_of(event: Event) -> str:
    return _public_url() + url_for("events.show", slug=event.slug)
