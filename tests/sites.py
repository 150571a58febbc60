"""Sites for tests: over a database that is copied from an empty one."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import dns.resolver
import psycopg
import sqlalchemy as sa
from flask import Flask

#: Bytes that the files of one process need at most.
ROOM = 512 * 1024**2


def _memory() -> str | None:
    """The folder that lies in memory, where there is one with enough room.

    Databases are copied and committed to thousands of times, which on a disk costs
    a quarter of the time; that commits reach the disk is proved by killing.
    """
    folder = Path("/dev/shm")  # noqa: S108 - only its name is known to others
    has_room = os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM
    return str(folder) if has_room else None


# Before the site is imported: its keys and files must not touch instance/.
HOME = Path(tempfile.mkdtemp(prefix="eventreg-tests-", dir=_memory()))
os.environ["INSTANCE_DIR"] = str(HOME)
for _name in ("DATABASE_URL", "PUBLIC_URL", "MAIL_SERVER", "TRUSTED_PROXIES"):
    os.environ.pop(_name, None)

# Rooms that add letters of theirs to the catalogue, which tests read before a site
# is made.
import eventreg.accounts.letters  # noqa: E402
import eventreg.registrations.inquiries.letters  # noqa: E402, F401
from eventreg import clock, create_app, schema  # noqa: E402
from eventreg.config import engine_options  # noqa: E402
from eventreg.database import Base, db, write_tx  # noqa: E402
from eventreg.web.models import Network  # noqa: E402
from tests.house import HouseClient  # noqa: E402

SETTINGS = {
    "TESTING": True,
    "FORM_MIN_SECONDS": 0,
    "PUBLIC_URL": "http://localhost",
    # A production instance may publish nothing without a mail server.
    "MAIL_SERVER": "mail.example.org",
    "MAIL_SENDER": "network@example.org",
    # Knows no name server: tests ask nobody in the world.
    "DNS_RESOLVER": dns.resolver.Resolver(configure=False),
    # argon2 as cheap as it gets; production takes its defaults.
    "PASSWORD_COST": {"time_cost": 1, "memory_cost": 8, "parallelism": 1},
}


class Files:
    """A SQLite file per test, copied from an empty one (4 ms)."""

    def __init__(self, folder: Path) -> None:
        self._template, self._file = folder / "template.db", folder / "test.db"
        self.template = f"sqlite:///{self._template}"
        self.address = f"sqlite:///{self._file}"

    def renew(self) -> None:
        for suffix in ("-wal", "-shm"):
            Path(f"{self._file}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self._template, self._file)


class Server:
    """A PostgreSQL database, emptied for each test (10 ms).

    Copied anew from the template (30 ms alone, ten times that on a busy machine)
    only when a test has changed its tables.
    """

    def __init__(self, server: str) -> None:
        from tests import postgres

        self._postgres, self._server = postgres, server
        self.template = postgres.create_database(server, "template")
        self.address = server.replace("/postgres?", "/test?")
        self._shape = ""

    def renew(self) -> None:
        if self._shape:
            try:
                if self._emptied():
                    return
            except psycopg.Error:
                pass  # somebody took the database away, or left it locked
        self._postgres.drop_database(self._server, "test")
        self._postgres.create_database(self._server, "test", template="template")
        with self._connect() as connection:
            connection.execute("CREATE SCHEMA kept")
            connection.execute("CREATE TABLE kept.network AS TABLE network")
            self._shape = self._shape_of(connection)

    def _emptied(self) -> bool:
        """Empty all tables but the network; False when they have changed."""
        with self._connect() as connection:
            if self._shape_of(connection) != self._shape:
                return False
            connection.execute("SET lock_timeout = '3s'")
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(f'DELETE FROM "{table.name}"')  # noqa: S608
            connection.execute("INSERT INTO network SELECT * FROM kept.network")
        return True

    def _connect(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(self.address.replace("+psycopg", ""))

    @staticmethod
    def _shape_of(connection: "psycopg.Connection[Any]") -> str:
        """All columns and constraints, in one line."""
        row = connection.execute(
            "SELECT md5(string_agg(attrelid::regclass || attname || atttypid, ','"
            " ORDER BY attrelid, attnum)) || (SELECT md5(string_agg(conname, ','"
            " ORDER BY conname)) FROM pg_constraint) FROM pg_attribute"
            " JOIN pg_class ON pg_class.oid = attrelid"
            " WHERE relnamespace = 'public'::regnamespace AND attnum > 0"
        ).fetchone()
        assert row is not None
        return str(row[0])


def make_site(address: str, **settings: Any) -> Flask:
    """The site over the database at ``address``, as tests want it."""
    backend = sa.make_url(address).get_backend_name()
    app = create_app(
        {
            **SETTINGS,
            **settings,
            "SQLALCHEMY_DATABASE_URI": address,
            "SQLALCHEMY_ENGINE_OPTIONS": engine_options(backend),
        }
    )
    app.test_client_class = HouseClient
    return app


def build() -> None:
    """All tables, and the network that has been set up."""
    if schema.head():
        schema.upgrade_if_needed(db.engine)
    else:
        db.create_all()
    with write_tx() as session:
        session.add(
            Network(
                name="Business Network Aachen",
                association="Business Network Aachen e. V.",
                street="Theaterstraße 1",
                postal_town="52062 Aachen",
                represented_by="Ole Organiser",
                phone="+49241123456",
                email="office@example.org",
                set_up_at=clock.now(),
            )
        )
