"""The folder of the uploads: for its user only, each file whole or not there."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from flask import current_app


def folder() -> Path:
    """``instance/uploads``, made if need be."""
    path = Path(current_app.instance_path) / "uploads"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(token: str) -> Path:
    return folder() / token


def write(token: str, body: bytes) -> None:
    """A new file, which bears its name once every byte is on the disk."""
    path = path_of(token)
    part = path.with_name(f"{token}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def older_than(instant: float) -> Iterator[Path]:
    """Files last written before ``instant``, in seconds since 1970."""
    for path in folder().iterdir():
        with suppress(FileNotFoundError):  # another worker was faster
            if path.is_file() and path.stat().st_mtime < instant:
                yield path
