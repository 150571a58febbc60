"""Periodic work on accounts."""

from eventreg.accounts import services
from eventreg.database import write_tx
from eventreg.jobs import periodic


@periodic("forget_old_sign_ins", every=86400)
def forget_old_sign_ins() -> int:
    """Delete sign-ins and links that ended long ago."""
    with write_tx():
        services.forget_old()
    return 0
