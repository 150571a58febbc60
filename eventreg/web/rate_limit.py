"""Counting in the database, so that all processes count together."""

from datetime import UTC, datetime

import sqlalchemy as sa
from flask import request

from eventreg import clock
from eventreg.audit.networks import network_of
from eventreg.database import db, own_tx, upsert
from eventreg.web.models import RateHit


def hit(key: str, limit: int, per: int) -> bool:
    """Count one more; whether it is still within ``limit`` in ``per`` seconds.

    In a transaction of its own, so the count survives when the request fails.
    Call it before ``write_tx()``: inside, SQLite would wait for itself.
    """
    if db.session().info.get("write_tx"):
        raise RuntimeError("count before write_tx, not inside")
    window = _window(per)
    ends = datetime.fromtimestamp((window + 1) * per, UTC)
    insert = upsert(RateHit).values(
        key=_stored(key, window), hit_count=1, expires_at=ends
    )
    count = insert.on_conflict_do_update(
        index_elements=[RateHit.key], set_={"hit_count": RateHit.hit_count + 1}
    ).returning(RateHit.hit_count)
    with own_tx() as connection:
        return int(connection.execute(count).scalar_one()) <= limit


def take_back(*keys: str, per: int) -> None:
    """Undo one ``hit`` on each of ``keys``: it turned out not to be one to limit.

    Counting first and taking back afterwards lets nobody slip through who asks
    many times at once.
    """
    names = [_stored(key, _window(per)) for key in keys]
    change = (
        sa.update(RateHit)
        .where(RateHit.key.in_(names), RateHit.hit_count > 0)
        .values(hit_count=RateHit.hit_count - 1)
    )
    with own_tx() as connection:
        connection.execute(change)


def _window(per: int) -> int:
    return int(clock.now().timestamp() // per)


def _stored(key: str, window: int) -> str:
    return f"{key}:{window}"[-200:]


def seconds_left(per: int) -> int:
    """Until the running window of ``per`` seconds ends, for "try again in …"."""
    return per - int(clock.now().timestamp()) % per


def client_network() -> str:
    """The network this request comes from; behind a trusted proxy, the client's."""
    return network_of(request.remote_addr or "") or "unknown"


def delete_expired() -> int:
    """Remove counters whose window is over; how many there were."""
    with own_tx() as connection:
        gone = connection.execute(
            sa.delete(RateHit).where(RateHit.expires_at < clock.now())
        )
        return gone.rowcount
