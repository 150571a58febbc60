"""What the environment says, read once; a bad value stops the start."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from eventreg import environment
from eventreg.errors import ConfigurationError

ROOT = Path(__file__).resolve().parent.parent


def instance_dir() -> Path:
    """Where this installation keeps what it owns: INSTANCE_DIR or ``instance/``."""
    return Path(os.environ.get("INSTANCE_DIR") or ROOT / "instance").resolve()


def read_key(path: Path) -> str:
    """The key in ``path``, written with mode 0600 when there is none yet.

    :raises ConfigurationError: the file cannot be read or written, or is empty.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_key(path)
        key = path.read_text().strip()
    except OSError as error:
        raise ConfigurationError(
            f"cannot read or write {path}: {error.strerror}"
        ) from None
    if len(key) < environment.SHORTEST_KEY:
        raise ConfigurationError(f"{path} holds no key; restore it from its copy")
    return key


def _write_key(path: Path) -> None:
    """Make the key, whole: another process reads it as soon as it is there.

    Of several that start at once, one makes it. Killed halfway, it has made none.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)


def load(instance: Path) -> dict[str, Any]:
    """The whole configuration, checked."""
    said = environment.for_site()
    return {
        "SECRET_KEY": said.pop("SECRET_KEY") or read_key(instance / "secret.key"),
        "DATA_KEY": _data_key(said.pop("DATA_KEY"), instance / "data.key"),
        "WTF_CSRF_TIME_LIMIT": None,
        # Of a form with files, which lie on the disk meanwhile, each cut off where it
        # is too large anyway; see web.requests.
        "MAX_CONTENT_LENGTH": 64 * 1024 * 1024,
        # What all words of a form may take.
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "SESSION_COOKIE_NAME": "eventreg",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": said["PUBLIC_URL"].startswith("https:"),
        "MAIL_USERNAME": said.pop("MAIL_USERNAME") or None,
        "MAIL_PASSWORD": os.environ.get("MAIL_PASSWORD") or None,
        **_database(said.pop("DATABASE_URL"), instance),
        **said,
    }


def _data_key(given: str, path: Path) -> str:
    """The key of what must stay unreadable: two of them would lose half of it."""
    if given and path.exists() and read_key(path) != given:
        raise ConfigurationError(
            f"DATA_KEY is not the key in {path}, with which this site has written so "
            "far; unset it, or put that key into it"
        )
    return given or read_key(path)


def _database(address: str, instance: Path) -> dict[str, Any]:
    url = address or f"sqlite:///{instance / 'eventreg.db'}"
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    try:
        name = sa.make_url(url).get_backend_name()
    except (sa.exc.ArgumentError, ValueError):
        raise ConfigurationError(
            "DATABASE_URL is not an address of a database"
        ) from None
    return {
        "SQLALCHEMY_DATABASE_URI": url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(name),
    }


def engine_options(name: str) -> dict[str, Any]:
    """How engines of the database ``name`` are made."""
    # Errors go into the log, and what was to be stored is about people.
    options: dict[str, Any] = {"hide_parameters": True}
    if name != "sqlite":
        return {**options, "pool_pre_ping": True}
    try:
        # Debian's SQLite 3.40 has the bug that resets the write-ahead log.
        from pysqlite3 import dbapi2
    except ImportError:  # no wheel for this platform: the standard one must do
        return options
    return {**options, "module": dbapi2}
