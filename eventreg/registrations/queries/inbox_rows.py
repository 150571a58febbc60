"""The rows of the inbox: who is decided on together, with what helps to decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from eventreg.asking import Question, answers
from eventreg.database import db
from eventreg.events.models import Event, SeatPool
from eventreg.events.states import PoolKind
from eventreg.people.queries import MemberName
from eventreg.registrations.answers.queries import Given, readable
from eventreg.registrations.inquiries.queries import Asked, inquiries_asked
from eventreg.registrations.models import Registration
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
from eventreg.registrations.queries.members import likely_asked, likely_members
from eventreg.registrations.queries.parties import companion_counts
from eventreg.registrations.states import TEAM_ROLES
from eventreg.registrations.words import Flag, flag_word, lack_words
from eventreg.web.locale import current_language
from eventreg.web.roles import Role

#: So many letters of what somebody said stand in a row that is not opened.
MOST_GIST = 100


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


def inbox_rows(
    registrations: list[Registration],
    *,
    by: Role,
    beside: Sequence[Question[Any]] = (),
) -> list[InboxRow]:
    """These who wait, in this order, each with whom it is decided on together.

    :param by: who reads it, and so which answers.
    :param beside: what the page asks besides, answered in the same statement.
    """
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
