"""Rows *page* and *weight*: what a visit of the public event page costs."""

import gzip
import re
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from tests.bench.figures import Figure
from tests.bench.sites import SLUG, bench_site, make_bench_event
from tests.visitors import Visitor

CLIENTS, VISITS = 8, 1600
_ASSET = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|woff2)[^"]*)"')


def page(database: str) -> list[Figure]:
    """CPU milliseconds a request, eight clients at once."""
    with bench_site(database, fill=lambda: make_bench_event(60)) as bench:
        visit(bench.site.port, 160)
        before, began = bench.cpu(), time.monotonic()
        visit(bench.site.port, VISITS)
        seconds = time.monotonic() - began
        each = (bench.cpu() - before) / VISITS * 1000
    return [Figure("page", each, "ms CPU", 6, f"{VISITS / seconds:.0f} pages a second")]


def visit(port: int, visits: int) -> None:
    """Open the event page so often."""
    numbers = count(1)

    def client(_number: int) -> None:
        visitor = Visitor(f"127.0.0.1:{port}", f"203.0.113.{next(numbers)}")
        for _ in range(visits // CLIENTS):
            assert visitor.get(f"/events/{SLUG}").status == 200
        visitor.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(client, range(CLIENTS)))


def weight(database: str) -> list[Figure]:
    """Kilobytes of the event page and what it loads, as gzip sends them."""
    with bench_site(database, fill=lambda: make_bench_event(60)) as bench:
        visitor = Visitor(f"127.0.0.1:{bench.site.port}")
        text = visitor.get(f"/events/{SLUG}").text
        parts = [text.encode()]
        parts += [visitor.get_bytes(path) for path in sorted(set(_ASSET.findall(text)))]
        visitor.close()
    kilobytes = sum(len(gzip.compress(part, 6)) for part in parts) / 1000
    note = f"{len(parts)} requests"
    return [Figure("weight", kilobytes, "kB", 60, note, scales=False)]
