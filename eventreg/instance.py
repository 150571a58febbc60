"""The folder that one installation owns: for its user's eyes only.

Standard library only, as what starts the servers uses it too.
"""

import contextlib
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from eventreg.environment import ConfigurationError

#: What the program makes there. Other files are somebody else's business.
OURS = (
    "eventreg.db*",
    "*.key",
    "set-up-code",
    "demo-sign-ins.txt",
    "uploads",
    "documents",
    "tasks",
    "backups",
    "logo-drafts",
    "serving",
    "starting",
    "filling",
)


def keep_private(folder: Path) -> None:
    """Make ``folder`` if need be, and close it and all we put there to others.

    Everything this process and its children write is for their user only. What
    an earlier version or another umask left open is closed.

    :raises ConfigurationError: it is a file.
    """
    os.umask(0o077)
    if folder.exists() and not folder.is_dir():
        raise ConfigurationError(f"{folder} is a file, not a folder.")
    # Whoever cannot make it is told so where it is first written to.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if not _is_shared(folder):
            _close(folder)
        for pattern in OURS:
            for path in folder.glob(pattern):
                _close(path)


def hold(folder: Path, port: int | str = "") -> IO[str]:
    """Say, as long as the file that is returned is open, that a site runs here.

    :param port: where it answers; of several that serve one folder, the last counts.
    """
    file = (folder / "serving").open("a")
    # Several may serve one folder; each holds it.
    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    file.truncate(0)
    file.write(str(port))
    file.flush()
    return file


def port_of(folder: Path) -> str:
    """The port of the site that runs here now; empty if none does, or it is unknown."""
    return (folder / "serving").read_text() if is_held(folder) else ""


def is_held(folder: Path) -> bool:
    """Whether a site runs here now."""
    try:
        with (folder / "serving").open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


@contextmanager
def alone(folder: Path, name: str) -> Iterator[None]:
    """Do what must not be done twice at once here; another one waits, and says so.

    :param name: the file that is held, in ``OURS``.
    """
    with (folder / name).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another start is under way here; waiting for it …", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_shared(folder: Path) -> bool:
    """Whether it is a place like ``/tmp``, which is not ours to close."""
    return bool(folder.stat().st_mode & (stat.S_ISVTX | stat.S_IWOTH))


def _close(path: Path) -> None:
    """Take all rights from group and others; a link is left as it is."""
    with contextlib.suppress(OSError):
        mode = path.lstat().st_mode
        if mode & 0o077 and not stat.S_ISLNK(mode):
            path.chmod(stat.S_IMODE(mode) & 0o700)
