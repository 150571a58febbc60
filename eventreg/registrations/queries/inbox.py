"""The inbox: who waits for a decision, with what helps to decide."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from eventreg import clock
from eventreg.asking import Question, answers
from eventreg.database import db
from eventreg.events.models import Event, SeatPool
from eventreg.events.states import PoolKind
from eventreg.people.queries import MemberName
from eventreg.registrations.answers.queries import Given, readable
from eventreg.registrations.inquiries.queries import Asked, inquiries_asked
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.notes.queries import Noted, notes_asked
from eventreg.registrations.queries.flags import (
    Signs,
    capped,
    earlier_events,
    lacking,
    signs_asked,
    takes_over,
)
from eventreg.registrations.queries.held_up import held_up_asked
from eventreg.registrations.queries.inbox_wanted import InboxWanted, ordered
from eventreg.registrations.queries.members import likely_asked, likely_members
from eventreg.registrations.queries.parties import companion_counts
from eventreg.registrations.states import TEAM_ROLES, State
from eventreg.registrations.words import Flag, flag_word, lack_words
from eventreg.web.locale import current_language
from eventreg.web.roles import Role

#: So many rows are on one page, which may weigh 100 kB (budget row *staff*).
INBOX_SIZE = 25
#: So many letters of what somebody said stand in a row that is not opened.
MOST_GIST = 100
#: So many decisions that can be undone are shown.
MOST_UNDOABLE = 200
#: Of so many it is found out which flags they bear, when only those with one are shown.
MOST_LOOKED_AT = 500


@dataclass(frozen=True)
class InboxRow:
    """Those who are decided on together, and what the director should know.

    One person, or a party that comes only together with its head first. ``free``
    counts the event's free public seats, ``earlier`` the events at which the
    head was confirmed before, ``party_size`` everybody of one form.
    ``likely`` are the members that unknown persons seem to belong to, ``doubles``
    the numbers of those who may be the same person as one of these.
    """

    registrations: tuple[Registration, ...]
    free: int
    earlier: int
    flags: tuple[Flag, ...]
    party_size: int = 1
    likely: tuple[tuple[Registration, MemberName], ...] = ()
    #: What matters of their answers, as far as the reader may read it.
    answers: tuple[tuple[Registration, list[Given]], ...] = ()
    doubles: tuple[tuple[Registration, str], ...] = ()
    #: What they were asked, and what they replied.
    inquiries: tuple[Asked, ...] = ()
    #: What staff noted about them.
    notes: tuple[Noted, ...] = ()

    @property
    def registration(self) -> Registration:
        return self.registrations[0]

    @property
    def gist(self) -> str:
        """How what they said begins; the whole is one press away."""
        said = [one.text for _person, given in self.answers for one in given]
        words = " · ".join([*said, self.registration.message or ""])
        return shorten(words.strip(" ·"), MOST_GIST, placeholder=" …")

    @property
    def is_plain(self) -> bool:
        """Whether nothing about these people needs a second look.

        A seat that is handed over cannot be taken back, so it does.
        """
        return not self.flags and not self.likely and self.takes_over is None

    @property
    def may_wait(self) -> bool:
        """Whether they can be put on the waitlist."""
        return Flag.FULL in self.flags and self.registration.role not in TEAM_ROLES

    @property
    def is_held_up(self) -> bool:
        """Whether a yes leads to the line although there are seats for these."""
        return self.may_wait and not lacking(self.registrations)

    @property
    def event(self) -> Event:
        return self.registration.event

    @staticmethod
    def contingents(person: Registration) -> list[SeatPool]:
        """As what one of them comes."""
        pools = (claim.pool for claim in person.claims)
        return [pool for pool in pools if pool.kind is PoolKind.CONTINGENT]

    @property
    def tags(self) -> list[tuple[str, str]]:
        """Each flag in words, and the tone of its tag."""
        tones = {Flag.ASKED: "wait", Flag.REPLIED: "good"}
        return [(self._words(flag), tones.get(flag, "bad")) for flag in self.flags]

    def _words(self, flag: Flag) -> str:
        people = self.registrations
        if flag is Flag.FULL:
            return self._lack()
        names = ", ".join(pool.name(current_language()) for pool in capped(people))
        return flag_word(flag, names)

    def _lack(self) -> str:
        """Which seats are missing, where that is not plain."""
        lacks = lacking(self.registrations)
        if not lacks and self.event.line_paused:
            return _("The waitlist is paused: newcomers wait.")
        if not lacks:
            return _("No seat free: others in line come first")
        is_plain = not any(pool.names for pool, _n in lacks)
        if len(self.registrations) == 1 and is_plain:
            return flag_word(Flag.FULL)
        words = "; ".join(lack_words(pool, n, pool.free) for pool, n in lacks)
        return _("Too few seats: %(lack)s", lack=words)

    @property
    def takes_over(self) -> Registration | None:
        """Whose seat this person wants to take over."""
        return self.registration.replaces if takes_over(self.registration) else None


def inbox(
    wanted: InboxWanted | None = None,
    *,
    by: Role = Role.DIRECTOR,
    beside: Sequence[Question[Any]] = (),
) -> list[InboxRow]:
    """One page of who waits for a decision, the next event first, then in order.

    :param wanted: whom of them; ``None``: the first who were not put off until later.
    :param by: who reads it, and so which answers.
    :param beside: what the page asks besides, answered in the same statement.
    """
    return inbox_page(wanted or InboxWanted(), by=by, beside=beside)[0]


def inbox_order(wanted: InboxWanted, *, by: Role) -> list[tuple[Registration, ...]]:
    """Who is decided on together, one after the other, whatever page they stand on.

    :param by: see ``inbox``.
    """
    if wanted.narrows:
        rows = _rows(_pending(wanted), by=by)
        return [row.registrations for row in filter(wanted.takes, rows)]
    first = _pending(wanted, size=MOST_LOOKED_AT, before=0)
    return [tuple(unit) for unit in units(first)]


def inbox_page(
    wanted: InboxWanted, *, by: Role, beside: Sequence[Question[Any]] = ()
) -> tuple[list[InboxRow], int]:
    """As ``inbox``, and how many rows bear the wanted flag; 0 where none is wanted."""
    rows = _rows(_pending(wanted), by=by, beside=beside)
    if not wanted.narrows:
        return rows, 0
    found = list(filter(wanted.takes, rows))
    before = _offset(wanted)
    return found[before : before + INBOX_SIZE], len(found)


def _rows(
    registrations: list[Registration],
    *,
    by: Role,
    beside: Sequence[Question[Any]] = (),
) -> list[InboxRow]:
    if not registrations:
        return []
    # Told to each, which keeps them: the claims find their pools without asking.
    events = {e.id: e for e in _load_events({r.event_id for r in registrations})}
    for each in registrations:
        set_committed_value(each, "event", events[each.event_id])
    ids = [each.id for each in registrations]
    held, earlier, brought, asked, noted, *known = answers(
        held_up_asked(registrations),
        earlier_events(registrations),
        companion_counts({r.lead_id or r.id for r in registrations}),
        inquiries_asked(ids),
        notes_asked(ids),
        *likely_asked(registrations),
        *signs_asked(registrations),
        *beside,
    )
    homeless, domains, colleagues, of_institutions, declined = known[:5]
    signs = Signs(registrations, asked, (colleagues, of_institutions, declined))
    likely = likely_members(registrations, homeless, domains)
    given = readable(ids, by=by, in_inbox=True)
    return [
        InboxRow(
            registrations=tuple(unit),
            free=unit[0].event.pool(PoolKind.EVENT).free,
            earlier=earlier.get((unit[0].email, unit[0].search_key), 0),
            flags=signs.flags(unit, held),
            party_size=1 + brought.get(unit[0].lead_id or unit[0].id, 0),
            likely=tuple((each, likely[each.id]) for each in unit if each.id in likely),
            answers=tuple((each, given[each.id]) for each in unit if each.id in given),
            doubles=tuple((each, no) for each in unit for no in signs.doubles(each)),
            inquiries=tuple(one for each in unit for one in asked.get(each.id, ())),
            notes=tuple(one for each in unit for one in noted.get(each.id, ())),
        )
        for unit in units(registrations)
    ]


def _offset(wanted: InboxWanted) -> int:
    """How many stand on the pages before."""
    return (wanted.page - 1) * INBOX_SIZE


def _load_events(ids: set[int]) -> list[Event]:
    """These with their texts and pools; only what the page has not read yet is asked.

    Each once: beside every row and claim they would take a tenth of the page's time.
    """
    wanted = {Event.texts.key, Event.pools.key, Event.id.key}
    read = [each for each in db.session.identity_map.values() if type(each) is Event]
    known = [each for each in read if not wanted & sa.inspect(each).unloaded]
    if missing := ids - {each.id for each in known}:
        rows = db.session.scalars(
            sa.select(Event)
            .where(Event.id.in_(missing))
            .options(joinedload(Event.texts), selectinload(Event.pools))
        )
        known += rows.unique().all()
    return known


def units(registrations: Iterable[Registration]) -> list[list[Registration]]:
    """Those who are decided on together beside each other, the head first."""
    found: dict[int, list[Registration]] = {}
    for registration in registrations:
        head_id = registration.head_id if registration.together else None
        found.setdefault(head_id or registration.id, []).append(registration)
    return [
        sorted(unit, key=lambda each: (each.head_id is not None, each.id))
        for unit in found.values()
    ]


def waiting_named(references: Collection[str]) -> Sequence[Registration]:
    """Who of these waits for a decision, with all who are decided on together."""
    named = sa.select(Registration.id).where(Registration.reference.in_(references))
    with_them = sa.and_(Registration.together, Registration.head_id.in_(named))
    return db.session.scalars(
        sa.select(Registration)
        .join(Registration.event)
        .where(
            *_waiting(with_later=True),
            sa.or_(Registration.reference.in_(references), with_them),
        )
        .order_by(Event.starts_at, Event.id, Registration.verified_at, Registration.id)
        .options(joinedload(Registration.lead))
    ).all()


def decided_last(references: Collection[str]) -> Sequence[RegistrationMove]:
    """The last step of each of these who does not wait for a decision any more."""
    latest = (
        sa.select(sa.func.max(RegistrationMove.id))
        .join(RegistrationMove.registration)
        .where(
            Registration.reference.in_(references),
            Registration.state != State.PENDING,
        )
        .group_by(RegistrationMove.registration_id)
    )
    return db.session.scalars(
        sa.select(RegistrationMove)
        .where(RegistrationMove.id.in_(latest))
        .order_by(RegistrationMove.id)
        .options(joinedload(RegistrationMove.registration))
    ).all()


def inbox_count() -> int:
    """How many people wait for a decision now."""
    return counts_asked().answer()[0]


def counts_asked() -> Question[tuple[int, int]]:
    """How many people wait for a decision now, and how many are put off until later."""
    hidden = Registration.later_until
    is_later = sa.and_(hidden.is_not(None), hidden > clock.now())
    query = (
        sa.select(sa.func.count(), sa.func.count().filter(is_later))
        .select_from(Registration)
        .join(Registration.event)
        .where(*_waiting(with_later=True))
    )
    return Question(query, lambda rows: (rows[0][0] - rows[0][1], rows[0][1]))


def inbox_events(*, with_later: bool = False) -> list[tuple[Event, int]]:
    """The events for which people wait, the next one first, each with how many."""
    counted = (
        sa.select(Registration.event_id, sa.func.count().label("people"))
        .join(Registration.event)
        .where(*_waiting(with_later=with_later))
        .group_by(Registration.event_id)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(Event, counted.c.people)
        .join(counted, counted.c.event_id == Event.id)
        .order_by(Event.starts_at, Event.id)
        .options(joinedload(Event.texts), selectinload(Event.pools))
    ).unique()
    return [(row[0], row[1]) for row in rows]


def undoable() -> list[list[Registration]]:
    """Decisions that can still be taken back, the newest first.

    Each with all whom it was about; see ``units``.
    """
    return units(
        db.session.scalars(
            sa.select(Registration)
            .where(Registration.decision_shown_at > clock.now())
            .order_by(Registration.decision_shown_at.desc(), Registration.id)
            .limit(MOST_UNDOABLE)
        )
    )


def put_off() -> list[list[Registration]]:
    """Those who wait and were put off, the latest first; see ``units``."""
    return units(
        db.session.scalars(
            sa.select(Registration)
            .join(Registration.event)
            .where(*_waiting(with_later=True), Registration.later_until > clock.now())
            .order_by(Registration.later_until.desc(), Registration.id)
            .options(joinedload(Registration.event).selectinload(Event.texts))
            .limit(INBOX_SIZE)
        )
    )


def _waiting(*, with_later: bool) -> list[sa.ColumnElement[bool]]:
    conditions = [Registration.state == State.PENDING, Event.ends_at > clock.now()]
    if not with_later:
        hidden = Registration.later_until
        conditions.append(sa.or_(hidden.is_(None), hidden <= clock.now()))
    return conditions


def _pending(
    wanted: InboxWanted, *, size: int = INBOX_SIZE, before: int | None = None
) -> list[Registration]:
    """
    :param size: so many of them at most; of those with a flag, more.
    :param before: how many are left out; ``None``: those on earlier pages.
    """
    of_event = [Event.slug == wanted.slug] if wanted.slug else []
    if wanted.narrows:
        size, before = MOST_LOOKED_AT, 0
    return list(
        db.session.scalars(
            sa.select(Registration)
            .join(Registration.event)
            .where(*_waiting(with_later=wanted.with_later), *of_event)
            .order_by(Event.starts_at, Event.id, *ordered(wanted.order))
            .options(
                joinedload(Registration.claims),
                joinedload(Registration.lead),
                joinedload(Registration.replaces),
            )
            .limit(size)
            .offset(_offset(wanted) if before is None else before)
        ).unique()
    )
