"""Rows *sign-up*, *rate* and *rush*: from the form to the letter, and all at once."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from eventreg.database import db
from eventreg.events.queries import by_slug
from eventreg.registrations import queries
from eventreg.registrations.states import State
from tests.bench.figures import Figure
from tests.bench.sites import (
    ANSWERS,
    SLUG,
    Bench,
    ask_four_questions,
    bench_site,
    make_bench_event,
    make_crowd,
)
from tests.mailbox import link_in
from tests.visitors import Visitor, hidden_fields
from tests.whole import crowd

PEOPLE = 200
#: The rush: so many people press at once for so many seats.
RUSHING, SEATS = 200, 50


def sign_up(database: str) -> list[Figure]:
    """CPU of one whole sign-up, letters sent; and sign-ups a second."""
    with bench_site(database, fill=_fill) as bench:
        people = crowd.everybody(PEOPLE + 40)
        _sign_up_whole(bench, people[PEOPLE:])
        before, own, began = bench.cpu(), _own_cpu(), time.monotonic()
        _sign_up_whole(bench, people[:PEOPLE])
        seconds = time.monotonic() - began
        each = (bench.cpu() - before) / PEOPLE * 1000
        client = (_own_cpu() - own) / PEOPLE * 1000
    rate = PEOPLE / seconds
    return [
        Figure("sign-up", each, "ms CPU", 60, "4 requests, 4 questions, 2 letters"),
        Figure(
            "rate", rate, "a s", 25, f"client {client:.0f} ms CPU each", at_least=True
        ),
    ]


def _fill() -> None:
    ask_four_questions(make_bench_event(1000))


def _sign_up_whole(bench: Bench, people: list[crowd.Person]) -> None:
    start = len(bench.box)
    crowd.all_of(lambda p: crowd.sign_up(bench.site, SLUG, p, **ANSWERS), people)
    bench.box.wait_for(start + len(people), seconds=60)
    links = {
        to: link_in(letter, "/confirm") for to, letter in bench.box.letters(since=start)
    }
    start = len(bench.box)
    crowd.all_of(lambda p: crowd.press(bench.site, links[p.email], p), people)
    bench.box.wait_for(start + len(people), seconds=60)


def _own_cpu() -> float:
    times = os.times()
    return times.user + times.system


def rush(database: str) -> list[Figure]:
    """Wall seconds until the last of 200 who press at once has an answer."""
    tokens: list[str] = []

    def fill() -> None:
        event = make_bench_event(SEATS)
        people = make_crowd(event, State.UNVERIFIED, RUSHING)
        tokens.extend(person.token for person in people)

    with bench_site(database, fill=fill, threads=8) as bench:
        prepared = [_open(bench, number, token) for number, token in enumerate(tokens)]
        began = time.monotonic()
        with ThreadPoolExecutor(RUSHING) as pool:
            statuses = list(pool.map(_press, prepared))
        seconds = time.monotonic() - began
        assert statuses == [303] * RUSHING, statuses
        with bench.site.app.app_context():
            sold = queries.counts(by_slug(SLUG))[State.CONFIRMED]
            db.session.remove()
    return [
        Figure("rush", seconds, "s wall", 3, f"{sold} of {SEATS} seats sold"),
        Figure("sold", sold, "seats", SEATS, "exactly as many", scales=False),
    ]


def _open(bench: Bench, number: int, token: str) -> tuple[Visitor, str, dict[str, str]]:
    """A browser with the page open, ready to press."""
    network = f"198.51.{number // 20}.{number % 20 + 1}"
    visitor = Visitor(f"127.0.0.1:{bench.site.port}", network)
    path = f"/my/{token}/confirm"
    fields = hidden_fields(visitor.get(path).text)
    visitor.close()
    return visitor, path, fields


def _press(prepared: tuple[Visitor, str, dict[str, str]]) -> int:
    visitor, path, fields = prepared
    for _ in range(3):
        # A full queue of connections makes a browser try again; so do we.
        with suppress(ConnectionError):
            status = visitor.post(path, fields).status
            visitor.close()
            return status
        visitor.close()
    return 0
