"""Who would come together: the mix of an event before and after some more."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event, SeatPool
from eventreg.events.states import PoolKind
from eventreg.people.models import Company, Person, Sector
from eventreg.registrations.models import Registration
from eventreg.registrations.queries.flags import takes_over
from eventreg.registrations.queries.inbox_rows import InboxRow
from eventreg.registrations.queries.said_of_companies import said, span_of_staff
from eventreg.registrations.states import SEATED, State
from eventreg.web.locale import current_language

#: Of events with more seats taken only the pools are drawn: nobody composes these
#: by hand, and each look would count all their people.
MOST_COMPOSED = 500


class Side(StrEnum):
    """From which side the people of an event are looked at."""

    SECTOR = "sector"
    SIZE = "size"
    REGION = "region"
    FIRST_TIME = "first_time"


@dataclass
class Bar:
    """One kind of people: how many have a seat, and how many of who waits are it."""

    #: Pool, id of a sector or what was said instead (empty: none is known), span
    #: of staff, code of a country, or "yes".
    key: str
    now: int = 0
    #: References of the people in the inbox who are of this kind, the shown ones.
    waiting: list[str] = field(default_factory=list)
    #: References of those who would take over a seat from somebody of this kind.
    replacing: list[str] = field(default_factory=list)
    #: By how many the marked ones make it longer; less than 0: shorter.
    marked: int = 0
    #: Seats, where there are so many and no more.
    capacity: int | None = None
    #: What the whole width stands for.
    most: int = 1

    @property
    def after(self) -> int:
        return self.now + self.marked

    def is_touched(self, marked: Collection[str]) -> bool:
        """Whether one of ``marked`` comes to it or leaves it."""
        return any(reference in marked for reference in self.waiting)

    @property
    def now_percent(self) -> int:
        return min(100, round(100 * self.now / self.most))

    @property
    def after_percent(self) -> int:
        return min(100, round(100 * self.after / self.most))


@dataclass(frozen=True)
class Mix:
    """One event: its pools and its people from each side."""

    event: Event
    pools: list[tuple[SeatPool, Bar]]
    sides: dict[Side, list[Bar]]
    #: Names of sectors by id.
    sectors: dict[str, Sector]
    #: So many people are not counted, as a yes puts them onto the waitlist.
    held_up: int = 0


def mixes(rows: Sequence[InboxRow], marked: Collection[str]) -> list[Mix]:
    """Of each event of ``rows`` the mix, the next event first.

    Whoever waits behind others although seats are free changes nothing in it.

    :param marked: references of rows that are counted as if they had a seat.
    """
    groups: dict[int, list[InboxRow]] = {}
    for row in rows:
        groups.setdefault(row.event.id, []).append(row)
    events = [group[0].event for group in groups.values()]
    seated = {key: [r for r in g if not r.is_held_up] for key, g in groups.items()}
    composed = [each for each in events if _is_composed(each)]
    people, sectors = _people(composed, [row for g in seated.values() for row in g])
    return [
        Mix(
            event,
            list(_pools(event, seated[event.id], marked)),
            _sides(people.get(event.id, []), seated[event.id], marked),
            sectors,
            sum(len(r.registrations) for r in groups[event.id] if r.is_held_up),
        )
        for event in events
    ]


def _is_composed(event: Event) -> bool:
    return event.pool(PoolKind.EVENT).taken <= MOST_COMPOSED


def _pools(
    event: Event, rows: list[InboxRow], marked: Collection[str]
) -> Iterator[tuple[SeatPool, Bar]]:
    """The seats of the event and of its contingents."""
    for pool in (event.pool(PoolKind.EVENT), *event.pools_of(PoolKind.CONTINGENT)):
        bar = Bar(str(pool.id), pool.taken, capacity=pool.capacity)
        bar.most = max(1, pool.capacity)
        for row, each in _waiting(rows):
            if pool.id in {claim.pool_id for claim in each.claims}:
                _count(bar, row, marked)
                if takes_over(each):
                    _discount(bar, row, marked)
        yield pool, bar


def _sides(
    people: list["_Looked"], rows: list[InboxRow], marked: Collection[str]
) -> dict[Side, list[Bar]]:
    """The bars of each side, the longest first; a side without any is left out.

    All are drawn against everybody who is looked at.
    """
    of_row = {each.id: row for row, each in _waiting(rows)}
    leaving = {e.replaces_id: row for row, e in _waiting(rows) if takes_over(e)}
    found: dict[Side, dict[str, Bar]] = {side: {} for side in Side}
    for person in people:
        for side, key in person.kinds():
            bar = found[side].setdefault(key, Bar(key))
            if not person.is_seated:
                _count(bar, of_row[person.id], marked)
                continue
            bar.now += 1
            if person.id in leaving:
                _discount(bar, leaving[person.id], marked)
    return {
        side: _longest_first(bars.values(), of=len(people))
        for side, bars in found.items()
        if bars.keys() - {""}
    }


def _longest_first(bars: Iterable[Bar], *, of: int) -> list[Bar]:
    """What is not known comes last, however long."""
    ordered = sorted(bars, key=lambda b: (not b.key, -b.after, -b.now, b.key))
    for bar in ordered:
        bar.most = of
    return ordered


def _count(bar: Bar, row: InboxRow, marked: Collection[str]) -> None:
    reference = row.registration.reference
    bar.waiting.append(reference)
    bar.marked += reference in marked


def _discount(bar: Bar, row: InboxRow, marked: Collection[str]) -> None:
    """Somebody of the kind goes when ``row`` takes over their seat."""
    reference = row.registration.reference
    bar.replacing.append(reference)
    bar.marked -= reference in marked


def _waiting(rows: Iterable[InboxRow]) -> Iterator[tuple[InboxRow, Registration]]:
    for row in rows:
        for each in row.registrations:
            yield row, each


@dataclass(frozen=True)
class _Looked:
    """What is counted of one person."""

    id: int
    is_seated: bool
    country: str
    sector: str
    size: str
    was_here: bool

    def kinds(self) -> Iterator[tuple[Side, str]]:
        """Of which kind they are, from each side on which something is known."""
        yield Side.SECTOR, self.sector
        if self.size:
            yield Side.SIZE, self.size
        if self.country:
            yield Side.REGION, self.country
        if not self.was_here:
            yield Side.FIRST_TIME, "yes"


@cache  # an alias has each column once more, which takes longer than asking
def _earlier() -> type[Registration]:
    return aliased(Registration)


@cache
def _past() -> type[Event]:
    return aliased(Event)


def _people(
    events: Sequence[Event], rows: Sequence[InboxRow]
) -> tuple[dict[int, list[_Looked]], dict[str, Sector]]:
    """Those with a seat and those of ``rows``, by id of the event; their sectors."""
    ids = [each.id for each in events]
    shown = [each.id for _row, each in _waiting(rows) if each.event_id in ids]
    earlier, past = _earlier(), _past()
    was_here = sa.exists().where(
        earlier.email == Registration.email,
        earlier.search_key == Registration.search_key,
        earlier.state == State.CONFIRMED,
        past.id == earlier.event_id,
        past.ends_at <= clock.now(),
    )
    query = (
        sa.select(
            Registration.event_id,
            Registration.id,
            Registration.state.in_(SEATED),
            Registration.country,
            Sector,
            sa.func.coalesce(Company.staff, ""),
            was_here,
        )
        .outerjoin(Person, Person.id == Registration.person_id)
        .outerjoin(Company, Company.id == Person.company_id)
        .outerjoin(Sector, Sector.id == Company.sector_id)
        .where(
            Registration.event_id.in_(ids),
            sa.or_(Registration.state.in_(SEATED), Registration.id.in_(shown)),
        )
    )
    if not ids:
        return {}, {}
    looked_at = db.session.execute(query).all()
    wanted = Registration.id.in_([row[1] for row in looked_at])
    answered = said(wanted, language=current_language())
    found: dict[int, list[_Looked]] = {}
    sectors: dict[str, Sector] = {}
    for event_id, key, is_seated, country, known, staff, has_been in looked_at:
        sector = known or answered.sectors.get(key, "")
        if isinstance(sector, Sector):
            sectors[str(sector.id)] = sector
            sector = str(sector.id)
        size = span_of_staff(staff) or answered.sizes.get(key, "")
        found.setdefault(event_id, []).append(
            _Looked(key, is_seated, country, sector, size, has_been)
        )
    return found, sectors
