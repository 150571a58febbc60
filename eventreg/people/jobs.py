"""Periodic work on members."""

from eventreg.database import write_tx
from eventreg.jobs import periodic
from eventreg.people import services


@periodic("forget_old_ways_in", every=86400)
def forget_old_ways_in() -> int:
    """Delete links and member sessions that ended long ago."""
    with write_tx():
        services.forget_old_ways_in()
    return 0
