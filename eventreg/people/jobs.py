"""Periodic work on members."""

from eventreg.database import write_tx
from eventreg.jobs import periodic
from eventreg.people import services
from eventreg.people.imports.services import forget_old_lists


@periodic("forget_old_ways_in", every=86400)
def forget_old_ways_in() -> int:
    """Delete links and member sessions that ended long ago."""
    with write_tx():
        services.forget_old_ways_in()
    return 0


@periodic("forget_old_lists", every=86400)
def forget_imports() -> int:
    """Delete lists that nobody imported, and what old imports remember of people."""
    with write_tx():
        forget_old_lists()
    return 0
