"""What the machine itself must bring: system packages, and room on the disk.

Standard library only; used by bootstrap.py before anything is installed.
"""

import ctypes
import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

#: Debian's package → whether the machine has what is in it.
TO_RUN: dict[str, Callable[[], bool]] = {
    "python3-venv": lambda: importlib.util.find_spec("ensurepip") is not None,
    "libpangoft2-1.0-0": lambda: _has_library("pangoft2-1.0", "0"),
    "libharfbuzz-subset0": lambda: _has_library("harfbuzz-subset", "0"),
    "fonts-noto-cjk": lambda: _has_han_font(),
}
TO_TEST: dict[str, Callable[[], bool]] = {
    "chromium-headless-shell": lambda: _has_browser(),
    "libatomic1": lambda: sys.platform == "darwin" or _has_library("atomic", "1"),
}
#: Without these the site runs: their absence is said and borne.
OPTIONAL = {"fonts-noto-cjk": "Han, kana and hangul in PDFs show as boxes"}

#: What Homebrew calls them; what is not here comes with macOS or Python.
BREW = {
    "libpangoft2-1.0-0": "pango",
    "libharfbuzz-subset0": "pango",
    "chromium-headless-shell": "google-chrome",
}

#: The first takes half the time of the others, which draw what nobody looks at.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
MAC_BROWSER = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


class Refusal(Exception):
    """It cannot go on; ``str(refusal)`` is the one line that says why."""


def ensure(packages: dict[str, Callable[[], bool]]) -> None:
    """Have these on the machine: install them where we may, else say how.

    :raises Refusal: a needed one is missing and we may not install it.
    """
    missing = _missing(packages)
    if not missing:
        return
    installer = _installer()
    if installer:
        print(f"Installing {' '.join(missing)} …", flush=True)
        for command in installer(missing):
            run(command, f"System packages: {command[-1]}")
        missing = _missing(packages)
    for package in set(missing) & set(OPTIONAL):
        print(f"Without {package}: {OPTIONAL[package]}.", flush=True)
    needed = [package for package in missing if package not in OPTIONAL]
    if needed:
        raise Refusal(f"Please type this first, then start again:  {_to_type(needed)}")


def check_space(folder: Path, needed: int) -> None:
    """Refuse where fewer than ``needed`` bytes are free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Refusal(
            f"The disk is full: {folder} has {free // 1024**2} MB free, "
            f"{needed // 1024**2} MB are needed."
        )


def browser() -> str | None:
    """The program of the browser that tests and pictures use; None without one."""
    found = (shutil.which(name) for name in (*BROWSERS, MAC_BROWSER))
    return next((path for path in found if path), None)


def run(
    command: list[str], saying: str, *, stage: Callable[[str], str] = lambda line: ""
) -> tuple[int, list[str]]:
    """Run a program while a line moves.

    :param stage: what a line of the program's output adds to ours; often "".
    :returns: exit status and everything the program wrote, line by line.
    """
    lines: list[str] = []
    with (
        moving_line(saying) as move,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process,
    ):
        for line in process.stdout or ():
            lines.append(line.rstrip())
            move(stage(line))
    return process.returncode, lines


@contextmanager
def moving_line(saying: str) -> Iterator[Callable[[str], None]]:
    """Show that work goes on; the function that is handed out adds to the line.

    In a log file, where lines cannot move, only the first one is written.
    """
    added, done, began = [""], threading.Event(), time.monotonic()

    def move() -> None:
        while not done.wait(0.2):
            seconds = int(time.monotonic() - began)
            sys.stdout.write(f"\r\033[K{saying} {added[0]} ({seconds} s)")
            sys.stdout.flush()

    def add(text: str) -> None:
        if text:
            added[0] = text

    if not sys.stdout.isatty():
        print(f"{saying} …", flush=True)
        yield add
        return
    mover = threading.Thread(target=move)
    mover.start()
    try:
        yield add
    finally:
        done.set()
        mover.join()
        sys.stdout.write("\r\033[K")
        sys.stdout.flush()


def _missing(packages: dict[str, Callable[[], bool]]) -> list[str]:
    importlib.invalidate_caches()
    return [package for package, is_there in packages.items() if not is_there()]


def _installer() -> Callable[[list[str]], list[list[str]]] | None:
    """How to install packages without asking anybody; None where we may not."""
    if sys.platform == "darwin":
        return _brew if shutil.which("brew") else None
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return _apt
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True)
        if asked.returncode == 0:
            return lambda packages: [["sudo", "-n", *c] for c in _apt(packages)]
    return None


def _apt(packages: list[str]) -> list[list[str]]:
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    tidy = ["-o", "APT::Keep-Downloaded-Packages=false"]
    install = [*quiet, *tidy, "install", "--no-install-recommends"]
    needed = [package for package in packages if package not in OPTIONAL]
    optional = [package for package in packages if package in OPTIONAL]
    # One that a mirror does not have must not keep the others away.
    return [[*quiet, "update"]] + [[*install, *g] for g in (needed, optional) if g]


def _brew(packages: list[str]) -> list[list[str]]:
    names = sorted({BREW[package] for package in packages if package in BREW})
    return [["brew", "install", *names]] if names else []


def _to_type(packages: list[str]) -> str:
    if sys.platform == "darwin":
        return f"brew install {' '.join(sorted({BREW.get(p, p) for p in packages}))}"
    if shutil.which("apt-get"):
        return f"sudo apt-get install {' '.join(packages)}"
    return f"(your system's packages for Debian's)  {' '.join(packages)}"


def _has_library(name: str, version: str) -> bool:
    if sys.platform == "darwin":
        places = [Path("/opt/homebrew/lib"), Path("/usr/local/lib")]
        return any((p / f"lib{name}.{version}.dylib").exists() for p in places)
    try:
        ctypes.CDLL(f"lib{name}.so.{version}")
    except OSError:
        return False
    return True


def _has_han_font() -> bool:
    if sys.platform == "darwin":
        return True  # macOS brings Hiragino and Apple SD Gothic
    homes = ("/usr/share/fonts", "/usr/local/share/fonts", str(Path.home() / ".fonts"))
    return any(next(Path(h).rglob("*CJK*"), None) for h in homes if Path(h).is_dir())


def _has_browser() -> bool:
    """The quick one; a slower one will do where we may not install."""
    found = browser()
    return found is not None and (
        Path(found).name == BROWSERS[0]
        or sys.platform == "darwin"
        or _installer() is None
    )
