"""The page of a signed-in member, and the form that needs no letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventreg import clock
from eventreg.events import lookups, shown
from eventreg.events.models import Event
from eventreg.events.queries import upcoming
from eventreg.events.rules import sign_up_words
from eventreg.events.shown import Listed, Words
from eventreg.registrations import queries
from eventreg.registrations.models import Registration
from eventreg.registrations.views.known import known_page
from eventreg.registrations.views.signup_common import visible_event
from eventreg.web import access
from eventreg.web.requests import takes_files

bp = Blueprint("member_events", __name__, url_prefix="/members")


@dataclass(frozen=True)
class Mine:
    """One registration on the member's page."""

    registration: Registration
    title: Words
    is_past: bool


@bp.get("")
@access.member_only
def index() -> str:
    """My registrations, the coming events, my details."""
    person = access.member()
    mine = [_mine(each) for each in queries.registrations_of(person)]
    signed_up = {each.registration.event_id for each in mine}
    coming = [each for each in upcoming() if each.id not in signed_up]
    return render_template(
        "registrations/known/index.html",
        person=person,
        ahead=[each for each in reversed(mine) if not each.is_past],
        past=[each for each in mine if each.is_past],
        coming=_lines(coming),
    )


@bp.route("/events/<slug>/register", methods=["GET", "POST"])
@access.member_only
@takes_files
def register(slug: str) -> ResponseReturnValue:
    return known_page(
        visible_event(slug),
        access.member(),
        details=url_for("members.details", next=request.path),
    )


def _mine(registration: Registration) -> Mine:
    event = registration.event
    return Mine(registration, shown.texts(event)["title"], event.is_past)


def _lines(events: Sequence[Event]) -> list[tuple[Listed, str]]:
    """The coming events, each with what its button says."""
    now = clock.now()
    outlooks = lookups.outlooks(events, now)
    return [
        (
            shown.listed(event, now, outlooks[event.id]),
            sign_up_words(event, outlooks[event.id]),
        )
        for event in events
    ]
