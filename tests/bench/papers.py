"""Rows *badges*, *badge* and *list*: what printing costs."""

import statistics
import time
from collections.abc import Callable

import pypdfium2 as pdfium

from eventreg.accounts import services as accounts
from eventreg.accounts.passwords import hash_of
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations.states import State
from eventreg.web.roles import Role
from tests.bench.figures import Figure
from tests.bench.sites import SLUG, Bench, bench_site, make_bench_event, make_crowd
from tests.visitors import Visitor

#: What the form to print badges holds at first.
PRINT = {
    "which": "all",
    "order": "name",
    "stock": "DURABLE 1445-02",
    "start": "1",
    "copies": "1",
}
LIST = {"kind": "attendees", "language": "de"}
PASSWORD = "correct horse battery staple"
RUNS = 3


def papers(database: str) -> list[Figure]:
    """A thousand badges, one badge, and a list of a thousand people."""
    codes: list[str] = []

    def fill() -> None:
        staff()
        people = make_crowd(make_bench_event(1000), State.CONFIRMED)
        codes.extend(person.badge_code for person in people)

    base = f"/manage/events/{SLUG}"
    with bench_site(database, fill=fill) as bench:
        ole = signed_in(bench)
        badges, lists = f"{base}/badges", f"{base}/documents"
        sheets, sheet_note = _cost(
            bench, lambda: ole.order(badges, f"{badges}/print", PRINT)
        )
        rows, list_note = _cost(bench, lambda: ole.order(lists, f"{lists}/list", LIST))
        printed = _print_one(ole, badges, codes[7])
        one = _median(lambda: ole.get_bytes(printed), 30)
        ole.close()
    return [
        Figure("badges", sheets, "s CPU", 12, f"1,000 badges, {sheet_note}"),
        Figure("badge", one * 1000, "ms", 40, "one request, median of 30"),
        Figure("list", rows, "s CPU", 6, f"1,000 rows, tagged, {list_note}"),
    ]


def _print_one(ole: Visitor, badges: str, code: str) -> str:
    """Where the file of one badge is, once it is noted that it is printed."""
    page = ole.get(badges)
    answer = ole.submit(f"{badges}/{code}/print", page, {"reason": "lost"})
    assert answer.status == 303, answer.status
    return answer.headers["location"]


def staff() -> None:
    """The director, who may do everything."""
    with write_tx():
        accounts.add(
            email="ole@example.org",
            name="Ole Organiser",
            role=Role.DIRECTOR,
            password_hash=hash_of(PASSWORD),
            by=Actor.worker(),
        )


def signed_in(bench: Bench) -> Visitor:
    """The director, at the running site."""
    ole = Visitor(f"127.0.0.1:{bench.site.port}")
    page = ole.get("/account/sign-in")
    values = {"email": "ole@example.org", "password": PASSWORD}
    assert ole.submit("/account/sign-in", page, values).status == 303
    return ole


def cost(bench: Bench, order: Callable[[], bytes]) -> tuple[float, int]:
    """Median CPU seconds of a file, by whomever it is made, and its bytes."""
    order()
    costs = []
    for _ in range(RUNS):
        before = bench.cpu()
        body = order()
        costs.append(bench.cpu() - before)
    return statistics.median(costs), len(body)


def _cost(bench: Bench, order: Callable[[], bytes]) -> tuple[float, str]:
    """The same of a PDF, with its pages and size."""
    made: list[bytes] = []

    def keep() -> bytes:
        made[:] = [order()]
        return made[0]

    seconds, size = cost(bench, keep)
    document = pdfium.PdfDocument(made[0])
    note = f"{len(document)} pages, {size / 1000:.0f} kB"
    document.close()
    return seconds, note


def _median(act: Callable[[], object], times: int) -> float:
    """Median wall seconds, after a few to warm up."""
    for _ in range(6):
        act()
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)
