"""Who may open a page: each view bears one mark, checked before it runs."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from eventreg.web.roles import Role

View = TypeVar("View", bound=Callable[..., Any])

#: The page of accounts on which staff sign in, and that of people for members.
SIGN_IN = "accounts.sign_in"
MEMBER_SIGN_IN = "members.sign_in"


class Door(StrEnum):
    PUBLIC = "public"
    #: The secret in the address opens it; the view looks whose it is.
    OWN_LINK = "own_link"
    STAFF = "staff"
    #: A member who came in by a link in a letter.
    MEMBER = "member"


@dataclass(frozen=True)
class Access:
    """A mark. No roles on a staff page: everybody who is signed in."""

    door: Door
    roles: frozenset[Role] = frozenset()
    #: Opens also for who has something to settle before all else.
    before_errands: bool = False
    #: Opens only for who looks after money.
    needs_money: bool = False

    def lets_in(self, account: Any) -> bool:
        has_role = not self.roles or account.role in self.roles
        return has_role and (account.handles_money or not self.needs_money)


def public(view: View) -> View:
    """Everybody may open it."""
    return _mark(view, Access(Door.PUBLIC))


def own_link(view: View) -> View:
    """Whoever has the link may open it; a wrong one must look missing."""
    return _mark(view, Access(Door.OWN_LINK))


def staff(*roles: Role) -> Callable[[View], View]:
    """Signed-in staff with one of ``roles`` may open it; no roles: all staff."""
    return lambda view: _mark(view, Access(Door.STAFF, frozenset(roles)))


def money(view: View) -> View:
    """The director may open it, and who of the office has the right to money."""
    roles = frozenset({Role.DIRECTOR, Role.OFFICE})
    return _mark(view, Access(Door.STAFF, roles, needs_money=True))


def errand(view: View) -> View:
    """All staff may open it, also those who must settle it before all else."""
    return _mark(view, Access(Door.STAFF, before_errands=True))


def member_only(view: View) -> View:
    """Signed-in members may open it, nobody else."""
    return _mark(view, Access(Door.MEMBER))


#: Who knows which page an account has to go through first; supplied by accounts.
_errand_loader: list[Callable[[Any], str]] = []


def supply_errand(load: Callable[[Any], str]) -> None:
    """Let ``load`` say to which endpoint an account must go first; empty: none."""
    _errand_loader[:] = [load]


#: Who asks whether a member is signed in; supplied by people.
_member_loader: list[Callable[[], Any]] = []


def supply_member(load: Callable[[], Any]) -> None:
    """Let ``load`` say which person this request's cookie signs in."""
    _member_loader[:] = [load]


def member() -> Any:
    """The person who is signed in as a member; ``None`` without one."""
    if g.get("is_broken"):  # the page for an error must not ask the database
        return None
    if "member" not in g:
        g.member = _member_loader[0]() if _member_loader else None
    return g.member


def me() -> Any:
    """The account that is signed in, itself and no proxy; ``None`` without one."""
    if g.get("is_broken"):  # the page for an error must not ask the database
        return None
    account = current_user._get_current_object()
    return account if account is not None and account.is_authenticated else None


def may_open(endpoint: str) -> bool:
    """Whether the person who reads this page may open ``endpoint`` too."""
    access = _access_of(endpoint)
    if access.door is Door.MEMBER:
        return member() is not None
    if access.door is not Door.STAFF:
        return True
    account = me()
    return account is not None and access.lets_in(account)


def check() -> Response | None:
    """Before each request: let pass, send to the sign-in, or refuse.

    :raises RuntimeError: the endpoint bears no mark.
    """
    if "\0" in request.path:  # no address has it, and PostgreSQL chokes on it
        abort(404)
    if request.endpoint is None or request.endpoint == "static":
        return None
    access = _access_of(request.endpoint)
    if access.door is Door.MEMBER:
        return None if member() is not None else _to_sign_in(MEMBER_SIGN_IN)
    if access.door is not Door.STAFF:
        return None
    account = me()
    if account is None:
        return _to_sign_in(SIGN_IN)
    if not access.lets_in(account):
        abort(403)
    if not access.before_errands and (first := _first_errand(account)):
        return _to_sign_in(first)
    return None


def _first_errand(account: Any) -> str:
    return _errand_loader[0](account) if _errand_loader else ""


def sign_in_address() -> str:
    """Where whoever was signed out comes in again to this request's page."""
    access = _access_of(request.endpoint) if request.endpoint else None
    is_members = access is not None and access.door is Door.MEMBER
    return url_for(MEMBER_SIGN_IN if is_members else SIGN_IN)


def _to_sign_in(endpoint: str) -> Response:
    if set(request.form) - {"csrf_token"}:
        abort(401)  # its page keeps what was typed
    return redirect(url_for(endpoint, next=_here()), 303)


def _here() -> str | None:
    """This page, to come back to; what was posted cannot be opened again."""
    if request.method not in {"GET", "HEAD"}:
        return None
    return request.full_path.rstrip("?")


def _mark(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def _access_of(endpoint: str) -> Access:
    access = getattr(current_app.view_functions.get(endpoint), "access", None)
    if not isinstance(access, Access):
        raise RuntimeError(f"{endpoint} does not say who may open it")
    return access
