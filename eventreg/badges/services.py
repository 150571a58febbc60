"""Printing badges, and what changes how they come out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.audit.services import record
from eventreg.badges import answers
from eventreg.badges.models import (
    AcceptedBadge,
    BadgeDesign,
    BadgePrint,
    BadgeStock,
    PrintedBadge,
    PrinterOffset,
    Reason,
    Which,
)
from eventreg.badges.queries import Owned, design_of, last_prints
from eventreg.database import db, upsert
from eventreg.documents.labels import Stock
from eventreg.documents.sheets import Run
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.uploads.models import Upload
from eventreg.uploads.services import release


def narrowed(badges: Sequence[Owned], which: Which, event: Event) -> list[Owned]:
    """Those of ``badges`` that are new, or of which the last print is out of date."""
    if which not in {Which.NEW, Which.CHANGED, Which.DESIGN}:
        return list(badges)
    last = last_prints(event)
    if which is Which.NEW:
        return [own for own in badges if own.registration.id not in last]
    printed = [
        (own, last[own.registration.id])
        for own in badges
        if own.registration.id in last
    ]
    if which is Which.CHANGED:
        return [own for own, was in printed if was.fingerprint != own.fingerprint]
    version = design_of(event).version
    return [own for own, was in printed if was.design_version != version]


def printed_alike(badges: Sequence[Owned], event: Event, stock: Stock) -> list[Owned]:
    """Those whose last print on these cards says the same, in the same design.

    What was printed on others in between makes it no less a repeat.
    """
    last, version = last_prints(event, stock=stock.name), design_of(event).version
    return [
        own
        for own in badges
        if (was := last.get(own.registration.id))
        and (was.fingerprint, was.design_version) == (own.fingerprint, version)
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
    is_made: bool = True,
) -> BadgePrint:
    """Note that these badges are printed now, in this order.

    :param reason: why those are printed once more that were printed just so before; a
        single one may have been printed otherwise.
    :param is_made: False: the file is still to be made; ``note_made`` says when; until
        then the badges count as not printed.
    """
    again = _again(event, badges, stock, which) if reason else frozenset()
    made = BadgePrint(
        event_id=event.id,
        by=by.reference,
        which=which,
        stock=stock.name,
        look=design.look,
        design_version=design.version,
        run=_plain(run),
        badge_count=len(badges),
        made_at=clock.now() if is_made else None,
        badges=[
            PrintedBadge(
                position=position,
                registration_id=own.registration.id,
                fingerprint=own.fingerprint,
                reason=reason if own.registration.id in again else None,
            )
            for position, own in enumerate(badges)
        ],
    )
    made.event = event
    db.session.add(made)
    db.session.flush()
    if is_made:
        _record(made, badges[0].registration.reference, by=by)
    return made


def _again(
    event: Event, badges: Sequence[Owned], stock: Stock, which: Which
) -> frozenset[int]:
    """The registrations that a reason for a further print is about."""
    if which is Which.ONE:
        return frozenset(last_prints(event))
    alike = printed_alike(badges, event, stock)
    return frozenset(own.registration.id for own in alike)


def note_made(made: BadgePrint) -> None:
    """Its file is there: from now on its badges count as printed."""
    if made.made_at is None:
        made.made_at = clock.now()
        by = Actor(ActorKind.STAFF, made.by)
        _record(made, made.badges[0].registration.reference, by=by)


def _record(made: BadgePrint, first: str, *, by: Actor) -> None:
    """In the log: what was printed, on what, in which design, and why once more."""
    reason = next((badge.reason for badge in made.badges if badge.reason), None)
    changes: dict[str, Any] = {
        "stock": made.stock,
        "design": f"{made.look} {made.design_version}",
        **({"reason": reason.value} if reason else {}),
    }
    if made.which is Which.ONE:
        record("badge.printed", first, by=by, changes=changes)
    else:
        changes = {"count": made.badge_count, **changes}
        record("badges.printed", made.event.slug, by=by, changes=changes)


class HasChanged(DomainError):
    """The badge says something else than when somebody looked at it."""

    def __init__(self) -> None:
        super().__init__(_("This badge has changed meanwhile. Please look again."))


def accept_as_is(
    own: Owned, stock: Stock, design: BadgeDesign, *, seen: str, by: Actor
) -> None:
    """Print this badge on ``stock`` although it does not come out well.

    :param seen: fingerprint of the badge that somebody has looked at.
    :raises HasChanged: it says something else by now.
    """
    if seen != own.fingerprint:
        raise HasChanged
    values = {"fingerprint": own.fingerprint, "design_version": design.version}
    db.session.execute(
        upsert(AcceptedBadge)
        .values(registration_id=own.registration.id, stock=stock.name, **values)
        .on_conflict_do_update(index_elements=["registration_id", "stock"], set_=values)
    )
    changes = {"stock": stock.name}
    record("badge.accepted", own.registration.reference, by=by, changes=changes)


def look_again(own: Owned, stock: Stock, *, by: Actor) -> None:
    """Have this badge in the list of those that need a look again."""
    found = db.session.get(AcceptedBadge, (own.registration.id, stock.name))
    if found is not None:
        db.session.delete(found)
        changes = {"stock": stock.name}
        record("badge.put_back", own.registration.reference, by=by, changes=changes)


def run_of(made: BadgePrint) -> Run:
    """How that print was laid out."""
    values = dict(made.run)
    values["skip"] = frozenset(values.get("skip", ()))
    return Run(**values)


def keep_cards(account: str, stock: str) -> None:
    """Remember on what this account prints a single badge."""
    db.session.execute(
        upsert(PrinterOffset)
        .values(account=account, x=0.0, y=0.0, stock=stock)
        .on_conflict_do_update(index_elements=["account"], set_={"stock": stock})
    )


def keep_offset(account: str, x: float, y: float) -> None:
    """Remember by how much this account's printer is off."""
    db.session.execute(
        upsert(PrinterOffset)
        .values(account=account, x=x, y=y, stock="")
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
    is_other = logo is not None or (without_logo and old is not None)
    for name, value in values.items():
        is_other = is_other or getattr(design, name) != value
        setattr(design, name, value)
    # Saving what was there already makes no badge an old one.
    design.version += is_other
    if logo is not None or without_logo:
        design.partner_logo = logo
    db.session.add(design)
    db.session.flush()
    if old is not None and old is not design.partner_logo:
        release(old)
    record("badges.designed", design.event.slug, by=by)
    return design


#: What the badges of a copied event take over; their design counts from 1 again.
COPIED = (
    *("look", "colour", "back", "fields", "languages", "marks_photos"),
    *("has_network_logo", "partner_logo_id", "own_style"),
)


def copy_design(
    event: Event, *, copy: Event, keys: Mapping[str, str], **_others: object
) -> None:
    """The badges of a copied event look as those of ``event`` do.

    :param keys: of the copied questions, by those of ``event``.
    """
    db.session.flush()
    design = db.session.get(BadgeDesign, event.id)
    if design is not None:
        values = {name: getattr(design, name) for name in COPIED}
        values["languages"] = list(design.languages)
        values["fields"] = answers.renamed(design.fields, keys)
        db.session.add(BadgeDesign(event_id=copy.id, **values))


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
