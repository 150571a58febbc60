"""Registrations of one event, as staff search, filter and count them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, partial
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from eventreg.columns import position
from eventreg.database import db
from eventreg.events.models import Event, SeatPool
from eventreg.people.names import search_key, spellings
from eventreg.registrations.codes import may_begin_reference
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.queries.answered import answered
from eventreg.registrations.queries.signs import bears
from eventreg.registrations.states import LIVE, State
from eventreg.registrations.words import Sign

PAGE_SIZE = 50
#: Fewer than so many are sorted faster than an event is read in order.
FEW = 1000


class Order(StrEnum):
    """By what a list of registrations is sorted."""

    NAME = "name"
    COMPANY = "company"
    NEWEST = "newest"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list is narrowed to: all of these; empty means any.

    Where one takes several values, one of them is enough.
    """

    search: str = ""
    states: frozenset[State] = frozenset()
    order: Order = Order.NAME
    #: Who needs a seat in one of these pools.
    pools: tuple[SeatPool, ...] = ()
    #: A part of the company's name.
    company: str = ""
    signs: frozenset[Sign] = frozenset()
    #: By id of a question: keys of answers; ``NOTHING`` for none at all.
    answers: Mapping[int, frozenset[str]] = field(default_factory=dict)
    #: These are not for the reader, whatever is asked for.
    hidden: frozenset[State] = frozenset()
    #: Who must not see addresses must not find by them either.
    in_addresses: bool = True


def of_event(
    event: Event,
    wanted: Wanted,
    *,
    language: str = "de",
    page: int = 1,
    few: bool = False,
) -> list[Registration]:
    """One page of the event's registrations, sorted as ``language`` sorts names.

    :param few: so few are wanted that they are better looked up than met in order.
    """
    found = listed(event, wanted, language=language, page=page, few=few)
    return [each.registration for each in found]


class Listed(NamedTuple):
    """One registration in a list, and what the list says about it."""

    registration: Registration
    #: Others came with this person on one form.
    brings: bool
    #: Another one of the event bears the same name and company.
    is_twice: bool


def listed(
    event: Event,
    wanted: Wanted,
    *,
    language: str = "de",
    page: int = 1,
    few: bool = False,
    among: Sequence[int] | None = None,
) -> list[Listed]:
    """The same, each with what the list says about it; one statement.

    :param among: the ids of all who are wanted; ``None``: they are looked for.
    """
    narrowed = narrowed_to(event, wanted)
    if among is not None:
        narrowed = [Registration.id.in_(among)]
    elif few:
        found = sa.select(Registration.id).where(*narrowed)
        narrowed = [Registration.id.in_(found)]
    order = [*as_written(wanted.search), *in_order(wanted.order, language)]
    # What is said is looked up for those on the page only, however many are wanted.
    shown = (
        sa.select(Registration.id)
        .where(*narrowed)
        .order_by(*order)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    rows = db.session.execute(
        sa.select(Registration, _brings(), _is_twice())
        .where(Registration.id.in_(shown))
        .order_by(*order)
    )
    return [Listed(*row) for row in rows]


@cache  # to build them anew for each page takes a tenth of its time
def _brings() -> sa.ColumnElement[bool]:
    companion = aliased(Registration)
    return sa.exists().where(
        companion.lead_id == Registration.id, companion.state.in_(LIVE)
    )


@cache
def _is_twice() -> sa.ColumnElement[bool]:
    twin = aliased(Registration)
    is_there = sa.exists().where(
        twin.event_id == Registration.event_id,
        twin.search_key == Registration.search_key,
        twin.company_key == Registration.company_key,
        twin.id != Registration.id,
        twin.state.in_(LIVE),
    )
    is_known = Registration.state.in_(LIVE), Registration.company_key != ""
    return sa.and_(*is_known, is_there)


def how_many(event: Event, wanted: Wanted) -> int:
    """How many registrations all pages of ``of_event`` hold together."""
    return (
        db.session.scalar(
            sa.select(sa.func.count())
            .select_from(Registration)
            .where(*narrowed_to(event, wanted))
        )
        or 0
    )


def confirmed(event: Event, *, language: str = "de") -> list[Registration]:
    """Everybody who comes, by name as ``language`` sorts it."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.event_id == event.id,
                Registration.state == State.CONFIRMED,
            )
            .order_by(*in_order(Order.NAME, language))
        )
    )


def narrowed_to(event: Event, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    """What holds for all registrations of ``event`` that are wanted."""
    conditions = [Registration.event_id == event.id]
    if wanted.states:
        conditions.append(Registration.state.in_(wanted.states))
    if wanted.hidden:
        conditions.append(Registration.state.not_in(wanted.hidden))
    if wanted.pools:
        conditions.append(
            sa.exists().where(
                Claim.registration_id == Registration.id,
                Claim.pool_id.in_([pool.id for pool in wanted.pools]),
            )
        )
    if company := search_key(wanted.company):
        conditions.append(position(Registration.company_key, company) > 0)
    conditions += [bears(sign, event) for sign in sorted(wanted.signs)]
    conditions += [answered(id_, keys) for id_, keys in wanted.answers.items()]
    return conditions + mentioning(wanted.search, in_addresses=wanted.in_addresses)


def mentioning(search: str, *, in_addresses: bool) -> list[sa.ColumnElement[bool]]:
    """What holds for registrations in which each word of ``search`` is found."""
    conditions: list[sa.ColumnElement[bool]] = []
    for readings, typed, alike in spellings(search):
        if typed:
            conditions.append(sa.or_(*map(_all_begin, readings), _is_written(typed)))
            continue
        # What is alike goes with a word of one part, and that is the only reading.
        matches = partial(_matches, alike=alike, in_addresses=in_addresses)
        conditions += [sa.or_(*(sa.and_(*map(matches, way)) for way in readings))]
    return conditions


def as_written(search: str) -> list[sa.ColumnElement[int]]:
    """Sorts names that have what was typed in another script before those that only
    sound like it; empty where all was typed in Latin letters."""
    typed = [word.other_script for word in spellings(search) if word.other_script]
    if not typed:
        return []
    return [sa.case((sa.and_(*map(_is_written, typed)), 0), else_=1)]


def _is_written(word: str) -> sa.ColumnElement[bool]:
    """A name has just these letters."""
    names = (
        *(Registration.given_name, Registration.family_name),
        *(Registration.native_name, Registration.badge_name),
    )
    return sa.or_(*(position(name, word) > 0 for name in names))


def _sounds(word: str, key: Any) -> sa.ColumnElement[bool]:
    """A word of the key begins with this one; with a space at its end it is one."""
    # Few have the letters at all; joining texts for all others takes time.
    has_letters = position(key, word.strip()) > 0
    return sa.and_(has_letters, position(" " + key + " ", f" {word}") > 0)


def _all_begin(words: Sequence[str]) -> sa.ColumnElement[bool]:
    return sa.and_(*map(_begins, words))


def _begins(word: str) -> sa.ColumnElement[bool]:
    """A word of the name or the company begins with this one."""
    columns = (
        *(Registration.search_key, Registration.other_key),
        Registration.company_key,
    )
    return sa.or_(*(position(" " + column, f" {word}") > 0 for column in columns))


def _matches(
    word: str, *, alike: Sequence[str], in_addresses: bool
) -> sa.ColumnElement[bool]:
    """A word may be part of the name, the company, the address or the reference.

    What is alike may begin a word of the name.
    """
    ways = [_in_name(word, alike, Registration.search_key)]
    # Hardly anybody has a second name: where there is none, nothing is looked for.
    other = _in_name(word, alike, Registration.other_key)
    ways.append(sa.and_(Registration.other_key != "", other))
    ways.append(position(Registration.company_key, word) > 0)
    if in_addresses:
        ways.append(position(Registration.email, word) > 0)
    if may_begin_reference(word):
        ways.append(Registration.reference.startswith(word.upper(), autoescape=True))
    return sa.or_(*ways)


def _in_name(word: str, alike: Sequence[str], key: Any) -> sa.ColumnElement[bool]:
    return sa.or_(position(key, word) > 0, *(_sounds(each, key) for each in alike))


def in_order(order: Order, language: str) -> list[Any]:
    """What to sort registrations by."""
    key = Registration.sort_key_tr if language == "tr" else Registration.sort_key_de
    first: dict[Order, list[Any]] = {
        Order.NAME: [],
        Order.COMPANY: [Registration.company_key],
        Order.NEWEST: [Registration.submitted_at.desc()],
    }
    return [*first[order], key, Registration.id]


def open_forms(event: Event) -> int:
    """How many forms wait for their address to be confirmed, whoever is on them."""
    return (
        db.session.scalar(
            sa.select(sa.func.count()).where(
                Registration.event_id == event.id,
                Registration.state == State.UNVERIFIED,
                Registration.lead_id.is_(None),
            )
        )
        or 0
    )


def languages(event: Event, *, of_move: bool) -> dict[str, int]:
    """How many read each language of those who are told something, most first.

    :param of_move: also the forms that wait for their address to be confirmed.
    """
    lead = aliased(Registration)
    language = sa.case(
        (Registration.email.is_(None), lead.language), else_=Registration.language
    )
    is_form = sa.and_(
        Registration.state == State.UNVERIFIED, Registration.lead_id.is_(None)
    )
    is_told = Registration.state.in_(LIVE - {State.UNVERIFIED})
    rows = db.session.execute(
        sa.select(language, sa.func.count())
        .select_from(Registration)
        .join(lead, Registration.lead_id == lead.id, isouter=True)
        .where(
            Registration.event_id == event.id,
            sa.or_(is_told, is_form) if of_move else is_told,
        )
        .group_by(language)
        .order_by(sa.func.count().desc(), language)
    )
    return {row[0]: row[1] for row in rows if row[0]}


class Total(NamedTuple):
    """How many registrations are wanted."""

    people: int
    #: Who they are; ``None``: they were not looked for, or are too many.
    ids: tuple[int, ...] | None = None


def total(event: Event, wanted: Wanted, counted: Mapping[State, int]) -> Total:
    """How many are wanted; where only states matter, ``counts`` has said so."""
    if replace(wanted, states=frozenset(), order=Order.NAME) == Wanted(
        in_addresses=wanted.in_addresses, hidden=wanted.hidden
    ):
        states = set(wanted.states or counted) - wanted.hidden
        return Total(sum(counted[state] for state in states))
    return _looked_for(event, wanted)


def _looked_for(event: Event, wanted: Wanted) -> Total:
    """Who is found is told at once: a search reads the whole event."""
    ids = sa.func.aggregate_strings(sa.cast(Registration.id, sa.Text), ",")
    query = sa.select(sa.func.count(), ids).where(*narrowed_to(event, wanted))
    count, found = db.session.execute(query).one()
    if count >= FEW:
        return Total(count)
    return Total(count, tuple(map(int, found.split(","))) if found else ())


def counts(event: Event) -> dict[State, int]:
    """How many registrations of ``event`` are in each state; all states appear."""
    rows = db.session.execute(by_state(event))
    return counted((row[0], row[1]) for row in rows)


def by_state(event: Event) -> sa.Select[State, int]:
    """How many registrations of ``event`` are in each state that has any."""
    return (
        sa.select(Registration.state, sa.func.count())
        .where(Registration.event_id == event.id)
        .group_by(Registration.state)
    )


def counted(rows: Iterable[tuple[State, int]]) -> dict[State, int]:
    """The same of all states."""
    found = dict(rows)
    return {state: found.get(state, 0) for state in State}
