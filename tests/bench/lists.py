"""Rows *staff*, *find*, *inbox*, *builder*, *decision*: few people, and many."""

import re
import statistics
import time

from eventreg.database import db, write_tx
from eventreg.registrations import queries, services
from eventreg.registrations.notes.models import Note
from eventreg.registrations.states import State
from tests.bench.exports import fill_answered
from tests.bench.figures import Figure
from tests.bench.papers import signed_in, staff
from tests.bench.sites import SLUG, bench_site
from tests.factories import (
    make_event,
    make_inquiry,
    make_question,
    make_registration,
    pool_named,
)
from tests.factories.crowds import make_crowd
from tests.visitors import Visitor

_ANSWER = re.compile(r'name="col" value="(a\.[^"]+)"')
#: So often each page is opened.
VISITS = 40
SIZES = (1_000, 100_000)
WAITING = 10_000
#: Pages that may weigh 100 kB, as a row of them says much.
HEAVIEST = {"staff", "inbox"}


def lists(database: str) -> list[Figure]:
    """Median and 95th percentile of the staff's pages, in milliseconds."""
    return [figure for size in SIZES for figure in _lists_of(database, size)]


def answered(database: str) -> list[Figure]:
    """The list of 10,000 people with all that they answered, and the builder."""
    listed = f"/manage/events/{SLUG}/registrations"
    with bench_site(database, fill=lambda: fill_answered(10_000, 20)) as bench:
        ole = signed_in(bench)
        keys = sorted(set(_ANSWER.findall(ole.get(listed).text)))
        assert len(keys) == 20, keys
        columns = "&".join(f"col={key}" for key in ("name", *keys))
        found = _visits(ole, "staff", listed, 10_000, limit=100)
        found += _visits(ole, "answers", f"{listed}?{columns}", 10_000, limit=100)
        ole.close()
    return found + _builder(database)


def _builder(database: str) -> list[Figure]:
    def fill() -> None:
        staff()
        event = make_event(slug=SLUG, languages=["de", "en", "tr"])
        for number in range(60):
            make_question(event, label=f"Question {number}?")

    with bench_site(database, fill=fill) as bench:
        ole = signed_in(bench)
        path = f"/manage/events/{SLUG}/edit/questions"
        found = _visits(ole, "builder", path, 60, budget=300)
        ole.close()
    return found


def _lists_of(database: str, size: int) -> list[Figure]:
    with bench_site(database, fill=lambda: _fill(size)) as bench:
        ole = signed_in(bench)
        pages = {
            "staff": f"/manage/events/{SLUG}/registrations",
            "search": f"/manage/events/{SLUG}/registrations?search=berg+77",
            "find": "/manage/search?search=berg+77",
            "inbox": "/manage/inbox",
            "start": "/manage",
        }
        found = [
            figure
            for name, path in pages.items()
            for figure in _visits(
                ole, name, path, size, limit=100 if name in HEAVIEST else 0
            )
        ]
        ole.close()
    return found


def _fill(size: int) -> None:
    """A tenth waits for a decision, the others for nothing any more.

    Everybody whom the inbox shows was asked something, and has a note.
    """
    staff()
    event = make_event(slug=SLUG, capacity=100_000, needs_approval=True)
    make_crowd(event, State.PENDING, size // 10, name="Pending")
    make_crowd(event, State.CONFIRMED, size - size // 10)
    for row in queries.inbox():
        make_inquiry(row.registration, "Whom would you like to meet?", "Makers")
        with write_tx() as session:
            session.add(
                Note(registration_id=row.registration.id, words="Called", written_by="")
            )


def _visits(
    visitor: Visitor,
    name: str,
    path: str,
    size: int,
    *,
    budget: float = 40,
    limit: float = 0,
) -> list[Figure]:
    """
    :param limit: kilobytes that the page may have; 0: they are only told.
    """
    times, weight = [], 0
    for number in range(VISITS + 4):
        began = time.perf_counter()
        answer = visitor.get(path)
        if number >= 4:  # the first ones warm the processes
            times.append((time.perf_counter() - began) * 1000)
        assert answer.status == 200, (path, answer.status)
        weight = len(answer.text.encode())
    median = statistics.median(times)
    p95 = statistics.quantiles(times, n=20)[-1]
    note = f"{size:,} rows, {weight / 1000:.0f} kB"
    found = [
        Figure(name, median, "ms", budget, note),
        Figure(f"{name} p95", p95, "ms", 2 * max(median, budget), note),
    ]
    if limit:
        found.append(Figure(name, weight / 1000, "kB", limit, note, scales=False))
    return found


def decision(database: str) -> list[Figure]:
    """Milliseconds of one newcomer's seat decision behind a short and a long line."""
    found: list[Figure] = []

    def fill() -> None:
        short = _decide(10)
        for number in (10, WAITING):
            took = short if number == 10 else _decide(number)
            note = f"{number:,} waiting"
            # At most three times what it takes behind ten.
            found.append(Figure("decision", took, "ms", 3 * short, note, scales=False))

    with bench_site(database, fill=fill):
        return found


def _decide(waiting: int) -> float:
    """A free contingent beside one that is full and has the line."""
    contingents = {"science": 0, "business": 100}
    event = make_event(capacity=100, contingents=contingents, only_together=True)
    science, business = (pool_named(event, name) for name in contingents)
    make_crowd(event, State.WAITLISTED, waiting, pools=[science])
    times = []
    for _ in range(30):
        ada = make_registration(event, State.UNVERIFIED, pools=[business])
        token = ada.token
        db.session.rollback()
        began = time.perf_counter()
        with write_tx():
            services.verify(queries.by_token(token))
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)
