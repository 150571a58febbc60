"""Real worker processes, beside the test, on the test's own database."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask

from eventreg.config import ROOT

#: What makes a process of Python a worker.
WORKER = ("-m", "flask", "--app", "app", "worker")


def environment(app: Flask, **more: str) -> dict[str, str]:
    """What a process must know to work on the test's database and mail server."""
    config = app.config
    return os.environ | {
        "DATABASE_URL": config["SQLALCHEMY_DATABASE_URI"],
        "MAIL_SERVER": config["MAIL_SERVER"],
        "MAIL_PORT": str(config["MAIL_PORT"]),
        "MAIL_SENDER": config["MAIL_SENDER"],
        "PUBLIC_URL": config["PUBLIC_URL"],
        **more,
    }


@contextmanager
def workers(
    app: Flask, count: int = 1, **more: str
) -> "Iterator[list[subprocess.Popen[str]]]":
    """``count`` times ``flask worker``, ended afterwards."""
    running = [start(app, *WORKER, **more) for _ in range(count)]
    try:
        yield running
    finally:
        for process in running:
            process.kill()
            process.communicate()


def start(app: Flask, *arguments: str, **more: str) -> "subprocess.Popen[str]":
    """Python with ``arguments``, its output collected."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(app, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(is_so: Callable[[], bool], *, seconds: float = 60) -> None:
    """Look again and again until ``is_so``."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
