"""The two processes that must run, and how they end."""

import contextlib
import ctypes
import signal
import subprocess
import sys
import time
from pathlib import Path

from eventreg import environment

ROOT = Path(__file__).resolve().parent.parent.parent

#: For the sign of life of web processes: a slow disk must not look like death.
MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn makes safe names in it

#: Seconds that requests and letters under way get to end.
GRACE = 30


def web_command(host: str, port: int) -> list[str]:
    """How gunicorn is started; WEB_WORKERS and WEB_THREADS say how large."""
    said = environment.for_servers()
    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": str(said["WEB_WORKERS"]),
        "threads": str(said["WEB_THREADS"]),
        "worker-class": "gthread",
        # Libraries that make PDFs keep some memory; now and then it is given back.
        "max-requests": "10000",
        "max-requests-jitter": "2000",
        # A badge is tried out with its own style in the address.
        "limit-request-line": "8190",
        "graceful-timeout": str(GRACE),
        "log-level": "warning",
    }
    if MEMORY.is_dir():
        options["worker-tmp-dir"] = str(MEMORY)
    pairs = [f"--{name}={value}" for name, value in options.items()]
    # Made once and shared by all web processes; docs/decisions/0009 says what for.
    flags = ["--no-control-socket", "--preload"]
    return ["-m", "gunicorn", *flags, *pairs, "app:app"]


def flask_command(*arguments: str) -> list[str]:
    """How a command of the site is started."""
    return ["-m", "flask", "--app", "app", *arguments]


def start(arguments: list[str]) -> "subprocess.Popen[bytes]":
    """Start Python with ``arguments``, so that Ctrl-C reaches us and not it."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        process_group=0,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )


def stop(*processes: "subprocess.Popen[bytes]") -> None:
    """Ask all to end, wait for what is under way, and end them for good."""
    for process in processes:
        process.terminate()
    end = time.monotonic() + GRACE + 5
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0, end - time.monotonic()))
            continue
        process.kill()
        process.wait()


def _end_with_parent() -> None:
    """Have Linux end this process too when whoever watches it is killed."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
