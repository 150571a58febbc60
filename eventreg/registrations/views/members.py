"""The page of a signed-in member, and the form that needs no letter."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventreg import clock
from eventreg.events import shown
from eventreg.events.models import Event
from eventreg.events.queries import upcoming
from eventreg.events.rules import sign_up_words
from eventreg.events.shown import Listed, Words
from eventreg.registrations import queries
from eventreg.registrations.models import Registration
from eventreg.registrations.views.known import known_page
from eventreg.registrations.views.signup import visible_event
from eventreg.web import access

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
    coming = [_line(e) for e in upcoming() if e.id not in signed_up]
    return render_template(
        "registrations/known/index.html",
        person=person,
        ahead=[each for each in reversed(mine) if not each.is_past],
        past=[each for each in mine if each.is_past],
        coming=coming,
    )


@bp.route("/events/<slug>/register", methods=["GET", "POST"])
@access.member_only
def register(slug: str) -> ResponseReturnValue:
    return known_page(
        visible_event(slug),
        access.member(),
        details=url_for("members.details", next=request.path),
    )


def _mine(registration: Registration) -> Mine:
    event = registration.event
    return Mine(registration, shown.texts(event)["title"], event.is_past)


def _line(event: Event) -> tuple[Listed, str]:
    """A coming event, and what its button says."""
    return shown.listed(event, clock.now()), sign_up_words(event)
