"""The network's row, as the database holds it."""

from typing import Any

from eventreg.database import write_tx
from eventreg.web.models import Network
from eventreg.web.network import stored


def row() -> Network:
    network = stored()
    assert network is not None
    return network


def change(**values: Any) -> None:
    with write_tx():
        for name, value in values.items():
            setattr(row(), name, value)
