"""Periodic work on uploads."""

from eventreg.database import write_tx
from eventreg.jobs import periodic
from eventreg.uploads import services


@periodic("sweep_uploads", every=3600)
def sweep_uploads() -> int:
    """Take away files that belong to nothing."""
    with write_tx():
        services.sweep()
    return 0
