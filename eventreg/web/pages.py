"""How a page with a form answers: fresh, wrong, or refused by a rule."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import after_this_request, render_template
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from eventreg.errors import DomainError, TooOften
from eventreg.web.forms import Form


def render_form(template: str, form: FlaskForm, **values: Any) -> tuple[str, int]:
    """The page with ``form``: 200 when fresh, 422 when wrong, 409 when refused.

    429 when it came too often, with the header that says when to try again.

    The template gets ``form``, ``form_failed`` and ``values``; ``base.html``
    begins the title with "Error:" when the form failed.
    """
    status = 200
    if form.errors:
        status = 409 if getattr(form, "was_refused", False) else 422
    if wait := getattr(form, "wait", 0):
        status = 429
        after_this_request(retry_after(wait))
    page = render_template(template, form=form, form_failed=status != 200, **values)
    return page, status


@contextmanager
def form_errors(form: Form) -> Iterator[None]:
    """Bring a ``DomainError`` back onto the form; the view then shows it again.

    Goes outside ``write_tx()``, so that everything is rolled back first:
    ``with form_errors(form), write_tx(): …; return redirect(…)``.
    An error that speaks of a field stands there, as if the form had found it.
    """
    try:
        yield
    except DomainError as error:
        form.refusal = error
        if not form.blame(error):
            form.form_errors.append(str(error))
            form.was_refused = True
        form.wait = error.wait if isinstance(error, TooOften) else 0


def retry_after(seconds: int) -> Callable[[Response], Response]:
    """What puts on an answer when to ask again."""

    def put_on(response: Response) -> Response:
        response.headers["Retry-After"] = str(seconds)
        return response

    return put_on
