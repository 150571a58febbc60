"""A visitor who looks at each page as a strict reviewer would."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from eventreg.database import db
from tests.house_rules import check_house_rules, text_of

__all__ = ["HouseClient", "HousePage", "count_queries", "text_of"]


class HousePage(TestResponse):
    """An answer; ``page`` is its HTML, read."""

    page: BeautifulSoup

    @property
    def heading(self) -> str:
        return text_of(self.page.h1)

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        return [text_of(li) for li in self.page.select(".error-summary li")]

    @property
    def flashes(self) -> list[str]:
        return [text_of(flash) for flash in self.page.select(".flash")]


class HouseClient(FlaskClient):
    """Runs each request as production does: own ``g``, own database session.

    POSTs carry a valid CSRF token unless ``csrf=False``; ``rules=False`` leaves
    an answer unread that is packed.
    """

    def open(
        self, *args: Any, csrf: bool = True, rules: bool = True, **kwargs: Any
    ) -> Any:
        headers = dict(kwargs.pop("headers", None) or {})
        headers.setdefault("Accept-Language", "en")
        if csrf and kwargs.get("method") == "POST":
            headers["X-CSRFToken"] = self.csrf_token()
        kwargs.setdefault("buffered", True)  # read to the end, files closed
        with self.application.app_context():
            response: Any = super().open(*args, headers=headers, **kwargs)
        response.request.environ["wsgi.input"].close()  # a file where much was sent
        db.session.rollback()  # what the test holds is read again
        response.__class__ = HousePage
        is_page = response.mimetype == "text/html" and response.data
        if rules and is_page and response.status_code // 100 != 3:
            response.page = BeautifulSoup(response.text, "html.parser")
            check_house_rules(response.page, framed=_is_framed(response))
        return response

    def csrf_token(self) -> str:
        """What the forms of this visitor's session carry."""
        with (
            self.application.app_context(),
            self.application.test_request_context(),
            self.session_transaction() as session,
        ):
            from flask import session as current

            current.update(session)
            token: str = generate_csrf()
            session["csrf_token"] = current["csrf_token"]
        return token


@contextmanager
def count_queries() -> Iterator[list[str]]:
    """The statements sent meanwhile, without BEGIN, COMMIT and savepoints."""
    statements: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append(statement)

    engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def _is_framed(response: TestResponse) -> bool:
    policy = response.headers.get("Content-Security-Policy", "")
    return "frame-ancestors 'self'" in policy
