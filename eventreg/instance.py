"""The folder that one installation owns: for its user's eyes only.

Standard library only, as what starts the servers uses it too.
"""

import contextlib
import os
import stat
from pathlib import Path

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


def _is_shared(folder: Path) -> bool:
    """Whether it is a place like ``/tmp``, which is not ours to close."""
    return bool(folder.stat().st_mode & (stat.S_ISVTX | stat.S_IWOTH))


def _close(path: Path) -> None:
    """Take all rights from group and others; a link is left as it is."""
    with contextlib.suppress(OSError):
        mode = path.lstat().st_mode
        if mode & 0o077 and not stat.S_ISLNK(mode):
            path.chmod(stat.S_IMODE(mode) & 0o700)
