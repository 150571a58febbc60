"""The page of an event's figures."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, render_template
from flask_babel import gettext as _

from eventreg.events.models import Event
from eventreg.events.pools import figures
from eventreg.events.queries import by_slug
from eventreg.events.shown import texts
from eventreg.home.statistics import queries
from eventreg.home.statistics.drawing import HEIGHT, WIDTH, draw
from eventreg.home.statistics.queries import Curve, shares
from eventreg.people.territories import country_name
from eventreg.registrations import queries as registrations
from eventreg.registrations.presence import queries as presence
from eventreg.registrations.states import State
from eventreg.registrations.words import sector_unknown, state_word
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.roles import Role

bp = Blueprint("statistics", __name__, url_prefix="/manage/events/<slug>")

READERS = (Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD)


@bp.get("/statistics")
@access.staff(*READERS)
def show(slug: str) -> str:
    """Sign-ups over time against last time, sources, invitations, who comes."""
    event, language = by_slug(slug), current_language()
    if event is None:
        abort(404)
    earlier = queries.last_time(event)
    curves = [queries.curve(event)] + ([queries.curve(earlier)] if earlier else [])
    drawing, attendance = draw(*curves), presence.attendance(event)
    counts = registrations.counts(event)
    return render_template(
        "home/statistics.html",
        event=event,
        title=texts(event)["title"],
        earlier=earlier and earlier.title(language),
        curves=curves,
        drawing=drawing,
        size=(WIDTH, HEIGHT),
        days=_days(event, curves),
        counts=[
            (state_word(state), count)
            for state, count in counts.items()
            if count and state is not State.UNVERIFIED
        ],
        unverified=counts[State.UNVERIFIED],
        pools=figures(event),
        attendance=attendance if event.is_past and attendance.present else None,
        sources=shares(_named(queries.sources(event), _source_words())),
        invitations=queries.invitations(event),
        members=shares(
            _named(queries.member_mix(event), {True: _("Members"), False: _("Guests")})
        ),
        sectors=shares(
            {
                sector or sector_unknown(): count
                for sector, count in queries.sectors(event, language).items()
            }
        ),
        countries=shares(
            {
                country_name(code, language) if code else _("not said"): count
                for code, count in queries.countries(event).items()
            }
        ),
    )


def _named(counts: Mapping[Any, int], words: Mapping[Any, str]) -> dict[str, int]:
    return {words[key]: count for key, count in counts.items()}


def _source_words() -> dict[str, str]:
    return {
        "page": _("Event page"),
        "invitation": _("Invitation"),
        "staff": _("Entered by staff"),
        "import": _("Imported"),
    }


def _days(event: Event, curves: list[Curve]) -> list[dict[str, object]]:
    """The table under the curve: days on which somebody signed up, latest first."""
    known = [
        dict(zip(curve.days_before, curve.totals, strict=True)) for curve in curves
    ]
    found, before = [], 0
    for day, total in known[0].items():
        if total != before:
            found.append(
                {
                    "day": event.starts_at.date() - timedelta(days=day),
                    "days_before": day,
                    "new": total - before,
                    "total": total,
                    "last_time": _so_far(known[1], day) if len(known) > 1 else None,
                }
            )
        before = total
    return found[::-1]


def _so_far(totals: dict[int, int], day: int) -> int:
    """How many there were by that many days before the start."""
    return max((total for at, total in totals.items() if at >= day), default=0)
