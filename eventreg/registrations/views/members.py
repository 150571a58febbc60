"""The page of a signed-in member, and the form that needs no letter."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg import clock
from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.events import shown
from eventreg.events.models import Event
from eventreg.events.pools import addresses
from eventreg.events.queries import upcoming
from eventreg.events.questions.queries import asked_first
from eventreg.events.rules import sign_up_words
from eventreg.events.shown import Listed, Words
from eventreg.people.models import Person
from eventreg.people.queries import days_as_member
from eventreg.registrations import newcomers, queries, services, standing
from eventreg.registrations.answers.queries import Open, open_of_each
from eventreg.registrations.models import Registration
from eventreg.registrations.money.queries import roles_that_pay
from eventreg.registrations.states import LIVE, RegistrationRole
from eventreg.registrations.views.known import known_page
from eventreg.registrations.views.signup_common import privacy_version, visible_event
from eventreg.web import access
from eventreg.web.requests import takes_files

bp = Blueprint("member_events", __name__, url_prefix="/members")


@dataclass(frozen=True)
class Coming:
    """One coming event on the member's page, and what its button says."""

    line: Listed
    words: str
    #: Nothing more is asked: the button signs up at once.
    is_one_tap: bool


@dataclass(frozen=True)
class Mine:
    """One registration on the member's page."""

    registration: Registration
    title: Words
    #: When the event was to begin before it was postponed, for who still comes.
    moved_from: str
    is_past: bool
    #: What the person is still asked, and can answer; ``None``: nothing.
    open: Open | None


@bp.get("")
@access.member_only
def index() -> str:
    """My registrations, the coming events, my details."""
    person = access.member()
    mine = _mine(queries.registrations_of(person))
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


@bp.post("/events/<slug>/one-tap")
@access.member_only
def one_tap(slug: str) -> ResponseReturnValue:
    """Sign up with what is known; where more is asked, the form asks it."""
    event, person = visible_event(slug), access.member()
    if not _one_tap_ids([event], person):
        return redirect(url_for(".register", slug=slug), 303)
    applicant = replace(
        services.applicant_for(person), privacy_version=privacy_version()
    )
    try:
        with write_tx():
            registration = services.sign_up_known(event, person, applicant)
    except services.AlreadyRegistered as error:
        flash(_("You are signed up for this event already."), "success")
        return redirect(url_for("my.show", token=error.registration.token), 303)
    except DomainError as error:
        flash(str(error), "error")
        return redirect(url_for(".index"), 303)
    flash(_("Thank you, we have your form."), "success")
    return redirect(url_for("my.show", token=registration.token), 303)


def _one_tap_ids(events: Sequence[Event], person: Person) -> set[int]:
    """The events that ask ``person`` nothing, not even for money."""
    asking = asked_first([event.id for event in events])
    paying = roles_that_pay(events)
    as_member = days_as_member(person, (each.starts_local.date() for each in events))
    return {
        event.id
        for event in events
        if event.id not in asking
        and not addresses(event)
        and _role(event, as_member) not in paying.get(event.id, ())
    }


def _role(event: Event, as_member: Collection[date]) -> RegistrationRole:
    """As what a person comes to an event without contingents."""
    is_one = event.starts_local.date() in as_member
    return RegistrationRole.MEMBER if is_one else RegistrationRole.GUEST


def _mine(registrations: Sequence[Registration]) -> list[Mine]:
    now = clock.now()
    may_answer = [
        each
        for each in registrations
        if standing.may(each, "answer") and each.event.changes_end_at > now
    ]
    still_open = open_of_each(may_answer)
    return [
        Mine(
            each,
            title=shown.texts(each.event)["title"],
            moved_from=(
                shown.moved_from(each.event, now) if each.shown_state in LIVE else ""
            ),
            is_past=each.event.is_past,
            open=still_open.get(each.id),
        )
        for each in registrations
    ]


def _lines(events: Sequence[Event]) -> list[Coming]:
    """The coming events, each with what its button says and does."""
    now = clock.now()
    outlooks = newcomers.outlooks(events, now, access.member())
    at_once = _one_tap_ids(events, access.member())
    return [
        Coming(
            shown.listed(event, now, outlooks[event.id]),
            sign_up_words(outlooks[event.id]),
            is_one_tap=event.id in at_once,
        )
        for event in events
    ]
