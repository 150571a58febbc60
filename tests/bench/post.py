"""Row *letters*: what sending costs, and that a mail server that hangs harms nobody."""

import statistics
import time
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from tests.bench.figures import Figure
from tests.bench.processes import cpu_seconds
from tests.bench.sites import SLUG, Bench, bench_site, make_bench_event
from tests.factories.letters import CALENDAR, make_letter
from tests.visitors import Visitor

LETTERS = 1000
LANGUAGES = ("de", "en", "tr")
VISITS = 200


def letters(database: str) -> list[Figure]:
    """CPU of one worker for 1,000 of the dearest letters; pages while one hangs."""
    with bench_site(database, fill=_fill) as bench:
        _send(bench, 20)  # templates read, connections open
        worker = bench.site.processes[-1].pid
        before, began = cpu_seconds(worker), time.monotonic()
        _send(bench, LETTERS)
        seconds = time.monotonic() - began
        spent = cpu_seconds(worker) - before
        calm = _page_ms(bench)
        bench.box.is_mute = True
        with bench.site.app.app_context():
            _release(20)
        time.sleep(1)
        hanging = _page_ms(bench)
        bench.box.is_mute = False
    note = f"{LETTERS / seconds:.0f} a second, each with code and calendar"
    beside = f"median of {VISITS}; {calm:.1f} ms while the server answers"
    return [
        Figure("letters", spent, "s CPU", 10, note),
        Figure("beside", hanging, "ms", max(1.5 * calm, 1), beside, scales=False),
    ]


def _fill() -> None:
    make_bench_event(60)
    for number in range(LETTERS + 40):
        make_letter(
            "confirmed",
            to=f"p{number}@example.org",
            language=LANGUAGES[number % 3],
            event=SLUG,
            calendar=CALENDAR,
            code="7F3KM2QX9DTAB",
            due_at=clock.now() + timedelta(days=1),
        )


def _send(bench: Bench, count: int) -> None:
    """Let so many go, and wait until they have arrived."""
    start = len(bench.box)
    with bench.site.app.app_context():
        _release(count)
    bench.box.wait_for(start + count, seconds=300)


def _release(count: int) -> None:
    held = (
        sa.select(Letter.id)
        .where(Letter.state == LetterState.HELD)
        .order_by(Letter.id)
        .limit(count)
    )
    with write_tx() as session:
        ids = list(session.scalars(held))
        values: dict[str, Any] = {"state": LetterState.WAITING, "due_at": clock.now()}
        session.execute(sa.update(Letter).where(Letter.id.in_(ids)).values(values))
    db.session.remove()


def _page_ms(bench: Bench) -> float:
    """Median of a page that asks the database, as one visitor meets it."""
    visitor, took = Visitor(f"127.0.0.1:{bench.site.port}", "203.0.113.9"), []
    for _ in range(VISITS):
        began = time.perf_counter()
        assert visitor.get(f"/events/{SLUG}").status == 200
        took.append((time.perf_counter() - began) * 1000)
    visitor.close()
    return statistics.median(took)
