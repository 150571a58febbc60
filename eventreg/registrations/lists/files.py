"""Where the files of lists stand that were handed out; the backup holds them too."""

import os
from pathlib import Path

from flask import current_app


def path_of(code: str) -> Path:
    return Path(current_app.instance_path) / "documents" / f"{code}.pdf"


def write(code: str, body: bytes) -> None:
    """A new file for our user only, whole or not at all."""
    path = path_of(code)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
