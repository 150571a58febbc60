"""A visitor who looks at each page as a strict reviewer would."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from eventreg.database import db

#: Posted without a token: it changes nothing but words (see web.locale).
WITHOUT_TOKEN = {"/language"}


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


def check_house_rules(page: BeautifulSoup, *, framed: bool = False) -> None:
    """Fail unless ``page`` is what every page of the house must be."""
    assert _outside(page) == [], "a page loads nothing from elsewhere"
    if framed:
        return
    assert page.html is not None, "a page is a whole document"
    assert page.html.get("lang"), "a page says its language"
    assert len(page.select("h1")) == 1, "a page has one h1"
    heading, title = text_of(page.h1), text_of(page.title)
    bare = re.sub(r"^(Error|Fehler|Hata): ", "", title)
    assert bare.startswith(heading), f"title {title!r} begins with h1 {heading!r}"
    assert _twice(page) == [], "ids are unique"
    assert _unlabelled(page) == [], "each control has a label"
    assert _dangling(page) == [], "what is referred to by id is there"
    assert page.select("[style], style") == [], "no inline style"
    assert _inline_scripts(page) == [], "no inline script"
    assert _empty_links(page) == [], "each link and button says something"
    assert _open_forms(page) == [], "each POST form carries a CSRF token"
    assert _nested(page) == [], "no form in a form"


def text_of(tag: Tag | None) -> str:
    """The visible text, white space squeezed."""
    return " ".join(tag.get_text(" ").split()) if tag else ""


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


def _twice(page: BeautifulSoup) -> list[str]:
    ids = Counter(str(tag["id"]) for tag in page.select("[id]"))
    return [name for name, count in ids.items() if count > 1]


def _unlabelled(page: BeautifulSoup) -> list[str]:
    named = {str(label["for"]) for label in page.select("label[for]")}
    controls = page.select("input, select, textarea")
    return [
        str(control)
        for control in controls
        if control.get("type") not in {"hidden", "submit", "button"}
        and control.get("id") not in named
        and not control.get("aria-label")
        and not control.get("aria-labelledby")
        and control.find_parent("label") is None
    ]


def _dangling(page: BeautifulSoup) -> list[str]:
    ids = {str(tag["id"]) for tag in page.select("[id]")}
    named = [
        name
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
        for tag in page.select(f"[{attribute}]")
        for name in str(tag[attribute]).split()
    ]
    named += [str(a["href"])[1:] for a in page.select('a[href^="#"]')]
    return [name for name in named if name not in ids]


def _inline_scripts(page: BeautifulSoup) -> list[str]:
    handlers = [
        str(tag)
        for tag in page.find_all(True)
        if any(str(name).startswith("on") for name in tag.attrs)
    ]
    scripts = [
        str(script)
        for script in page.select("script")
        if not script.get("src") and script.get("type") != "application/ld+json"
    ]
    return handlers + scripts + [str(a) for a in page.select('a[href^="javascript:"]')]


def _outside(page: BeautifulSoup) -> list[str]:
    loads = [
        str(tag.get("src") or tag.get("srcset") or "")
        for tag in page.select("script, img, iframe, source, audio, video, embed")
    ]
    loads += [
        str(link.get("href", ""))
        for link in page.select("link")
        if not {"canonical", "alternate"} & set(link.get("rel") or [])
    ]
    return [url for url in loads if urlsplit(url).netloc]


def _empty_links(page: BeautifulSoup) -> list[str]:
    return [
        str(tag)
        for tag in page.select("a, button")
        if not text_of(tag)
        and not tag.get("aria-label")
        and not any(img.get("alt") for img in tag.select("img"))
    ] + [str(a) for a in page.select("a") if not a.get("href")]


def _open_forms(page: BeautifulSoup) -> list[str]:
    return [
        str(form)[:200]
        for form in page.select("form")
        if str(form.get("method", "")).lower() == "post"
        and form.get("action") not in WITHOUT_TOKEN
        and not form.select_one('input[name="csrf_token"][value]')
    ]


def _nested(page: BeautifulSoup) -> list[str]:
    return [str(form)[:200] for form in page.select("form form")]
