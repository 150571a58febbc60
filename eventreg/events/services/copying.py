"""A new draft after an event that was there before, or a series of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.errors import DomainError
from eventreg.events import rules, signals, times
from eventreg.events.models import Event, EventText, SeatPool
from eventreg.events.programme import AgendaEntry, Speaker
from eventreg.events.services.creating import with_free_slug
from eventreg.events.services.editing import locked
from eventreg.events.slugs import slug_of
from eventreg.events.states import EventState

#: More in one go is a typing error; a year has so many months.
MOST_AT_ONCE = 12

#: What a copy takes over as it is. All else is its own: ``test_copying`` knows why.
COPIED = (
    "kind",
    "languages",
    "timezone",
    "place_name",
    "place_address",
    "online_url",
    "organiser",
    "contact_email",
    "needs_approval",
    "accept_hours",
    "offer_hours",
    "cut_off_hours",
    "members_first",
    "takes_late",
    "only_together",
    "cover_id",
    "small_cover_id",
)
COPIED_TEXT = (
    *("language", "title", "summary", "description"),
    *("access", "price", "terms", "cover_alt"),
)
COPIED_ENTRY = ("timezone", "ends_timezone", "titles", "places", "texts")
COPIED_SPEAKER = ("position", "name", "company", "roles", "texts", "picture_id")
COPIED_POOL = ("kind", "names", "capacity", "cap_percent", "role")


def copy(
    event: Event,
    *,
    starts_local: datetime,
    titles: Mapping[str, str],
    by: Actor,
) -> Event:
    """A draft like ``event`` that starts at ``starts_local``.

    Its end, agenda and deadlines move along, on the wall clock. Nobody has signed
    up for it yet.

    :param titles: by language; languages that are left out keep their title.
    :raises DomainError: the new times cannot be.
    """
    event = locked(event)
    made = Event(**_values(event, COPIED), state=EventState.DRAFT)
    _set_times(made, event, starts_local)
    rules.check_times(made)
    made.texts = _texts(event)
    for text in made.texts:
        text.title = titles.get(text.language) or text.title
    pools = {pool.id: SeatPool(**_values(pool, COPIED_POOL)) for pool in event.pools}
    made.pools = list(pools.values())
    made.agenda = _agenda(event, starts_local - event.starts_local)
    made.speakers = [Speaker(**_values(one, COPIED_SPEAKER)) for one in event.speakers]
    with_free_slug(made, slug_of(made.title(made.language), made.language))
    record("event.copied", made.slug, by=by, changes={"after": [None, event.slug]})
    signals.event_copied.send(event, copy=made, pools=pools, by=by)
    return made


def copy_series(
    event: Event,
    *,
    starts: Sequence[datetime],
    titles: Mapping[str, str],
    by: Actor,
) -> list[Event]:
    """A draft like ``event`` for each of ``starts``: all of them, or none.

    :raises DomainError: too many, or times that cannot be.
    """
    if len(starts) > MOST_AT_ONCE:
        raise DomainError(
            _("Create at most %(most)s events in one go.", most=MOST_AT_ONCE)
        )
    return [copy(event, starts_local=at, titles=titles, by=by) for at in starts]


def _values(
    row: Event | EventText | SeatPool | AgendaEntry | Speaker, names: Sequence[str]
) -> dict[str, object]:
    return {name: _own(getattr(row, name)) for name in names}


def _own(value: object) -> object:
    """``value``, of which nothing that can change is shared."""
    if isinstance(value, dict):
        return dict(value)
    return list(value) if isinstance(value, list) else value


def _texts(event: Event) -> list[EventText]:
    """Its texts, which know for which day each was written."""
    starts_on = event.starts_local.date()
    texts = [
        EventText(**_values(text, ("written_days", *COPIED_TEXT)))
        for text in event.texts
    ]
    for text in texts:
        text.remember_day(starts_on)
    return texts


def _agenda(event: Event, later: timedelta) -> list[AgendaEntry]:
    return [
        AgendaEntry(
            starts_local=entry.starts_local + later,
            ends_local=entry.ends_local and entry.ends_local + later,
            **_values(entry, COPIED_ENTRY),
        )
        for entry in event.agenda
    ]


def _set_times(made: Event, event: Event, starts_local: datetime) -> None:
    was = event.starts_local
    made.starts_local = starts_local
    made.ends_local = event.ends_local + (starts_local - was)
    for name in times.DEADLINES:
        local: datetime | None = getattr(event, f"{name}_local")
        moved = local and times.moved_along(local, was, starts_local)
        existing = moved and times.next_existing(moved, event.timezone)
        setattr(made, f"{name}_local", existing)
