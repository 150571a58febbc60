"""When deletions run: daily, each kind in its own short transaction."""

from eventreg.database import write_tx
from eventreg.jobs import periodic
from eventreg.privacy import retention

DAY = 24 * 60 * 60


@periodic("delete_what_is_due", every=DAY)
def delete_what_is_due() -> int:
    """Delete all whose time has come; the count goes into the log."""
    done = 0
    for delete in retention.ALL:
        with write_tx():
            done += delete()
    return done
