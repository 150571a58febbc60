"""What the worker clears away for the base, which knows no jobs."""

from eventreg.jobs.registry import periodic
from eventreg.web import rate_limit


@periodic("forget_rate_hits", every=3600)
def forget_rate_hits() -> int:
    """Delete counters whose window is over."""
    rate_limit.delete_expired()
    return 0
