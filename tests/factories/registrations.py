"""Registrations in any state, put straight into the database."""

from datetime import timedelta
from itertools import count
from typing import Any

from eventreg import clock
from eventreg.audit.actors import ActorKind
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.seats import take
from eventreg.events.states import PoolKind
from eventreg.people.names import search_key, sort_key_de, sort_key_tr
from eventreg.registrations.inquiries.models import Inquiry
from eventreg.registrations.models import (
    Claim,
    ListView,
    Registration,
    RegistrationMove,
)
from eventreg.registrations.presence.models import CheckIn, Direction
from eventreg.registrations.services import keep_view
from eventreg.registrations.states import SEATED, TEAM_ROLES, State, Why

_numbers = count(1)

#: How a registration came into its state, after the form was sent.
_STEPS: dict[State, tuple[tuple[State, Why], ...]] = {
    State.UNVERIFIED: (),
    State.PENDING: ((State.PENDING, Why.ADDRESS_CONFIRMED),),
    State.WAITLISTED: ((State.WAITLISTED, Why.ADDRESS_CONFIRMED),),
    State.CONFIRMED: ((State.CONFIRMED, Why.ADDRESS_CONFIRMED),),
    State.OFFERED: (
        (State.WAITLISTED, Why.ADDRESS_CONFIRMED),
        (State.OFFERED, Why.SEAT_CAME_FREE),
    ),
    State.EXPIRED: (
        (State.WAITLISTED, Why.ADDRESS_CONFIRMED),
        (State.OFFERED, Why.SEAT_CAME_FREE),
        (State.EXPIRED, Why.OFFER_EXPIRED),
    ),
    State.DECLINED: (
        (State.PENDING, Why.ADDRESS_CONFIRMED),
        (State.DECLINED, Why.DECLINED),
    ),
    State.CANCELLED: (
        (State.CONFIRMED, Why.ADDRESS_CONFIRMED),
        (State.CANCELLED, Why.CANCELLED),
    ),
}


def make_registration(
    event: Event,
    state: State = State.CONFIRMED,
    *,
    pools: Any = (),
    **columns: Any,
) -> Registration:
    """Somebody at ``event`` in ``state``, with the seats that state holds.

    No service runs, so no letter is queued and nobody moves up. Those who wait
    stand in line in the order in which they were made.

    :param pools: the contingent, sessions and choices.
    """
    number = next(_numbers)
    values: dict[str, Any] = {
        "given_name": "Ada",
        "family_name": f"Berg {number}",
        "email": f"person{number}@example.org",
        "language": "en",
        "submitted_at": clock.now(),
        **_times(state),
        **columns,
    }
    given, family = values["given_name"], values["family_name"]
    values.setdefault("search_key", search_key(f"{given} {family}"))
    also = f"{values.get('native_name', '')} {values.get('badge_name', '')}"
    values.setdefault("other_key", search_key(also))
    values.setdefault("company_key", search_key(values.get("company", ""))[:400])
    values.setdefault("sort_key_de", sort_key_de(family, given))
    values.setdefault("sort_key_tr", sort_key_tr(family, given))
    with write_tx() as session:
        registration = Registration(event_id=event.id, state=state, **values)
        session.add(registration)
        team = values.get("role") in TEAM_ROLES
        main = event.pool(PoolKind.TEAM if team else PoolKind.EVENT)
        claimed = sorted({main, *pools}, key=lambda pool: pool.id)
        registration.claims = [Claim(pool_id=pool.id) for pool in claimed]
        for pool in claimed if state in SEATED else ():
            assert take(pool), "the event has no free seat for this registration"
        registration.moves = _moves(state)
    return registration


def make_party(
    event: Event,
    state: State = State.CONFIRMED,
    size: int = 2,
    *,
    together: bool = False,
    pools: Any = (),
    **columns: Any,
) -> list[Registration]:
    """``size`` people in one state, the lead first.

    :param together: they come only together.
    :param columns: of each of them.
    """
    pools = list(pools)
    lead = make_registration(event, state, pools=pools, together=together, **columns)
    # Who joins the line together has joined it at one instant.
    columns |= {"waiting_since": lead.waiting_since, "lead_id": lead.id}
    columns |= {"together": together, "head_id": lead.id if together else None}
    others = [
        make_registration(event, state, pools=pools, **columns) for _ in range(size - 1)
    ]
    return [lead, *others]


def _times(state: State) -> dict[str, Any]:
    """The instants that a registration in ``state`` carries."""
    now = clock.now()
    return {
        "verified_at": None if state is State.UNVERIFIED else now,
        "waiting_since": now if state is State.WAITLISTED else None,
        "offer_expires_at": (
            now + timedelta(hours=48) if state is State.OFFERED else None
        ),
    }


def _moves(state: State) -> list[RegistrationMove]:
    moves, old = [], None
    for new, why in ((State.UNVERIFIED, Why.SIGNED_UP), *_STEPS[state]):
        moves.append(
            RegistrationMove(old=old, new=new, why=why, actor_kind=ActorKind.PERSON)
        )
        old = new
    return moves


def make_check_in(
    registration: Registration, direction: Direction = Direction.IN, **columns: Any
) -> CheckIn:
    """Somebody came, whatever day it is; ``OUT``: that is taken back."""
    with write_tx() as session:
        row = CheckIn(
            registration_id=registration.id,
            direction=direction,
            actor_kind=ActorKind.STAFF,
            **columns,
        )
        session.add(row)
    return row


def make_view(event: Event, account: Any, name: str = "Who comes") -> ListView:
    """A way to look at the list of ``event`` that ``account`` kept."""
    with write_tx():
        return keep_view(event, account.reference, name, {"state": ["confirmed"]})


def make_inquiry(
    registration: Registration, question: str = "Why?", reply: str = ""
) -> Inquiry:
    """A question to somebody who waits, replied to if there is a ``reply``."""
    with write_tx() as session:
        inquiry = Inquiry(
            registration_id=registration.id,
            question=question,
            asked_by="",
            reply=reply,
            replied_at=clock.now() if reply else None,
        )
        session.add(inquiry)
        session.flush()
    return inquiry
