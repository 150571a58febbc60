"""What the environment says, read once; a bad value stops the start."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from eventreg.errors import ConfigurationError

ROOT = Path(__file__).resolve().parent.parent


def env_int(name: str, default: int, *, minimum: int = 0) -> int:
    """A whole number from the environment, at least ``minimum``."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or int(text) < minimum:
        raise ConfigurationError(f"{name} must be a whole number from {minimum} up")
    return int(text)


def env_bool(name: str, default: bool = False) -> bool:
    """Yes or no from the environment: 1, true, yes, on or 0, false, no, off."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ConfigurationError(f"{name} must be 1 or 0")


def instance_dir() -> Path:
    """Where this installation keeps what it owns: INSTANCE_DIR or ``instance/``."""
    return Path(os.environ.get("INSTANCE_DIR") or ROOT / "instance").resolve()


def read_key(path: Path) -> str:
    """The key in ``path``, written with mode 0600 when there is none yet.

    :raises ConfigurationError: the file cannot be read or written, or is empty.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            # O_EXCL: of two processes that start at once, one writes the key.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(32))
        key = path.read_text().strip()
    except OSError as error:
        raise ConfigurationError(
            f"cannot read or write {path}: {error.strerror}"
        ) from None
    if len(key) < 32:
        raise ConfigurationError(f"{path} holds no key; restore it from its copy")
    return key


def load(instance: Path) -> dict[str, Any]:
    """The whole configuration, checked."""
    return {
        "SECRET_KEY": os.environ.get("SECRET_KEY") or read_key(instance / "secret.key"),
        "DATA_KEY": os.environ.get("DATA_KEY") or read_key(instance / "data.key"),
        "PUBLIC_URL": _public_url(),
        "TRUSTED_PROXIES": _names("TRUSTED_PROXIES"),
        "FORM_LIMIT": env_int("FORM_LIMIT", 300, minimum=1),
        "FORM_MIN_SECONDS": env_int("FORM_MIN_SECONDS", 3),
        "LOG_LEVEL": _log_level(),
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "SESSION_COOKIE_NAME": "eventreg",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": _public_url().startswith("https:"),
        **_database(instance),
        **_mail(),
    }


def _database(instance: Path) -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{instance / 'eventreg.db'}"
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    try:
        name = sa.make_url(url).get_backend_name()
    except sa.exc.ArgumentError:
        raise ConfigurationError(
            "DATABASE_URL is not an address of a database"
        ) from None
    if name not in {"sqlite", "postgresql"}:
        raise ConfigurationError("DATABASE_URL must name SQLite or PostgreSQL")
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


def _public_url() -> str:
    url = os.environ.get("PUBLIC_URL", "").strip().rstrip("/")
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ConfigurationError("PUBLIC_URL must be like https://events.example.org")
    return url


def _mail() -> dict[str, Any]:
    use_tls, use_ssl = env_bool("MAIL_USE_TLS"), env_bool("MAIL_USE_SSL")
    if use_tls and use_ssl:
        raise ConfigurationError("set MAIL_USE_TLS or MAIL_USE_SSL, not both")
    port = env_int("MAIL_PORT", 465 if use_ssl else 587 if use_tls else 25, minimum=1)
    return {
        "MAIL_SERVER": os.environ.get("MAIL_SERVER", ""),
        "MAIL_PORT": port,
        "MAIL_USERNAME": os.environ.get("MAIL_USERNAME") or None,
        "MAIL_PASSWORD": os.environ.get("MAIL_PASSWORD") or None,
        "MAIL_USE_TLS": use_tls,
        "MAIL_USE_SSL": use_ssl,
        "MAIL_SENDER": os.environ.get("MAIL_SENDER", ""),
        "MAIL_PER_MINUTE": env_int("MAIL_PER_MINUTE", 0),
    }


def _names(variable: str) -> frozenset[str]:
    return frozenset(os.environ.get(variable, "").replace(",", " ").split())


def _log_level() -> str:
    level = os.environ.get("LOG_LEVEL", "INFO").upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ConfigurationError("LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR")
    return level
