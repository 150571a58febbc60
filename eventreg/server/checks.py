"""What must be true before the servers start, each with one line if it is not."""

import errno
import ipaddress
import os
import shutil
import socket
import tempfile
from pathlib import Path

MIGRATIONS = Path(__file__).parent.parent / "migrations/versions"

#: Bytes that must be free where the instance lives: the database, a backup.
NEEDED_SPACE = 100 * 1024**2


class NotReady(Exception):
    """The servers cannot start; ``str(error)`` is the line that says why."""


def check_port(host: str, port: int) -> None:
    """Refuse a host that is not here, and a port that is taken or not ours to open."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except UnicodeError:  # a part of the name is empty, or too long
        raise _not_here(host, "No machine can have this name") from None
    except OSError as error:
        if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            raise _not_here(host, error.strerror) from None
        # Those below are for root alone; at the upper end there is no next one.
        other = port + 1 if 1024 <= port < 65535 else 8080
        raise NotReady(
            f"Cannot listen on {host}:{port}: {error.strerror}. "
            f"Choose another port: python3 app.py serve --port {other}"
        ) from None


def _not_here(host: str, why: str | None) -> NotReady:
    return NotReady(
        f"Cannot listen on {host}: {why}. HOST (--host) must be an "
        "address of this machine: 127.0.0.1, or 0.0.0.0 for all of them"
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens on ``host``."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        addresses = [str(address[4][0]).partition("%")[0] for address in found]
        return all(ipaddress.ip_address(each).is_loopback for each in addresses)
    except (OSError, ValueError):
        return False


def check_instance(instance: Path) -> None:
    """Refuse a folder that cannot be written or that lies on a full disk."""
    try:
        instance.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=instance):
            pass
    except OSError as error:
        raise NotReady(f"Cannot write to {instance}: {error.strerror}.") from None
    database = instance / "eventreg.db"
    if database.exists() and not os.access(database, os.W_OK):
        raise NotReady(f"Cannot write to the database {database}.")
    free = shutil.disk_usage(instance).free
    if free < NEEDED_SPACE:
        raise NotReady(
            f"The disk is full: {instance} has {free // 1024**2} MB free, "
            f"{NEEDED_SPACE // 1024**2} MB are needed."
        )


def is_current(instance: Path) -> bool:
    """Whether the database has the newest tables, asked without loading the site.

    In doubt no: ``flask prepare`` then looks properly and says what is wrong.
    """
    newest = max((file.name[:4] for file in MIGRATIONS.glob("[0-9]*.py")), default="")
    return _asked(instance, "SELECT version_num FROM alembic_version") == newest


def holds_demo(instance: Path) -> bool:
    """Whether what is there is the demo, also where it came out of a backup."""
    return bool(_asked(instance, "SELECT is_demo FROM network"))


def _asked(instance: Path, query: str) -> object:
    """The one value that the database answers; None where it cannot."""
    try:
        return _answer(instance, query)
    except Exception:  # of whichever driver it is
        return None


def _answer(instance: Path, query: str) -> object:
    address = os.environ.get("DATABASE_URL", "")
    if address.startswith("postgres"):
        import psycopg

        name = "postgresql://" + address.split("://", 1)[1]
        with psycopg.connect(name, connect_timeout=5) as connection:
            row = connection.execute(query).fetchone()
            return row and row[0]
    # The library that the site uses: an older one could damage the file.
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        from sqlite3 import dbapi2
    file = Path(address.removeprefix("sqlite:///") or instance / "eventreg.db")
    if not file.exists():
        return None
    connection = dbapi2.connect(file)
    try:
        row = connection.execute(query).fetchone()
        return row and row[0]
    finally:
        connection.close()
