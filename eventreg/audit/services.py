"""Writing audit rows."""

from typing import Any

from flask import has_request_context, request

from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.audit.networks import network_of
from eventreg.database import db


def record(
    act: str, target: str = "", *, by: Actor, changes: dict[str, Any] | None = None
) -> None:
    """Note in the running transaction that ``by`` did ``act`` to ``target``.

    :param act: a verb with its room, ``event.published``.
    :param target: a reference or slug; never a name, an address or a token.
    :param changes: old and new value by field, plain JSON.
    """
    address = request.remote_addr if has_request_context() else None
    db.session.add(
        AuditEntry(
            actor_kind=by.kind,
            actor=by.reference,
            act=act,
            target=target,
            changes=changes or {},
            network=network_of(address) if address else "",
        )
    )
