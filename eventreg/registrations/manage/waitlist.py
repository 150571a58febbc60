"""The line of an event: who waits, why nobody moves, and pausing it."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.events.called_off import leave_if_cancelled
from eventreg.events.models import Event
from eventreg.events.parts import pool_name
from eventreg.events.pools import Figures, figures
from eventreg.events.queries import by_slug
from eventreg.events.shown import Seats, Words, texts
from eventreg.events.states import PoolKind
from eventreg.registrations import queries, rules
from eventreg.registrations.models import Registration
from eventreg.registrations.obstacles import obstacles, standstill_words
from eventreg.registrations.queries import Place
from eventreg.web import access
from eventreg.web.paging import paging
from eventreg.web.roles import Role

bp = Blueprint("waitlist", __name__, url_prefix="/manage/events/<slug>/waitlist")


@dataclass(frozen=True)
class Row:
    """One place in line, ready to be shown; ``people`` has its head first."""

    place: Place
    people: list[Registration]
    contingents: list[Words]
    why: str


@bp.get("")
@access.staff(Role.DIRECTOR, Role.OFFICE)
def index(slug: str) -> str:
    """The line in order, a page at a time, with why nobody moves up."""
    event, now = _event(slug), clock.now()
    places = queries.places(event)
    pages = paging(len(places), size=queries.PAGE_SIZE)
    last = pages.number * queries.PAGE_SIZE
    still = rules.standstill(event, now)
    return render_template(
        "registrations/manage/waitlist.html",
        event=event,
        title=texts(event)["title"],
        pools=_pools(event),
        seats=Seats.of(event.pool(PoolKind.EVENT)),
        rows=_rows(event, places[:last], shown=last - queries.PAGE_SIZE),
        how_many=sum(len(place.registration_ids) for place in places),
        still=standstill_words(still, event, now) if still else "",
        hours_to_accept=rules.hours_to_accept(event, now),
        is_for_the_door=rules.is_for_the_door(event, now),
        may_give=rules.may_give(event, now),
        paging=pages,
        may_decide=access.me().role is Role.DIRECTOR,
    )


@bp.post("/pause")
@access.staff(Role.DIRECTOR)
def pause(slug: str) -> ResponseReturnValue:
    """Nobody moves up, and newcomers join the line even while seats are free."""
    return _set_paused(slug, True, _("The waitlist is paused."))


@bp.post("/resume")
@access.staff(Role.DIRECTOR)
def resume(slug: str) -> ResponseReturnValue:
    """The line moves again, at once where seats are free."""
    event = _event(slug)
    leave_if_cancelled(event)
    lasting = rules.lasting_standstill(event, clock.now())
    if lasting is None:
        return _set_paused(slug, False, _("The waitlist moves again."))
    said = _(
        "The waitlist is no longer paused, but nobody moves up by themselves: "
        "%(reason)s.",
        reason=standstill_words(lasting, event, clock.now()),
    )
    return _set_paused(slug, False, said)


def _pools(event: Event) -> list[Figures]:
    """The pools that people stand in line for, in figures."""
    kinds = {PoolKind.EVENT, PoolKind.CONTINGENT}
    return [pool for pool in figures(event) if pool.kind in kinds]


def _rows(event: Event, line: list[Place], *, shown: int) -> list[Row]:
    """The places of ``line`` from number ``shown`` on."""
    why = obstacles(event, line, clock.now())
    wanted = line[shown:]
    people = queries.by_ids(id_ for place in wanted for id_ in place.registration_ids)
    contingents = {
        pool.id: pool_name(pool) for pool in event.pools_of(PoolKind.CONTINGENT)
    }
    return [
        Row(
            place,
            [people[id_] for id_ in place.registration_ids if id_ in people],
            [contingents[id_] for id_ in place.needs if id_ in contingents],
            why[place.number],
        )
        for place in wanted
        if place.registration_ids[0] in people
    ]


def _set_paused(slug: str, paused: bool, said: str) -> ResponseReturnValue:
    event = _event(slug)
    leave_if_cancelled(event)
    with write_tx():
        events.edit(event, {"line_paused": paused}, by=Actor.staff(access.me()))
    flash(said, "success")
    return redirect(url_for(".index", slug=slug), 303)


def _event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event
