"""Machinery for all tests: a site with a fresh database each, and its visitors."""

import gc
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import hypothesis
import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

# First, because it keeps the tests' files away from instance/.
from tests.sites import HOME, Files, Server, build, make_site  # isort: skip

from eventreg import clock
from eventreg.database import db, write_tx
from tests.house import HouseClient

# How long something takes on a busy machine says nothing about what it does.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[
        hypothesis.HealthCheck.too_slow,
        hypothesis.HealthCheck.function_scoped_fixture,
    ],
)
hypothesis.settings.load_profile("house")


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never among what stays to the end.

    The site and thousands of tests are walked for nothing otherwise, which takes
    a tenth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def database() -> Iterator[Files | Server]:
    """Where each test's database comes from: ``DATABASE=postgresql`` or SQLite."""
    if os.environ.get("DATABASE") != "postgresql":
        yield Files(HOME)
        return
    from tests.postgres import temporary_postgres

    with temporary_postgres() as address:
        yield Server(address)


@pytest.fixture(scope="session")
def tables(database: Files | Server) -> None:
    """The template that each test's database is copied from."""
    template = make_site(database.template)
    with template.app_context():
        build()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def site(database: Files | Server, tables: None) -> Flask:
    """The site, made once; its database is replaced for each test."""
    return make_site(database.address)


@pytest.fixture
def app(site: Flask, database: Files | Server) -> Iterator[Flask]:
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
def sign_in_member(client: HouseClient) -> Callable[..., Any]:
    """``sign_in_member(person)``: the client becomes that member; returns them."""

    def begin(person: Any = None, *, on: Any = None) -> Any:
        from eventreg.people import loader
        from tests.factories import make_member, make_member_session, make_person

        person = person or make_person(make_member())
        secret = make_member_session(person)
        with (on or client).session_transaction() as cookie:
            cookie[loader.KEY] = secret
        return person

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


def _make_account(role: str) -> Any:
    from eventreg.accounts.models import Account
    from eventreg.web.roles import Role

    account = Account(
        name=f"Ole {role.title()}",
        email=f"{role}-{secrets.token_hex(3)}@example.org",
        role=Role(role),
        language="en",
        has_money_right=True,
        password_hash="none",
    )
    with write_tx() as session:
        session.add(account)
    return account
