"""What the renderer tells while it works: how far it is."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Told the number of pages that are laid out, and one more once the file is written;
#: before the first page how many steps there are still to it, as ``-2``.
Pages = Callable[[int], None]

#: By what the renderer says when one begins, how many are left, this one included.
_LEFT = {"Step 1 ": 3, "Step 3 ": 2, "Step 4 ": 1}

_PROGRESS = logging.getLogger("weasyprint.progress")
# One line a page is too much for the log.
_PROGRESS.propagate = False


class _Ear(logging.Handler):
    """Hears only its own thread: others may render at the same time."""

    def __init__(self, tell: Pages) -> None:
        super().__init__()
        self._tell, self._thread = tell, threading.get_ident()
        self._furthest = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Errors go through: whoever is told may want no more of it."""
        if threading.get_ident() != self._thread:
            return
        for begins, left in _LEFT.items():
            if str(record.msg).startswith(begins) and not self._furthest:
                self._tell(-left)
        if "Creating PDF" in str(record.msg):
            self._tell(self._furthest + 1)
        if "Page %d" not in str(record.msg):
            return
        [page] = record.args or [0]
        # Page numbers of other pages make it lay out some of them again.
        if isinstance(page, int) and page > self._furthest:
            self._furthest = page
            self._tell(page)


@contextmanager
def told(tell: Pages | None) -> Iterator[None]:
    """Call ``tell`` at each page that is laid out meanwhile."""
    if tell is None:
        yield
        return
    ear = _Ear(tell)
    _PROGRESS.addHandler(ear)
    _PROGRESS.setLevel(logging.INFO)
    try:
        yield
    finally:
        _PROGRESS.removeHandler(ear)
