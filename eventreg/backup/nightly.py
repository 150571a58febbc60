"""The worker's copy each night, and how many are kept."""

from datetime import date
from pathlib import Path

from flask import current_app

from eventreg import clock
from eventreg.backup.making import back_up
from eventreg.database import db
from eventreg.jobs import periodic

#: Backups that stay; the fifteenth night removes the first.
KEPT = 14
#: Hour by the wall clock from which the copy of the day is made.
HOUR = 2


@periodic("nightly_backup", every=600)
def make() -> int:
    """Make today's copy unless there is one; how many were made."""
    instance = Path(current_app.instance_path)
    today = clock.today()
    hour = clock.to_local(clock.now(), "Europe/Berlin").hour
    path = path_for(instance, today)
    if path.exists() or hour < HOUR:
        return 0
    back_up(db.engine, instance, path)
    for old in sorted(path.parent.glob("night-*.zip"))[:-KEPT]:
        old.unlink(missing_ok=True)  # another worker may have been faster
    return 1


def path_for(instance: Path, day: date) -> Path:
    """Where the copy of that night lies."""
    return instance / f"backups/night-{day.isoformat()}.zip"
