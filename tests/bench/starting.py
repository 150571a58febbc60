"""Rows *start* and *memory*: the second ``python3 app.py``, and what it holds."""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from eventreg import config
from tests.bench.figures import Figure
from tests.bench.processes import family, memory
from tests.live import free_port


def start(_database: str) -> list[Figure]:
    """Seconds until the page answers, and megabytes at rest, with the demo."""
    with tempfile.TemporaryDirectory() as folder:
        _run(Path(folder))  # the first one fills the demo
        runs = [_run(Path(folder)) for _ in range(3)]
    seconds = statistics.median(run[0] for run in runs)
    megabytes = statistics.median(run[1] for run in runs)
    return [
        Figure("start", seconds, "s wall", 2, "second start, with the demo"),
        Figure("memory", megabytes, "MB", 250, "PSS of all processes", scales=False),
    ]


def _run(instance: Path) -> tuple[float, float]:
    """Start the site, wait for its page, look at it at rest, end it."""
    port = free_port()
    began = time.monotonic()
    site = subprocess.Popen(
        [sys.executable, "app.py", "serve", f"--port={port}", f"--instance={instance}"],
        cwd=config.ROOT,
        env=os.environ | {"DATABASE_URL": "", "MAIL_SERVER": "", "PUBLIC_URL": ""},
        stdout=subprocess.DEVNULL,
        process_group=0,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/")
        seconds = time.monotonic() - began
        time.sleep(4)
        return seconds, memory(*family(site.pid)[:1])
    finally:
        site.send_signal(signal.SIGINT)
        site.wait(40)


def _wait_for(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=10):  # noqa: S310
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("the site does not answer")
