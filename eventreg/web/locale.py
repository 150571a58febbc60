"""In which language a page is: by address, choice, person, browser, or German."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from babel import Locale
from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    g,
    has_request_context,
    redirect,
    request,
    session,
)
from flask_babel import get_locale, get_translations, refresh
from werkzeug.wrappers import Response

from eventreg.extensions import csrf
from eventreg.web import access

LANGUAGES = ("de", "en", "tr")
DEFAULT = "de"
#: Where the session holds a choice.
KEY = "language"
#: Where a request holds what ``prefer`` was told.
OF_READER = "reader_language"
#: What an address says of its language: ``?lang=tr``, for links to one of them.
IN_ADDRESS = "lang"
#: Each language in its own words.
NAMES = {"de": "Deutsch", "en": "English", "tr": "Türkçe"}
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}

bp = Blueprint("web", __name__)


def language_name(language: str) -> str:
    """A language in its own words: "Türkçe"; an unknown one as its code."""
    return NAMES.get(language, language)


def language_word(language: str) -> str:
    """A language in the reader's words: "Turkish"; an unknown one as its code."""
    if language not in NAMES:
        return language
    return str(Locale(language).get_language_name(current_language()))


def current_language() -> str:
    """The language now being written: ``"de"`` outside any page or letter."""
    locale = _kept_locale() or get_locale()
    return locale.language if locale else DEFAULT


def _kept_locale() -> Locale | None:
    """What ``get_locale`` found before; ``None``: it has not been asked yet.

    It looks four times through the proxy of ``g``, and a long list asks a thousand
    times for the language.
    """
    try:
        kept = g._get_current_object()
    except RuntimeError:
        return None  # Outside of any page or letter.
    return getattr(getattr(kept, "_flask_babel", None), "babel_locale", None)


def text_direction() -> str:
    """``"rtl"`` or ``"ltr"``, for the ``dir`` attribute."""
    return "rtl" if current_language() in RIGHT_TO_LEFT else "ltr"


def choose() -> str:
    """The language for this request; German outside of one (worker, commands)."""
    if not has_request_context():
        return DEFAULT
    chosen = language_in_address() or session.get(KEY) or g.get(OF_READER)
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES, DEFAULT) or DEFAULT


def prefer(language: str) -> None:
    """Write this page in the language of the person whose own link opened it.

    Their letters are in it. What the address says, or what was chosen in this
    browser, comes first; nothing is remembered.
    """
    g.setdefault(OF_READER, language)
    refresh()


def remember(language: str) -> None:
    """Write what follows in ``language`` too, unless this browser has chosen one."""
    session.setdefault(KEY, language)


def answer_in(blueprint: Blueprint, language_of: Callable[[str], str | None]) -> None:
    """A press on a page of somebody's own link is answered in their language.

    From the first word on: the refusal of a form that has grown old too, which
    no view is asked about. Pages that are opened prefer it themselves.

    :param language_of: the language of whose link has this token.
    """

    def prepare(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        token = (values or {}).get("token", "")
        # What cannot be a token is refused later, before any database chokes on it.
        if request.method != "POST" or "\0" in token:
            return
        language = language_of(token)
        if language is not None:
            prefer(language)

    blueprint.url_value_preprocessor(prepare)


def language_in_address() -> str | None:
    """The language that this page's address asks for; ``None``: it does not."""
    if not has_request_context():
        return None
    wanted = request.args.get(IN_ADDRESS)
    return wanted if wanted in LANGUAGES else None


def keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """From a page in one language the ways on lead to pages in the same.

    A visitor who followed such a link stays in it, without a cookie.
    """
    wanted = language_in_address()
    if wanted is None or IN_ADDRESS in values or endpoint in _ONE_FOR_ALL:
        return
    if _is_public(endpoint):
        values[IN_ADDRESS] = wanted


#: They are the same in each language.
_ONE_FOR_ALL = {"static", "web.language"}


def _is_public(endpoint: str) -> bool:
    mark = getattr(current_app.view_functions.get(endpoint), "access", None)
    return isinstance(mark, access.Access) and mark.door is access.Door.PUBLIC


def _without_language(target: str) -> str:
    """An address of ours that says nothing of a language."""
    path, _mark, query = target.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [pair for pair in pairs if pair[0] != IN_ADDRESS]
    if kept == pairs:
        return target
    return f"{path}?{urlencode(kept)}" if kept else path


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
    return redirect(_without_language(local_path(request.form.get("next"))), 303)


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
    app.url_defaults(keep_language)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: _catalogue().ugettext(text),
        ngettext=lambda one, many, count: _catalogue().ungettext(one, many, count),
        pgettext=lambda context, text: _catalogue().upgettext(context, text),
        npgettext=lambda context, one, many, count: _catalogue().unpgettext(
            context, one, many, count
        ),
        newstyle=True,
    )
    app.jinja_env.filters["language_word"] = language_word
    app.jinja_env.globals.update(
        current_language=current_language,
        language_in_address=language_in_address,
        language_name=language_name,
        text_direction=text_direction,
        LANGUAGES=LANGUAGES,
    )
