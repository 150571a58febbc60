"""For machines that watch: is the process alive, and can it work?"""

import logging
from collections.abc import Callable

import sqlalchemy as sa
from flask import jsonify
from werkzeug.wrappers import Response

from eventreg import schema
from eventreg.database import db
from eventreg.web import access
from eventreg.web.locale import bp

logger = logging.getLogger(__name__)

#: More to look at, by name; each says what is wrong, or nothing.
_checks: dict[str, Callable[[], str | None]] = {}


def add_check(name: str, check: Callable[[], str | None]) -> None:
    """Let ``/readyz`` look at one more thing, without which visitors are served.

    :param check: returns what is wrong in a word or two; ``None`` if nothing.
    """
    _checks[name] = check


@bp.get("/healthz")
@access.public
def healthz() -> Response:
    """The process answers. Says nothing about the database."""
    return jsonify(status="ok")


@bp.get("/readyz")
@access.public
def readyz() -> tuple[Response, int]:
    """200 if a visitor could be served, else 503, with each check's result.

    A worker that is gone is told, but must not take the pages down with it.
    """
    needed = {name: _run(check) for name, check in _own_checks().items()}
    others = {name: _run(check) for name, check in _checks.items()}
    is_ready = all(result == "ok" for result in needed.values())
    status = "ok" if is_ready else "not ready"
    answer = jsonify(status=status, checks=needed | others)
    return answer, 200 if is_ready else 503


def _own_checks() -> dict[str, Callable[[], str | None]]:
    return {"database": _database, "migrations": _migrations}


def _run(check: Callable[[], str | None]) -> str:
    try:
        return check() or "ok"
    except sa.exc.SQLAlchemyError as error:
        logger.error("readyz: %s", type(error).__name__)
        db.session.rollback()
        return "no answer"


def _database() -> None:
    db.session.execute(sa.text("SELECT 1"))


def _migrations() -> str | None:
    with db.engine.connect() as connection:
        found = schema.current_revision(connection)
    return None if found == schema.head() else f"at {found}, not {schema.head()}"
