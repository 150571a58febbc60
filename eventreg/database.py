"""One database for everything: the base of all models, and ``write_tx()``."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, Session, declared_attr

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Parent of all models; a table is named after its class."""

    metadata = sa.MetaData(naming_convention=NAMING_CONVENTION)

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


class Db(SQLAlchemy):
    """Flask-SQLAlchemy for engines and the session, with SQLite made safe."""

    def _make_engine(
        self, bind_key: str | None, options: dict[str, Any], app: Flask
    ) -> Engine:
        engine = super()._make_engine(bind_key, options, app)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _on_connect)
            event.listen(engine, "begin", _on_begin)
        return engine


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not send its own BEGIN
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 30000")  # first: the next can meet a lock
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # NORMAL can lose the last commits at a power cut.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


db = Db(metadata=Base.metadata, disable_autonaming=True)

#: SQLite lets one write at a time and makes the others poll, up to 100 ms apart
#: and in no order. Threads of one process queue here instead, so that only
#: processes meet at the file.
_writers = threading.RLock()


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for this thread's turn to write, where the database needs turns."""
    if db.engine.dialect.name != "sqlite":
        yield
        return
    with _writers:
        yield


@contextmanager
def write_tx() -> Iterator[Session]:
    """One change, whole or not at all; the only way to change anything.

    Opened by views, commands and the worker; services run inside and never
    commit. On SQLite the write lock is taken at the start, because a read
    snapshot that turns into a write fails at once, whatever the time-out.

    :raises RuntimeError: something was changed outside, or it is opened twice.
    """
    with _turn():
        yield from _write_tx(db.session())


def _write_tx(session: Session) -> Iterator[Session]:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("unflushed changes outside write_tx")
    if session.info.get("write_tx"):
        raise RuntimeError("write_tx inside write_tx")
    if session.in_transaction():
        session.rollback()  # drop the snapshot that this request already read
    session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
    aftermath = session.info["write_tx"] = _Aftermath()
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        _run(aftermath.undone)
        raise
    finally:
        session.info.pop("write_tx", None)
    _run(aftermath.done)


Act = Callable[[], None]


@dataclass
class _Aftermath:
    """What is to happen outside the database, once it is known how it ended."""

    done: list[Act] = field(default_factory=list)
    undone: list[Act] = field(default_factory=list)


def once_committed(act: Act) -> None:
    """Have ``act`` done when the open ``write_tx()`` is over and stands.

    For files beside the database. It may ask the database nothing.
    """
    _aftermath().done.append(act)


def if_rolled_back(act: Act) -> None:
    """Have ``act`` done if the open ``write_tx()`` comes to nothing."""
    _aftermath().undone.append(act)


def _aftermath() -> _Aftermath:
    found = db.session().info.get("write_tx")
    if found is None:
        raise RuntimeError("outside write_tx")
    return found


def _run(acts: list[Act]) -> None:
    for act in acts:
        act()


@contextmanager
def own_tx() -> Iterator[Connection]:
    """A short transaction of its own, which outlives a rollback of the request.

    For rate counters, last-seen and audit rows that a GET writes.
    """
    engine = db.engine.execution_options(sqlite_begin="IMMEDIATE")
    with _turn(), engine.begin() as connection:
        yield connection


def insert_ignore(table: Any) -> Any:
    """An INSERT that does nothing on conflict, for the database in use.

    Add ``.values(…)`` and ``.returning(…)``: the row count is -1 on PostgreSQL.
    """
    return upsert(table).on_conflict_do_nothing()


def upsert(table: Any) -> Any:
    """The INSERT of the database in use, which knows ``on_conflict_…``."""
    from sqlalchemy.dialects import postgresql, sqlite

    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
