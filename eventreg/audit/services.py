"""Writing audit rows."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import has_request_context, request

from eventreg.audit.actors import Actor, ActorKind
from eventreg.audit.models import AuditEntry
from eventreg.audit.networks import network_of
from eventreg.database import db, own_tx


def record(
    act: str, target: str = "", *, by: Actor, changes: dict[str, Any] | None = None
) -> None:
    """Note in the running transaction that ``by`` did ``act`` to ``target``.

    :param act: a verb with its room, ``event.published``.
    :param target: a reference or slug; never a name, an address or a token.
    :param changes: old and new value by field, plain JSON.
    """
    db.session.add(AuditEntry(**_columns(act, target, by), changes=changes or {}))


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, list[Any]]:
    """Old and new value of each field that is another one now."""
    return {
        field: [before[field], value]
        for field, value in after.items()
        if before[field] != value
    }


def forget_values(target: str, *acts: str) -> None:
    """Keep that ``acts`` were done to ``target``, and no longer what changed.

    Nothing in the log is ever changed: rows without values take the place of those.
    """
    theirs = sa.and_(AuditEntry.target == target, AuditEntry.act.in_(acts))
    kept = ("at", "actor_kind", "actor", "act", "target", "network")
    columns = [getattr(AuditEntry, name) for name in kept]
    rows = db.session.execute(
        sa.select(*columns).where(theirs).order_by(AuditEntry.id)
    ).all()
    db.session.execute(sa.delete(AuditEntry).where(theirs))
    db.session.add_all(AuditEntry(**row._mapping, changes={}) for row in rows)


def note_reading(act: str, target: str, *, by: Actor) -> None:
    """Note that ``by`` looks at something protected, in a transaction of its own.

    A GET changes nothing else, and what it has read so far stays as it was read.
    """
    with own_tx() as connection:
        connection.execute(
            sa.insert(AuditEntry).values(**_columns(act, target, by), changes={})
        )


def network_of_staff(by: Actor) -> str | None:
    """From where staff act, cut to its network; ``None`` for everybody else."""
    is_staff = by.kind in {ActorKind.STAFF, ActorKind.IMPORT}
    return _network() or None if is_staff else None


def _network() -> str:
    """Of the running request; empty outside of any."""
    address = request.remote_addr if has_request_context() else None
    return network_of(address) if address else ""


def _columns(act: str, target: str, by: Actor) -> dict[str, Any]:
    return {
        "actor_kind": by.kind,
        "actor": by.reference,
        "act": act,
        "target": target,
        "network": _network(),
    }
