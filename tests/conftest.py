"""Machinery for all tests: a site with a fresh database each, and its visitors."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

# Before the site is imported: its keys and files must not touch instance/.
_HOME = tempfile.mkdtemp(prefix="eventreg-tests-")
os.environ["INSTANCE_DIR"] = _HOME
for _name in ("DATABASE_URL", "PUBLIC_URL", "MAIL_SERVER", "TRUSTED_PROXIES"):
    os.environ.pop(_name, None)

from eventreg import clock, create_app, schema  # noqa: E402
from eventreg.config import engine_options  # noqa: E402
from eventreg.database import db, write_tx  # noqa: E402
from eventreg.web.models import Network  # noqa: E402
from tests.house import HouseClient  # noqa: E402

SETTINGS = {
    "TESTING": True,
    "FORM_MIN_SECONDS": 0,
    "PUBLIC_URL": "http://localhost",
    # A production instance may publish nothing without a mail server.
    "MAIL_SERVER": "mail.example.org",
    "MAIL_SENDER": "network@example.org",
    # argon2 as cheap as it gets; production takes its defaults.
    "PASSWORD_COST": {"time_cost": 1, "memory_cost": 8, "parallelism": 1},
}


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def database() -> Iterator["_Files | _Server"]:
    """Where each test's database comes from: ``DATABASE=postgresql`` or SQLite."""
    if os.environ.get("DATABASE") != "postgresql":
        yield _Files(Path(_HOME))
        return
    from tests.postgres import temporary_postgres

    with temporary_postgres() as address:
        yield _Server(address)


@pytest.fixture(scope="session")
def site(database: "_Files | _Server") -> Flask:
    """The site, made once; its database is replaced for each test."""
    template = _make_site(database.template)
    with template.app_context():
        _build()
        db.session.remove()
        db.engine.dispose()
    return _make_site(database.address)


@pytest.fixture
def app(site: Flask, database: "_Files | _Server") -> Iterator[Flask]:
    """The site with an empty database, set up, in production mode."""
    settings = dict(site.config)
    with site.app_context():
        db.engine.dispose()
        database.renew()
        yield site
        db.session.remove()
        db.engine.dispose()
    site.config.clear()
    site.config.update(settings)
    site.extensions.pop("eventreg_network", None)


@pytest.fixture
def client(app: Flask) -> HouseClient:
    """A visitor who reads English; each page is checked for the house rules."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def sign_in(client: HouseClient) -> Callable[..., Any]:
    """``sign_in("office")``: the client becomes that account, which is returned.

    ``account=`` takes one that exists; ``on=`` another client.
    """

    def begin(role: str = "director", *, account: Any = None, on: Any = None) -> Any:
        from eventreg.accounts import loader
        from eventreg.accounts.models import SignInSession
        from eventreg.accounts.tokens import hash_of, new_token

        account = account or _make_account(role)
        token = new_token()
        with write_tx() as session:
            session.add(
                SignInSession(
                    account_id=account.id,
                    token_hash=hash_of(token),
                    expires_at=clock.now() + timedelta(days=1),
                )
            )
        with (on or client).session_transaction() as cookie:
            cookie.update({"_user_id": account.get_id(), "_fresh": True})
            cookie[loader.KEY] = token
        return account

    return begin


@pytest.fixture
def clock_at() -> Iterator[Callable[..., Any]]:
    """``clock_at(instant)``: from now on it is that instant, and stays it."""
    running: list[time_machine.travel] = []

    def travel(instant: datetime | timedelta) -> datetime:
        moment = instant if isinstance(instant, datetime) else clock.now() + instant
        while running:
            running.pop().stop()
        running.append(time_machine.travel(moment, tick=False))
        running[-1].start()
        return moment

    yield travel
    while running:
        running.pop().stop()


@pytest.fixture
def letters(app: Flask) -> Callable[[], list[tuple[str, str]]]:
    """``letters()``: name and address of all letters queued so far, in order."""

    def queued() -> list[tuple[str, str]]:
        from eventreg.outbox.models import Letter

        rows = db.session.execute(
            sa.select(Letter.letter, Letter.to).order_by(Letter.id)
        )
        return [(letter, to) for letter, to in rows]

    return queued


class _Files:
    """A SQLite file per test, copied from an empty one (4 ms)."""

    def __init__(self, folder: Path) -> None:
        self._template, self._file = folder / "template.db", folder / "test.db"
        self.template = f"sqlite:///{self._template}"
        self.address = f"sqlite:///{self._file}"

    def renew(self) -> None:
        for suffix in ("-wal", "-shm"):
            Path(f"{self._file}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self._template, self._file)


class _Server:
    """A PostgreSQL database per test, copied from an empty one (30 ms)."""

    def __init__(self, server: str) -> None:
        from tests import postgres

        self._postgres, self._server = postgres, server
        self.template = postgres.create_database(server, "template")
        self.address = server.replace("/postgres?", "/test?")

    def renew(self) -> None:
        self._postgres.drop_database(self._server, "test")
        self._postgres.create_database(self._server, "test", template="template")


def _make_site(address: str) -> Flask:
    backend = sa.make_url(address).get_backend_name()
    app = create_app(
        {
            **SETTINGS,
            "SQLALCHEMY_DATABASE_URI": address,
            "SQLALCHEMY_ENGINE_OPTIONS": engine_options(backend),
        }
    )
    app.test_client_class = HouseClient
    return app


def _build() -> None:
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


def _make_account(role: str) -> Any:
    from eventreg.accounts.models import Account
    from eventreg.web.roles import Role

    account = Account(
        name=f"Ole {role.title()}",
        email=f"{role}-{secrets.token_hex(3)}@example.org",
        role=Role(role),
        language="en",
        password_hash="none",
    )
    with write_tx() as session:
        session.add(account)
    return account
