"""Rows *staff*, *inbox* and *decision*: with a thousand people, and a hundred times."""

import statistics
import time

from eventreg.accounts import services as accounts
from eventreg.accounts.passwords import hash_of
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.registrations import queries, services
from eventreg.registrations.states import State
from eventreg.web.roles import Role
from tests.bench.figures import Figure
from tests.bench.sites import SLUG, Bench, bench_site
from tests.factories import make_event, make_registration, pool_named
from tests.factories.crowds import make_crowd
from tests.visitors import Visitor

PASSWORD = "a boat full of lemons"
#: So often each page is opened.
VISITS = 40
SIZES = (1_000, 100_000)
WAITING = 10_000


def lists(database: str) -> list[Figure]:
    """Median and 95th percentile of the staff's pages, in milliseconds."""
    return [figure for size in SIZES for figure in _lists_of(database, size)]


def _lists_of(database: str, size: int) -> list[Figure]:
    with bench_site(database, fill=lambda: _fill(size)) as bench:
        ole = _director(bench)
        pages = {
            "staff": f"/manage/events/{SLUG}/registrations",
            "search": f"/manage/events/{SLUG}/registrations?search=berg+77",
            "inbox": "/manage/inbox",
            "start": "/manage",
        }
        found = [
            figure
            for name, path in pages.items()
            for figure in _visits(ole, name, path, size)
        ]
        ole.close()
    return found


def _fill(size: int) -> None:
    """A tenth waits for a decision, the others for nothing any more."""
    with write_tx():
        accounts.add(
            email="ole@example.org",
            name="Ole Organiser",
            role=Role.DIRECTOR,
            password_hash=hash_of(PASSWORD),
            by=Actor.worker(),
        )
    event = make_event(slug=SLUG, capacity=100_000, needs_approval=True)
    make_crowd(event, State.PENDING, size // 10, name="Pending")
    make_crowd(event, State.CONFIRMED, size - size // 10)


def _director(bench: Bench) -> Visitor:
    visitor = Visitor(f"127.0.0.1:{bench.site.port}")
    page = visitor.get("/account/sign-in")
    values = {"email": "ole@example.org", "password": PASSWORD}
    assert visitor.submit("/account/sign-in", page, values).status == 303
    return visitor


def _visits(visitor: Visitor, name: str, path: str, size: int) -> list[Figure]:
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
    note = f"{size:,} people, {weight / 1000:.0f} kB"
    return [
        Figure(name, median, "ms", 40, note),
        Figure(f"{name} p95", p95, "ms", 2 * max(median, 40), note),
    ]


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
