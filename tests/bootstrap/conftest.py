"""A checkout of our own, and a site that really runs."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

#: A package index that nobody runs, and no way around it.
NO_NETWORK = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_FIND_LINKS": "",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_NO_CACHE_DIR": "1",
}


@pytest.fixture
def checkout(tmp_path):
    """The start alone, in a folder with a blank in its name, without packages."""
    folder = tmp_path / "a b"
    (folder / "tests").mkdir(parents=True)
    for name in ("app.py", "bootstrap.py", "machine.py"):
        shutil.copy(ROOT / name, folder)
    (folder / "requirements.txt").write_text("# none\n")
    (folder / "tests/requirements.txt").write_text("# none\n")
    return folder


@pytest.fixture
def start(checkout):
    """Run something in the checkout, without a network."""

    def run(*arguments, **environ):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=checkout,
            env=os.environ | NO_NETWORK | environ,
            capture_output=True,
            text=True,
        )

    return run


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """``app.py serve`` as a person would start it."""

    def __init__(self, port, instance, *, with_demo=False, **environ):
        command = [sys.executable, "-m", "eventreg.server"]
        options = ["--port", str(port), "--instance", str(instance)]
        options += [] if with_demo else ["--no-demo"]
        self.port = port
        self.process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,
            env=os.environ | environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def read_until(self, words):
        """What was printed up to the line that begins with ``words``."""
        lines = []
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith(words):
                return lines
        raise AssertionError(f"it ended without {words!r}: {lines}")

    def end(self, number=signal.SIGINT):
        """Exit status and the rest of the output."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=60)
        return self.process.returncode, rest.splitlines()

    def child(self, words):
        """Process number of the child whose command holds ``words``."""
        found = _children(self.process.pid)
        return next((pid for pid, command in found.items() if words in command), None)

    def is_reachable(self):
        with socket.socket() as peer:
            return peer.connect_ex(("127.0.0.1", self.port)) == 0


@pytest.fixture
def site(tmp_path, free_port):
    running = Site(free_port, tmp_path / "my instance")
    yield running
    if running.process.poll() is None:
        running.end()
    running.process.stdout.close()


def _children(parent):
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(status[1]) == parent and status[0] != "Z":
                command = (folder / "cmdline").read_text().replace("\0", " ")
                found[int(folder.name)] = command
        except FileNotFoundError:
            continue
    return found


def wait_for(condition, seconds=30):
    """Come back as soon as ``condition()`` holds; what it answered."""
    end = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return answer
