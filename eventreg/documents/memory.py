"""Memory that a large document took goes back to the system."""

import ctypes
import gc
from functools import cache
from typing import Any

#: Characters: of forty badges, or as many rows of a list. What is smaller leaves
#: little behind, and nobody should wait for it to be swept up.
LARGE = 15_000


def give_back(html: str) -> None:
    """Free what drawing ``html`` left behind, if it was large.

    Boxes of a document hold one another in circles, so they wait for the collector,
    and what it frees glibc keeps for each thread: with three threads 490 MB after
    twelve prints of a hundred badges, instead of 200 MB.
    """
    if len(html) < LARGE:
        return
    gc.collect()
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Any | None:
    """``malloc_trim`` of glibc; other systems do not have it, and need none."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
