"""Prints of badges, own cards, and the look of an event's badges."""

from typing import Any

from eventreg.accounts.models import Account
from eventreg.audit.actors import Actor
from eventreg.badges import queries, services
from eventreg.badges.models import BadgeDesign, BadgePrint, BadgeStock, Reason, Which
from eventreg.database import write_tx
from eventreg.documents.labels import stocks
from eventreg.documents.sheets import Run
from eventreg.events.models import Event


def make_print(
    event: Event,
    account: Account,
    which: Which = Which.ALL,
    *,
    stock: str = "DURABLE 1445-02",
    reason: Reason | None = None,
    **run: Any,
) -> BadgePrint:
    """The badges of ``event`` are noted as printed by ``account``; or the first."""
    design = queries.design_of(event)
    badges = queries.badges_of(event, design)
    with write_tx():
        return services.note_print(
            event,
            badges[:1] if which is Which.ONE else badges,
            which=which,
            stock=stocks()[stock],
            run=Run(**run),
            design=design,
            by=Actor.staff(account),
            reason=reason,
        )


def make_design(event: Event, **columns: Any) -> BadgeDesign:
    """The look of the badges of ``event``: the usual one but for ``columns``."""
    with write_tx() as session:
        design = queries.design_of(event)
        for name, value in columns.items():
            setattr(design, name, value)
        design.version += 1
        session.add(design)
    return design


def make_stock(name: str = "Own cards", **columns: Any) -> BadgeStock:
    """Cards of 90 x 54 mm, ten on A4, that staff have added."""
    values = {
        "kind": "sheet",
        "width": 90,
        "height": 54,
        "card_columns": 2,
        "card_rows": 5,
        "left": 15,
        "top": 12,
        "pitch_x": 90,
        "pitch_y": 54,
        "sheet": "A4",
        **columns,
    }
    with write_tx() as session:
        stock = BadgeStock(name=name, **values)
        session.add(stock)
    return stock
