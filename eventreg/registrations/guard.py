"""What keeps machines and floods away from the public forms.

No puzzles, and nothing that shuts a person out: whoever looks like a machine
is asked to look over the form and send it again.
"""

from typing import Any

from flask import current_app
from itsdangerous import BadSignature, Signer

from eventreg import clock
from eventreg.web import access, floods
from eventreg.web.floods import LETTER_LIMIT, TooMany
from eventreg.web.forms import Form
from eventreg.web.pages import render_form

__all__ = [
    "LETTER_LIMIT",
    "GuardedForm",
    "TooMany",
    "count",
    "is_hasty",
    "is_known",
    "looked_over",
    "render_guarded",
    "stamp",
]


class GuardedForm(Form):
    """A form that strangers send."""


def stamp() -> str:
    """When a form was shown, signed, for its hidden field."""
    return _signer().sign(str(_now())).decode()


def is_hasty(stamped: str | None) -> bool:
    """Whether a form came back sooner than a person can fill it in."""
    shortest = current_app.config["FORM_MIN_SECONDS"] * 1000
    shown = _read(stamped)
    return shortest > 0 and (shown is None or _now() - shown < shortest)


def looked_over() -> str:
    """A stamp for a form shown once more: however fast it comes, it is no hasty one."""
    return _signer().sign("0").decode()


def is_known() -> bool:
    """Whether staff or a signed-in member sends this, and no stranger."""
    return access.me() is not None or access.member() is not None


def count(form: GuardedForm, *emails: str) -> None:
    """Count one form from this network and one letter to each of ``emails``.

    Staff and signed-in members are not counted. Goes before ``write_tx()``.

    :raises TooMany: over FORM_LIMIT, or an address gets no more letters now.
    """
    if is_known():
        return
    try:
        floods.count(*emails)
    except TooMany as refused:
        form.wait = refused.wait
        raise


def render_guarded(
    template: str, form: GuardedForm, **values: Any
) -> tuple[str, int, dict[str, str]]:
    """As ``render_form``; 429 where the form came too often."""
    page, status = render_form(template, form, **values)
    if form.wait:
        return page, 429, {"Retry-After": str(form.wait)}
    return page, status, {}


def _read(stamped: str | None) -> int | None:
    try:
        return int(_signer().unsign(stamped or ""))
    except (BadSignature, ValueError):
        return None


def _signer() -> Signer:
    return Signer(current_app.secret_key or "", salt="form-shown")


def _now() -> int:
    """Milliseconds since 1970."""
    return int(clock.now().timestamp() * 1000)
