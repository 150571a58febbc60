"""Many registrations at once, put straight into the database."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.models import Event, SeatPool
from eventreg.events.states import PoolKind
from eventreg.people.names import search_key, sort_key_de, sort_key_tr
from eventreg.registrations.codes import ALPHABET, new_badge_code, new_token
from eventreg.registrations.models import Claim, Registration, RegistrationMove
from eventreg.registrations.states import SEATED, State, Why

#: So many rows go to the database in one statement.
PIECE = 2000
#: Of a hundred thousand at random two are alike in every seventh crowd.
_NUMBERS = count(secrets.randbelow(32**7))


def make_crowd(
    event: Event,
    state: State,
    count: int,
    *,
    pools: Sequence[SeatPool] = (),
    name: str = "Berg",
    **columns: Any,
) -> list[str]:
    """The tokens of ``count`` people in ``state``, in the order of their ids.

    :param pools: each needs one of these, in turn; none: only the event's seats.
    """
    rows = [_row(event, state, f"{name} {n}", **columns) for n in range(count)]
    public = event.pool(PoolKind.EVENT)
    with write_tx() as session:
        for first in range(0, count, PIECE):
            piece = rows[first : first + PIECE]
            session.execute(sa.insert(Registration), piece)
        ids = _ids(session, rows)
        claims = [{"registration_id": id_, "pool_id": public.id} for id_ in ids]
        for number, id_ in enumerate(ids if pools else ()):
            pool = pools[number % len(pools)]
            claims.append({"registration_id": id_, "pool_id": pool.id})
        moves = [move for id_ in ids for move in _moves(id_, state)]
        for table, rows_ in ((Claim, claims), (RegistrationMove, moves)):
            for first in range(0, len(rows_), PIECE):
                session.execute(sa.insert(table), rows_[first : first + PIECE])
        if state in SEATED:
            for pool in {public, *pools}:
                pool.taken += sum(c["pool_id"] == pool.id for c in claims)
    return [row["token"] for row in rows]


def _ids(session: Any, rows: list[dict[str, Any]]) -> list[int]:
    first = session.scalar(
        sa.select(Registration.id).where(Registration.token == rows[0]["token"])
    )
    found = session.execute(
        sa.select(Registration.token, Registration.id).where(Registration.id >= first)
    )
    by_token = {row.token: row.id for row in found}
    return [by_token[row["token"]] for row in rows]


def _row(event: Event, state: State, family: str, **columns: Any) -> dict[str, Any]:
    now = clock.now()
    return {
        "reference": _next_reference(),
        "token": new_token(),
        "badge_code": new_badge_code(),
        "event_id": event.id,
        "state": state,
        "given_name": "Ada",
        "family_name": family,
        "email": f"{family.replace(' ', '').lower()}@event{event.id}.example.org",
        "language": "en",
        "company": f"Acme {family}",
        "company_key": search_key(f"Acme {family}"),
        "search_key": search_key(f"Ada {family}"),
        "sort_key_de": sort_key_de(family, "Ada"),
        "sort_key_tr": sort_key_tr(family, "Ada"),
        "submitted_at": now,
        "verified_at": None if state is State.UNVERIFIED else now,
        "waiting_since": now if state is State.WAITLISTED else None,
        "offer_expires_at": now + timedelta(days=2) if state is State.OFFERED else None,
        **columns,
    }


def _next_reference() -> str:
    """As ``new_reference`` gives them, scattered, and no two alike."""
    number = next(_NUMBERS) * 5_000_000_029 % 32**7
    return "R" + "".join(ALPHABET[number // 32**place % 32] for place in range(7))


def _moves(id_: int, state: State) -> list[dict[str, Any]]:
    """From the form to ``state`` as straight as the table of moves allows."""
    why = Why.ADDRESS_CONFIRMED
    ways = {
        State.UNVERIFIED: [],
        State.OFFERED: [State.WAITLISTED, State.OFFERED],
        State.CANCELLED: [State.CONFIRMED, State.CANCELLED],
        State.DECLINED: [State.PENDING, State.DECLINED],
    }
    steps = [State.UNVERIFIED, *ways.get(state, [state])]
    return [
        {
            "registration_id": id_,
            "old": old,
            "new": new,
            "why": why if old else Why.SIGNED_UP,
            "actor_kind": "person",
            "actor": "",
            "note": "",
            "at": clock.now(),
        }
        for old, new in zip([None, *steps], steps, strict=False)
    ]
