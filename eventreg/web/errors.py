"""Pages for what went wrong: what it was, and what to do now."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app, g, make_response, render_template, request
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from eventreg.database import db
from eventreg.errors import DomainError, Gone, TooOften
from eventreg.web import access
from eventreg.web.locale import came_from_here, local_path
from eventreg.web.logs import request_id
from eventreg.web.lost_files import lost
from eventreg.web.pages import retry_after

#: Heading and what to do, by status.
WORDS: dict[int, tuple[Any, Any]] = {
    400: (
        _l("That did not arrive as it should have"),
        _l("Go back, load the page again and try once more."),
    ),
    401: (_l("Sign in first"), _l("This page is for staff. Sign in and come back.")),
    403: (
        _l("This page is not open to you"),
        _l("Your account may not do this. Ask the director if you need it."),
    ),
    404: (
        _l("This page is not here"),
        _l(
            "The address may be mistyped, or the link may be out of date. If it came "
            "in an e-mail, use the newest one."
        ),
    ),
    405: (
        _l("This address cannot be opened like that"),
        _l("Start again from the home page."),
    ),
    409: (_l("That is not possible now"), _l("Go back and look at the page again.")),
    410: (_l("This is over"), _l("Start again from the home page.")),
    413: (
        _l("That is too large"),
        _l(
            "Nothing was saved. Go back: in most cases what you have typed is still in "
            "the form. If your browser does not show it any more, open the page anew "
            "and fill it in once more. Choose smaller files, each of at most 10 MB and "
            "all together of at most 60 MB."
        ),
    ),
    429: (
        _l("Too many attempts"),
        _l("Wait a few minutes and try again. Nothing you have sent is lost."),
    ),
    500: (
        _l("Something went wrong on our side"),
        _l(
            "Try again in a minute. If it keeps happening, write to us and quote this "
            "number:"
        ),
    ),
    503: (_l("The site is busy"), _l("Try again in a minute.")),
}
#: What to do after 413 where no file was asked for.
TOO_MUCH_TYPED = _l(
    "A form may hold at most 1 MB. Go back, shorten what you have typed and send it "
    "again."
)
#: Never sent back to the browser inside a page.
_UNKEPT = ("csrf_token", "password")


def on_http_error(error: HTTPException) -> Response | HTTPException:
    """The page for a status; redirects and unusual answers pass through."""
    code = error.code or 500
    if code < 400 or error.response is not None:
        return error
    if code == 401 and request.method == "POST":
        return _send_again(401)
    if code == 413 and not request.takes_files:  # type: ignore[attr-defined]
        page = _page(code, sentence=TOO_MUCH_TYPED)
    else:
        page = _page(code)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            page.headers[name] = value
    return page


def on_domain_error(error: DomainError) -> Response:
    """A rule said no to an act without input: its sentence, on a page."""
    if isinstance(error, Gone):
        return _page(404)
    if not isinstance(error, TooOften):
        return _page(409, sentence=str(error))
    return retry_after(error.wait)(_page(429, sentence=str(error)))


def on_csrf_error(_error: CSRFError) -> Response:
    """The proof that our page sent it is missing or old, mostly an ended session.

    If it did come from a page of ours, what was typed can be sent once more.
    """
    return _send_again(400)


def on_crash(error: InternalServerError) -> Response:
    """Flask has logged it with this request's id, which the page shows.

    Nothing here may ask the database, which may be what has failed.
    """
    g.is_broken = True
    db.session.rollback()
    return _page(500, number=request_id())


def _send_again(code: int) -> Response:
    """What was typed, to be sent once more; nothing if it came from elsewhere."""
    is_ours = came_from_here()
    page = render_template(
        "errors/send_again.html",
        code=code,
        kept=list(_typed()) if is_ours else [],
        lost=list(lost()) if is_ours else [],
        sign_in=access.sign_in_address(),
    )
    return make_response(page, code)


def _typed() -> Iterable[tuple[str, str]]:
    for name, value in request.form.items(multi=True):
        if not any(word in name for word in _UNKEPT):
            yield name, value


def _again() -> str:
    """Where one looks once more: here, or on the page on which the button stood.

    What takes only forms cannot be opened.
    """
    if request.method in {"GET", "HEAD"}:
        return request.path
    came_from = urlsplit(request.referrer or "")
    before = came_from._replace(scheme="", netloc="", fragment="").geturl()
    is_ours = came_from.netloc == request.host
    ways = [local_path(before, request.path) if is_ours else "", request.path]
    return next(filter(_can_be_opened, ways), "/")


def _can_be_opened(address: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    path = urlsplit(address).path
    return bool(adapter and path and "GET" in adapter.allowed_methods(unquote(path)))


def _page(code: int, **values: Any) -> Response:
    words = code if code in WORDS else 400 if code < 500 else 500
    heading, sentence = WORDS[words]
    values = {"heading": heading, "sentence": sentence, "again": _again(), **values}
    values["reference"] = request_id()
    return make_response(
        render_template("errors/error.html", code=code, **values), code
    )


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(DomainError, on_domain_error)
    app.register_error_handler(CSRFError, on_csrf_error)
    app.register_error_handler(InternalServerError, on_crash)
