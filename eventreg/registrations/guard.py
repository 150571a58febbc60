"""What keeps machines and floods away from the public forms.

No puzzles, and nothing that shuts a person out: whoever looks like a machine
is asked to look over the form and send it again.
"""

import hashlib
from typing import Any

from flask import current_app
from flask_babel import ngettext
from itsdangerous import BadSignature, Signer

from eventreg import clock
from eventreg.errors import TooOften
from eventreg.web import access
from eventreg.web.forms import Form
from eventreg.web.pages import render_form
from eventreg.web.rate_limit import client_network, hit, seconds_left

#: FORM_LIMIT forms from one network in so many seconds.
FORM_WINDOW = 600
#: So many letters to one address that strangers can cause, in an hour.
LETTER_LIMIT = 5
LETTER_WINDOW = 3600


class TooMany(TooOften):
    """Over a limit."""

    def __init__(self, wait: int) -> None:
        minutes = -(-wait // 60)
        super().__init__(
            ngettext(
                "There have been very many tries just now. Please try again in "
                "%(num)d minute.",
                "There have been very many tries just now. Please try again in "
                "%(num)d minutes.",
                minutes,
            ),
            wait=wait,
        )


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


def is_genuine(stamped: str | None) -> bool:
    """Whether we wrote this stamp."""
    return _read(stamped) is not None


def count(form: GuardedForm, *emails: str) -> None:
    """Count one form from this network and one letter to each of ``emails``.

    Staff are not counted. Goes before ``write_tx()``.

    :raises TooMany: over FORM_LIMIT, or an address gets no more letters now.
    """
    if access.me() is not None:
        return
    limit = current_app.config["FORM_LIMIT"]
    if not hit(f"form:{client_network()}", limit, FORM_WINDOW):
        _refuse(form, FORM_WINDOW)
    for email in sorted({email.lower() for email in emails if email}):
        # Counters are no place for addresses.
        address = hashlib.sha256(email.encode()).hexdigest()[:32]
        if not hit(f"letter:{address}", LETTER_LIMIT, LETTER_WINDOW):
            _refuse(form, LETTER_WINDOW)


def _refuse(form: GuardedForm, per: int) -> None:
    form.wait = seconds_left(per)
    raise TooMany(form.wait)


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
