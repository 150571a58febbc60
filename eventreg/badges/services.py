"""Printing badges, and what changes how they come out."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.badges.models import (
    BadgeDesign,
    BadgePrint,
    BadgeStock,
    PrintedBadge,
    PrinterOffset,
    Reason,
    Which,
)
from eventreg.badges.queries import Owned, last_prints
from eventreg.database import db, upsert
from eventreg.documents.labels import Stock
from eventreg.documents.sheets import Run
from eventreg.events.models import Event
from eventreg.uploads.models import Upload
from eventreg.uploads.services import release


def narrowed(badges: Sequence[Owned], which: Which, event: Event) -> list[Owned]:
    """Those of ``badges`` that are new, or have changed, since they were printed."""
    if which not in {Which.NEW, Which.CHANGED}:
        return list(badges)
    last = last_prints(event)
    if which is Which.NEW:
        return [own for own in badges if own.registration.id not in last]
    return [
        own
        for own in badges
        if (before := last.get(own.registration.id))
        and before.fingerprint != own.fingerprint
    ]


def note_print(
    event: Event,
    badges: Sequence[Owned],
    *,
    which: Which,
    stock: Stock,
    run: Run,
    design: BadgeDesign,
    by: Actor,
    reason: Reason | None = None,
) -> BadgePrint:
    """Note that these badges are printed now, in this order.

    :param reason: why somebody's badge is printed once more.
    """
    made = BadgePrint(
        event_id=event.id,
        by=by.reference,
        which=which,
        stock=stock.name,
        look=design.look,
        design_version=design.version,
        run=_plain(run),
        badge_count=len(badges),
        badges=[
            PrintedBadge(
                position=position,
                registration_id=own.registration.id,
                fingerprint=own.fingerprint,
                reason=reason,
            )
            for position, own in enumerate(badges)
        ],
    )
    db.session.add(made)
    db.session.flush()
    changes: dict[str, Any] = {"count": len(badges), "stock": stock.name}
    if which is Which.ONE:
        changes = {"reason": reason} if reason else {}
        record(
            "badge.printed", badges[0].registration.reference, by=by, changes=changes
        )
    else:
        record("badges.printed", event.slug, by=by, changes=changes)
    return made


def run_of(made: BadgePrint) -> Run:
    """How that print was laid out."""
    values = dict(made.run)
    values["skip"] = frozenset(values.get("skip", ()))
    return Run(**values)


def keep_offset(account: str, x: float, y: float) -> None:
    """Remember by how much this account's printer is off."""
    db.session.execute(
        upsert(PrinterOffset)
        .values(account=account, x=x, y=y)
        .on_conflict_do_update(index_elements=["account"], set_={"x": x, "y": y})
    )


def change_design(
    design: BadgeDesign, values: dict[str, Any], *, logo: Upload | None, by: Actor
) -> BadgeDesign:
    """Let the event's badges look so from now on.

    :param design: as ``queries.design_of`` gives it.
    :param logo: the partner's; ``None`` leaves what is there.
    """
    without_logo = values.pop("without_partner_logo", False)
    old = design.partner_logo
    for name, value in values.items():
        setattr(design, name, value)
    design.version += 1
    if logo is not None or without_logo:
        design.partner_logo = logo
    db.session.add(design)
    db.session.flush()
    if old is not None and old is not design.partner_logo:
        release(old)
    record("badges.designed", design.event.slug, by=by)
    return design


def add_stock(values: dict[str, Any], *, by: Actor) -> BadgeStock:
    """Offer cards that staff have measured."""
    row = BadgeStock(**values)
    db.session.add(row)
    db.session.flush()
    record("badges.stock_added", row.key, by=by)
    return row


def remove_stock(row: BadgeStock, *, by: Actor) -> None:
    """Offer these cards no more; what was printed on them stays noted."""
    record("badges.stock_removed", row.key, by=by)
    db.session.delete(row)


def _plain(run: Run) -> dict[str, Any]:
    return {**asdict(run), "skip": sorted(run.skip)}
