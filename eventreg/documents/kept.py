"""Files that were just made, until the browser that waits for them asks."""

import threading
from datetime import datetime, timedelta

from eventreg import clock

#: The answer that made a file leads to its address at once.
_LIFE = timedelta(minutes=1)
#: So many browsers may be on the way at the same time.
_MOST = 8

_lock = threading.Lock()
_files: dict[str, tuple[datetime, bytes]] = {}


def keep(key: str, body: bytes) -> None:
    """Hold ``body`` in the memory of this process, for a minute, for one reader."""
    with _lock:
        _files.pop(key, None)
        _files[key] = clock.now() + _LIFE, body
        _forget()


def take(key: str) -> bytes | None:
    """What was kept under ``key``; ``None`` once it was taken or is too old.

    Another process may be asked, or the same one again: who gets ``None`` makes it
    anew. Whether the reader may have it, and whether it is still true, the caller
    finds out first.
    """
    with _lock:
        _forget()
        _, body = _files.pop(key, (None, None))
        return body


def _forget() -> None:
    """Drop what is too old, and the oldest of too many."""
    old = [key for key, (until, _) in _files.items() if until < clock.now()]
    for key in [*old, *list(_files)[:-_MOST]]:
        _files.pop(key, None)
