"""Reading events: one by its address, lists for visitors and for staff."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from eventreg import clock
from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.programme import AgendaEntry, Speaker
from eventreg.events.states import VISIBLE, EventState, Kind
from eventreg.uploads import Upload

#: So long an event that is over stays in the calendar feed.
FEED_BACK = timedelta(days=90)

#: One row a language and pool: at most six, and one statement instead of three.
_WHOLE: tuple[ORMOption, ...] = (
    joinedload(Event.texts),
    joinedload(Event.pools),
    joinedload(Event.cover),
    joinedload(Event.small_cover),
)
_LISTED: tuple[ORMOption, ...] = (
    selectinload(Event.texts),
    selectinload(Event.pools),
    joinedload(Event.small_cover),
)


#: Built once: building it takes as long as asking the database.
_BY_SLUG = sa.select(Event).where(Event.slug == sa.bindparam("slug")).options(*_WHOLE)


def by_slug(slug: str) -> Event | None:
    """The event of this address with its texts and pools, whatever its state.

    It may be an address that the event had as a draft, before it was renamed.
    """
    event = _at(slug)
    if event is None and (now := renamed_to(slug)):
        return _at(now)
    return event


def _at(slug: str) -> Event | None:
    return db.session.scalars(_BY_SLUG, {"slug": slug}).unique().one_or_none()


def renamed_to(slug: str) -> str:
    """Where the draft of this address is now; empty: it has not moved, or is gone.

    As long as the log remembers it.
    """
    last, now = 0, ""
    acts = ("event.renamed", "event.discarded")
    while row := db.session.execute(
        sa.select(AuditEntry.id, AuditEntry.act, AuditEntry.changes)
        .where(AuditEntry.target == (now or slug), AuditEntry.act.in_(acts))
        .where(AuditEntry.id > last)
        .order_by(AuditEntry.id.desc())
        .limit(1)
    ).first():
        if row.act == "event.discarded":
            return ""
        last, now = row.id, row.changes["address"][1]
    return now


def slug_is_taken(slug: str, *, by_others_than: str | None = None) -> bool:
    """Whether an event has this address, or had it as a draft and still is.

    :param by_others_than: the address of the event that may have had it.
    """
    if db.session.scalar(sa.select(sa.exists().where(Event.slug == slug))):
        return True
    return renamed_to(slug) not in {"", by_others_than}


def agenda(event: Event) -> list[AgendaEntry]:
    """What happens at ``event``, in the order of time."""
    rows = db.session.scalars(
        sa.select(AgendaEntry).where(AgendaEntry.event_id == event.id)
    )
    return sorted(rows, key=lambda entry: (entry.starts_at, entry.id))


def speakers(event: Event) -> Sequence[Speaker]:
    """Who speaks at ``event``, in the order that staff gave them."""
    return db.session.scalars(
        sa.select(Speaker)
        .where(Speaker.event_id == event.id)
        .order_by(Speaker.position, Speaker.id)
        .options(joinedload(Speaker.picture))
    ).all()


def agenda_entry(event: Event, key: str) -> AgendaEntry | None:
    return db.session.scalar(
        sa.select(AgendaEntry).where(
            AgendaEntry.event_id == event.id, AgendaEntry.key == key
        )
    )


def speaker(event: Event, key: str) -> Speaker | None:
    return db.session.scalar(
        sa.select(Speaker)
        .where(Speaker.event_id == event.id, Speaker.key == key)
        .options(joinedload(Speaker.picture))
    )


def picture(event: Event, token: str) -> Upload | None:
    """The picture of this token if the page of ``event`` shows it."""
    covers = sa.select(Event.cover_id).where(Event.id == event.id)
    small = sa.select(Event.small_cover_id).where(Event.id == event.id)
    faces = sa.select(Speaker.picture_id).where(Speaker.event_id == event.id)
    return db.session.scalar(
        sa.select(Upload).where(
            Upload.token == token,
            sa.or_(*(Upload.id.in_(ids) for ids in (covers, small, faces))),
        )
    )


def titles(slugs: Collection[str], language: str) -> dict[str, str]:
    """What the events of these addresses are called in ``language``, by slug."""
    found = db.session.scalars(
        sa.select(Event).where(Event.slug.in_(slugs)).options(selectinload(Event.texts))
    )
    return {event.slug: event.title(language) for event in found}


def upcoming(kind: Kind | None = None) -> Sequence[Event]:
    """Visible events that are not over, the next first."""
    return _visible(Event.ends_at > clock.now(), kind=kind, order=Event.starts_at.asc())


def upcoming_and_drafts() -> tuple[list[Event], list[Event]]:
    """Both what ``upcoming`` and what ``drafts`` gives; two statements."""
    is_draft = Event.state == EventState.DRAFT
    is_ahead = sa.and_(Event.state.in_(VISIBLE), Event.ends_at > clock.now())
    found = db.session.scalars(
        sa.select(Event)
        .where(sa.or_(is_draft, is_ahead))
        .order_by(Event.starts_at, Event.id)
        .options(
            joinedload(Event.texts),
            joinedload(Event.small_cover),
            selectinload(Event.pools),
        )
    ).unique()
    ahead: list[Event] = []
    drafts: list[Event] = []
    for event in found:
        (drafts if event.state is EventState.DRAFT else ahead).append(event)
    return ahead, drafts


def past(kind: Kind | None = None) -> Sequence[Event]:
    """Visible events that are over, the latest first."""
    return _visible(
        Event.ends_at <= clock.now(), kind=kind, order=Event.starts_at.desc()
    )


def for_feed() -> Sequence[Event]:
    """What a calendar that follows the network shows, the oldest first."""
    return _visible(
        Event.ends_at > clock.now() - FEED_BACK, kind=None, order=Event.starts_at.asc()
    )


def _visible(
    when: sa.ColumnElement[bool],
    *,
    kind: Kind | None,
    order: sa.ColumnElement[datetime],
) -> Sequence[Event]:
    statement = sa.select(Event).where(Event.state.in_(VISIBLE), when)
    if kind is not None:
        statement = statement.where(Event.kind == kind)
    return db.session.scalars(
        statement.order_by(order, Event.id).options(*_LISTED)
    ).all()


def drafts() -> Sequence[Event]:
    """Events that only staff see yet, the next first."""
    return db.session.scalars(
        sa.select(Event)
        .where(Event.state == EventState.DRAFT)
        .order_by(Event.starts_at, Event.id)
        .options(*_LISTED)
    ).all()


def cancellation(event: Event) -> AuditEntry | None:
    """Who called ``event`` off and when; ``None``: nobody, or too long ago."""
    return db.session.scalar(
        sa.select(AuditEntry)
        .where(AuditEntry.target == event.slug, AuditEntry.act == "event.cancelled")
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )


def cancel_reason(event: Event) -> dict[str, str]:
    """What staff told everybody when they called ``event`` off, by language.

    Often empty.
    """
    if event.state is not EventState.CANCELLED:
        return {}
    entry = cancellation(event)
    changes = entry.changes if entry else {}
    if "reason" in changes:  # of the time of one text for all, in whichever language
        language = changes.get("language", ["", event.language])[1]
        return {str(language): str(changes["reason"][1])}
    return {
        field.removeprefix("reason "): str(words)
        for field, (_old, words) in changes.items()
        if field.startswith("reason ")
    }
