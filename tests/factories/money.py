"""Events that cost something."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.registrations.money.services import set_fees
from eventreg.registrations.states import RegistrationRole
from eventreg.web.models import Network

IBAN = "DE89370400440532013000"


def make_fees(
    event: Event,
    fees: Mapping[RegistrationRole, int] | None = None,
    *,
    due_on: date | None = None,
    steps: Mapping[date, int] | None = None,
) -> None:
    """120 euros for guests, unless ``fees`` says otherwise."""
    with write_tx():
        set_fees(
            event,
            fees=fees or {RegistrationRole.GUEST: 12_000},
            due_on=due_on,
            steps=steps or {},
            by=Actor.worker(),
        )


def make_account_of_network() -> None:
    """The network can be paid to."""
    with write_tx() as session:
        values = {"account_holder": "Netzwerk Aachen e. V.", "iban": IBAN}
        session.execute(sa.update(Network).values(**values))
