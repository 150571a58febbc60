"""What each answer tells the browser it must not do."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request

from eventreg.web.access import Access, Door

View = TypeVar("View", bound=Callable[..., Any])

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
#: For previews: shown in a sandboxed frame of our own, can run and load nothing.
FRAMED_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'self'"
)
PERMISSIONS = (
    "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), "
    "browsing-topics=()"
)


def framed(view: View) -> View:
    """Mark a preview: letters and documents, which bring their own styles."""
    view.framed = True  # type: ignore[attr-defined]
    return view


def add(response: Response) -> Response:
    """Put the headers on; a view's own ones stay."""
    view = current_app.view_functions.get(request.endpoint or "")
    is_framed = getattr(view, "framed", False)
    policy = FRAMED_POLICY if is_framed else POLICY
    headers = response.headers
    headers.setdefault("Content-Security-Policy", policy)
    headers.setdefault("X-Frame-Options", "SAMEORIGIN" if is_framed else "DENY")
    headers.setdefault("X-Content-Type-Options", "nosniff")
    # Flask-WTF wants a Referer on https; other sites must not see a token.
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", PERMISSIONS)
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = _cache_control(view)
    if response.mimetype == "text/html":
        response.vary.add("Accept-Language")
        response.vary.add("Cookie")
    return response


def _cache_control(view: Any) -> str:
    """Pages about a person are kept nowhere; others are asked for anew."""
    access = getattr(view, "access", None)
    if isinstance(access, Access) and access.door is Door.PUBLIC:
        return "private, no-cache"
    return "no-store"


def init_app(app: Flask) -> None:
    app.after_request(add)
