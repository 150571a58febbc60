"""A chosen logo, kept while its form goes back to be mended.

Browsers forget a chosen file with each answer. What waits here is already drawn
anew, and its name is known only to the page that it belongs to.
"""

import re
import secrets
from contextlib import suppress
from pathlib import Path

from eventreg import clock

#: Older ones are taken away when the next one comes, and so are all but the newest.
LIFETIME = 24 * 3600
MOST = 20

_NAME = re.compile(r"[0-9a-f]{32}")


def folder_in(instance: str | Path) -> Path:
    return Path(instance) / "logo-drafts"


def keep(picture: bytes, instance: str | Path) -> str:
    """Put ``picture`` aside; the name to ask for it."""
    folder, name = folder_in(instance), secrets.token_hex(16)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _tidy(folder)
    (folder / name).write_bytes(picture)
    return name


def kept(name: str | None, instance: str | Path) -> bytes | None:
    """What was put aside under ``name``; ``None`` if it is no longer there."""
    if name is None or not _NAME.fullmatch(name):
        return None
    try:
        return (folder_in(instance) / name).read_bytes()
    except OSError:
        return None


def forget(name: str | None, instance: str | Path) -> None:
    """Its form came through: nothing needs to wait any more."""
    if name and _NAME.fullmatch(name):
        (folder_in(instance) / name).unlink(missing_ok=True)


def _tidy(folder: Path) -> None:
    """Leave room for one more of ``MOST``; strangers can send logos too."""
    too_old = clock.now().timestamp() - LIFETIME
    with suppress(FileNotFoundError):  # somebody else is tidying
        drafts = sorted(folder.iterdir(), key=lambda file: -file.stat().st_mtime)
        for place, file in enumerate(drafts, start=1):
            if place >= MOST or file.stat().st_mtime < too_old:
                file.unlink()
