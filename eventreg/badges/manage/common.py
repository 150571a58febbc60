"""What the pages about badges share."""

from collections.abc import Mapping

from flask import Blueprint, abort, current_app, request
from werkzeug.wrappers import Response

from eventreg.audit.actors import Actor
from eventreg.badges import answers, queries
from eventreg.badges.words import field_names
from eventreg.documents.labels import Stock
from eventreg.events.models import Event
from eventreg.events.queries import by_slug
from eventreg.web import access, headers
from eventreg.web.roles import Role

bp = Blueprint("badges", __name__, url_prefix="/manage/events/<slug>")

PRINTERS = (Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD)
DESIGNERS = (Role.DIRECTOR, Role.OFFICE)

#: A preview brings its own style and uses the fonts of the badges.
PREVIEW_POLICY = f"{headers.FRAMED_POLICY}; font-src 'self'"


def event_of(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event


def stock_for(event: Event) -> Stock:
    """The stock that is asked for; what nobody offers counts as the usual one."""
    offered = queries.all_stocks()
    usual = offered.get(queries.usual_stock(event)) or next(iter(offered.values()))
    return offered.get(request.args.get("stock", ""), usual)


def in_words(left_out: Mapping[str, int], event: Event) -> list[tuple[str, int]]:
    """Fields that some badges leave out, as the event calls them; no query for none."""
    names = {**field_names(), **answers.choices(event)} if left_out else {}
    return [(names[field], left_out[field]) for field in names if left_out.get(field)]


def site_address() -> str:
    """The address that people reach, for the codes."""
    return str(current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/"))


def me() -> Actor:
    return Actor.staff(access.me())


def pdf_answer(pdf: bytes, name: str, *, disposition: str) -> Response:
    response = Response(pdf, mimetype="application/pdf")
    response.headers.set("Content-Disposition", disposition, filename=name)
    return response
