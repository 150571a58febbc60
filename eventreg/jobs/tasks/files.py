"""Where the files stand that tasks have made."""

import os
from pathlib import Path

from flask import current_app

#: A file of its own for each process, for our user only.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def path_of(code: str) -> Path:
    """The file of this task; whether it exists is another question."""
    return _folder() / f"{code}.task"


def write(code: str, body: bytes) -> None:
    """Put the file there whole or not at all.

    :raises OSError: no room, or no right to write there.
    """
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = path_of(code)
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, _NEW, 0o600), "wb") as file:
            file.write(body)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def remove(code: str) -> None:
    path_of(code).unlink(missing_ok=True)


def strays(known: set[str]) -> list[Path]:
    """Files that belong to no task any more."""
    folder = _folder()
    found = folder.iterdir() if folder.is_dir() else iter(())
    return [path for path in found if path.name.partition(".")[0] not in known]


def _folder() -> Path:
    return Path(current_app.instance_path) / "tasks"
