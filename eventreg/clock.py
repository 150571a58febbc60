"""The one place where the program asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _pretended.get() or datetime.now(UTC)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """As if it were ``instant``: the demo plays weeks that have passed."""
    before = _pretended.set(instant)
    try:
        yield
    finally:
        _pretended.reset(before)


def today(timezone: str = "Europe/Berlin") -> date:
    """Today's date as the wall calendar in ``timezone`` shows it."""
    return now().astimezone(ZoneInfo(timezone)).date()


def to_utc(local: datetime, timezone: str) -> datetime:
    """The instant at which clocks in ``timezone`` show the naive ``local``.

    A time that a clock change skips or repeats is read as the earlier offset.
    """
    return local.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)


def to_local(instant: datetime, timezone: str) -> datetime:
    """What clocks in ``timezone`` show at ``instant``, as a naive datetime."""
    return instant.astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
