"""How a page with a form answers: fresh, wrong, or refused by a rule."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import render_template
from flask_wtf import FlaskForm

from eventreg.errors import DomainError


def render_form(template: str, form: FlaskForm, **values: Any) -> tuple[str, int]:
    """The page with ``form``: 200 when fresh, 422 when wrong, 409 when refused.

    The template gets ``form``, ``form_failed`` and ``values``; ``base.html``
    begins the title with "Error:" when the form failed.
    """
    status = 200
    if form.errors:
        status = 409 if getattr(form, "was_refused", False) else 422
    page = render_template(template, form=form, form_failed=status != 200, **values)
    return page, status


@contextmanager
def form_errors(form: FlaskForm) -> Iterator[None]:
    """Bring a ``DomainError`` back onto the form; the view then shows it again.

    Goes outside ``write_tx()``, so that everything is rolled back first:
    ``with form_errors(form), write_tx(): …; return redirect(…)``.
    """
    try:
        yield
    except DomainError as error:
        form.form_errors.append(str(error))
        form.was_refused = True
