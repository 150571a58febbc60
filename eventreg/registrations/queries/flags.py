"""What the director should know before deciding, for many people at once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from eventreg import clock
from eventreg.asking import Question, Row
from eventreg.events.models import Event, SeatPool
from eventreg.people.models import Company, CompanyKind, Person
from eventreg.registrations.inquiries.queries import Asked
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.queries.held_up import HeldUp
from eventreg.registrations.states import LIVE, TEAM_ROLES, State, Why
from eventreg.registrations.words import Flag


class Signs:
    """What is known about the people of an inbox; read once for all of them.

    :param known: the answers to ``signs_asked``.
    """

    def __init__(
        self,
        registrations: Sequence[Registration],
        inquiries: Mapping[int, Sequence[Asked]],
        known: tuple["Colleagues", set[int], set[int]],
    ) -> None:
        colleagues, of_institutions, declined = known
        mates = _company_mates(registrations, colleagues)
        self._doubles = _namesakes(registrations, colleagues)
        self._found = {
            Flag.SAME_COMPANY: mates - of_institutions,
            Flag.POSSIBLE_DOUBLE: self._doubles.keys(),
            Flag.DECLINED_BEFORE: declined,
            Flag.LATE: {r.id for r in registrations if _is_late(r)},
            Flag.ASKED: {i for i, all_ in inquiries.items() if _is_open(all_)},
            Flag.REPLIED: {i for i, all_ in inquiries.items() if not _is_open(all_)},
        }

    def doubles(self, registration: Registration) -> list[str]:
        """The numbers of those who may be the same person."""
        return self._doubles.get(registration.id, [])

    def flags(self, unit: Sequence[Registration], held: HeldUp) -> tuple[Flag, ...]:
        """The flags of those who are decided on together."""
        ids = {registration.id for registration in unit}
        signs = {flag for flag, found in self._found.items() if ids & found}
        if _would_wait(unit, held):
            signs.add(Flag.FULL)
        if capped(unit):
            signs.add(Flag.CAP)
        return tuple(flag for flag in Flag if flag in signs)


def _is_open(inquiries: Sequence[Asked]) -> bool:
    """Whether the person has still to reply to one of these."""
    return any(inquiry.replied_at is None for inquiry in inquiries)


def capped(unit: Iterable[Registration]) -> list[SeatPool]:
    """The contingents these need that have reached their share."""
    pools = {claim.pool for each in unit for claim in each.claims}
    return sorted((p for p in pools if p.is_over_cap), key=lambda pool: pool.id)


@dataclass(frozen=True)
class _Colleague:
    """Somebody of a company from which people wait; ``party`` is the lead's id."""

    id: int
    reference: str
    party: int
    search_key: str


_IN = LIVE - {State.UNVERIFIED}
#: Who comes from a company, by event and folded name of the company.
Colleagues = dict[tuple[int, str], list[_Colleague]]


def signs_asked(registrations: Sequence[Registration]) -> list[Question[Any]]:
    """What ``Signs`` must know of these."""
    return [
        _colleagues(registrations),
        _of_institutions(registrations),
        _declined(registrations),
    ]


def _colleagues(registrations: Sequence[Registration]) -> Question[Colleagues]:
    """Everybody not out who comes to the same event from the same company.

    Their states are looked at here: asked for, they lead SQLite to read all rows of
    those events instead of the few of those companies.
    """
    query = sa.select(
        Registration.event_id,
        Registration.company_key,
        Registration.id,
        Registration.reference,
        sa.func.coalesce(Registration.lead_id, Registration.id),
        Registration.search_key,
        Registration.state,
    ).where(
        Registration.event_id.in_({r.event_id for r in registrations}),
        Registration.company_key.in_({r.company_key for r in registrations} - {""}),
    )
    return Question(query, _by_company)


def _by_company(rows: Sequence[Row]) -> Colleagues:
    found: Colleagues = {}
    for event_id, company_key, id_, reference, party, name, state in rows:
        if state not in _IN:
            continue
        colleague = _Colleague(id_, reference, party, name)
        found.setdefault((event_id, company_key), []).append(colleague)
    return found


def _company_mates(
    registrations: Sequence[Registration], colleagues: Colleagues
) -> set[int]:
    """Second persons of one company; of a party several may come.

    Nor is the one a second person whose seat is to be taken over.
    """
    return {
        r.id
        for r in registrations
        if any(
            other.party != (r.lead_id or r.id) and other.id != r.replaces_id
            for other in colleagues.get((r.event_id, r.company_key), ())
        )
    }


def _of_institutions(registrations: Sequence[Registration]) -> Question[set[int]]:
    """Who of these is known as of an institution, of which several may come."""
    query = (
        sa.select(Registration.id)
        .join(Person, Person.id == Registration.person_id)
        .join(Company, Person.company_id == Company.id)
        .where(
            Company.kind == CompanyKind.INSTITUTION,
            Registration.id.in_([r.id for r in registrations]),
        )
    )
    return Question(query, _ids)


def _ids(rows: Sequence[Row]) -> set[int]:
    return {row[0] for row in rows}


def _namesakes(
    registrations: Sequence[Registration], colleagues: Colleagues
) -> dict[int, list[str]]:
    """Same name and company under another address: perhaps the same person.

    By id the numbers of the others; whoever has none does not appear.
    """
    found = {
        r.id: [
            other.reference
            for other in colleagues.get((r.event_id, r.company_key), ())
            if other.id != r.id and other.search_key == r.search_key
        ]
        for r in registrations
    }
    return {id_: others for id_, others in found.items() if others}


def _declined(registrations: Sequence[Registration]) -> Question[set[int]]:
    """Those whom somebody declined at the same event before.

    Under another number, or under this one, which is being reconsidered.
    """
    other = _others()
    is_reconsidered = sa.exists().where(
        RegistrationMove.registration_id == Registration.id,
        RegistrationMove.why == Why.RECONSIDERED,
    )
    is_another = sa.exists().where(
        other.event_id == Registration.event_id,
        other.email == Registration.email,
        other.search_key == Registration.search_key,
        other.state == State.DECLINED,
    )
    query = sa.select(Registration.id).where(
        Registration.id.in_([registration.id for registration in registrations]),
        sa.or_(is_reconsidered, is_another),
    )
    return Question(query, _ids)


@cache  # an alias has each column once more, which takes longer than asking
def _others() -> type[Registration]:
    return aliased(Registration)


#: One person as far as forms can tell: address and search key of the name.
Who = tuple[str, str]


def earlier_events(registrations: Sequence[Registration]) -> Question[dict[Who, int]]:
    """At how many events each person was confirmed before."""
    query = (
        sa.select(Registration.email, Registration.search_key, sa.func.count())
        .join(Registration.event)
        .where(
            Registration.email.in_({r.email for r in registrations}),
            Registration.state == State.CONFIRMED,
            Event.ends_at <= clock.now(),
        )
        .group_by(Registration.email, Registration.search_key)
    )
    return Question(query, lambda rows: {(row[0], row[1]): row[2] for row in rows})


def _is_late(registration: Registration) -> bool:
    return registration.submitted_at > registration.event.closes_at


def _would_wait(unit: Sequence[Registration], held: HeldUp) -> bool:
    """Whether these would have no seat at once; not who takes over somebody's."""
    if takes_over(unit[0]):
        return False
    return bool(lacking(unit)) or has_to_wait(unit, held)


def has_to_wait(unit: Sequence[Registration], held: HeldUp) -> bool:
    """Whether these join the line however many seats are free."""
    if unit[0].role in TEAM_ROLES:
        return False
    return unit[0].event.line_paused or held.holds_up(unit)


def lacking(unit: Sequence[Registration]) -> list[tuple[SeatPool, int]]:
    """The pools with too few free seats for these, each with how many they need."""
    needs = Counter(claim.pool for each in unit for claim in each.claims)
    found = [(pool, count) for pool, count in needs.items() if pool.free < count]
    return sorted(found, key=lambda lack: lack[0].id)


def may_wait(unit: Sequence[Registration], held: HeldUp) -> bool:
    """Whether the line is a place for these: there is no seat for them at once.

    For team seats and for a seat that is taken over there is no line.
    """
    return unit[0].role not in TEAM_ROLES and _would_wait(unit, held)


def takes_over(registration: Registration) -> bool:
    """Whether this is a request to take over a seat that somebody still holds."""
    old = registration.replaces
    return old is not None and old.state is State.CONFIRMED
