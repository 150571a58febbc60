"""In which language a page is written: by choice, then browser, then German."""

from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    abort,
    has_request_context,
    redirect,
    request,
    session,
)
from flask_babel import get_locale, get_translations
from werkzeug.wrappers import Response

from eventreg.extensions import csrf
from eventreg.web import access

LANGUAGES = ("de", "en", "tr")
DEFAULT = "de"
#: Where the session holds a choice.
KEY = "language"
#: Each language in its own words.
NAMES = {"de": "Deutsch", "en": "English", "tr": "Türkçe"}
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}

bp = Blueprint("web", __name__)


def language_name(language: str) -> str:
    """A language in its own words: "Türkçe"; an unknown one as its code."""
    return NAMES.get(language, language)


def current_language() -> str:
    """The language now being written: ``"de"`` outside any page or letter."""
    locale = get_locale()
    return locale.language if locale else DEFAULT


def text_direction() -> str:
    """``"rtl"`` or ``"ltr"``, for the ``dir`` attribute."""
    return "rtl" if current_language() in RIGHT_TO_LEFT else "ltr"


def choose() -> str:
    """The language for this request; German outside of one (worker, commands)."""
    if not has_request_context():
        return DEFAULT
    chosen = session.get(KEY)
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES, DEFAULT) or DEFAULT


@bp.post("/language")
@csrf.exempt
@access.public
def language() -> Response:
    """Remember the reader's language and show the same page again.

    Without a CSRF token, which would put a cookie on every page. The browser
    says itself from which page the form came; nothing but words depends on it.
    """
    if not came_from_here() or request.form.get("language") not in LANGUAGES:
        abort(400)
    session[KEY] = request.form["language"]
    return redirect(local_path(request.form.get("next")), 303)


def local_path(target: str | None, otherwise: str = "/") -> str:
    """``target`` if it is an address of this site, else ``otherwise``.

    Browsers read a backslash as a slash and drop tabs and line breaks.
    """
    if not target or any(char <= " " or char == "\\" for char in target):
        return otherwise
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not target.startswith("/"):
        return otherwise
    return otherwise if target.startswith("//") else target


def came_from_here() -> bool:
    """Whether the browser says that a page of this site sent the request."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.host


_catalogues: dict[str, Any] = {}


def _catalogue() -> Any:
    """The words of the current language; looked up some thirty times a page."""
    language = current_language()
    found = _catalogues.get(language)
    if found is None:
        found = _catalogues[language] = get_translations()
    return found


def init_app(app: Flask) -> None:
    settings = app.extensions["babel"]
    settings.locale_selector = choose
    settings.default_locale = DEFAULT
    app.register_blueprint(bp)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: _catalogue().ugettext(text),
        ngettext=lambda one, many, count: _catalogue().ungettext(one, many, count),
        pgettext=lambda context, text: _catalogue().upgettext(context, text),
        npgettext=lambda context, one, many, count: _catalogue().unpgettext(
            context, one, many, count
        ),
        newstyle=True,
    )
    app.jinja_env.globals.update(
        current_language=current_language,
        language_name=language_name,
        text_direction=text_direction,
        LANGUAGES=LANGUAGES,
    )
