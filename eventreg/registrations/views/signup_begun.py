"""A form that was begun page by page: what is kept of it, and where it goes on."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.registrations import queries, services
from eventreg.registrations.forms import SignUpForm
from eventreg.registrations.forms.pages import (
    PEOPLE,
    Pairs,
    is_long,
    pages,
    sent_as,
    shown_pages,
)
from eventreg.registrations.models import SignUpDraft
from eventreg.registrations.views.signup_common import (
    BEGUN,
    build_form,
    remember,
    remembered,
)

#: The last page, on which everything stands once more.
CHECK = "check"


def begun_form(event: Event) -> SignUpDraft | None:
    """The form that this browser has begun.

    Its key also stands in the pages of the form, for when the session ran out.
    """
    key = request.form.get("draft", "") or remembered(BEGUN, event.slug)
    return queries.begun(key, event.id) if key else None


def fields_of(begun: SignUpDraft | None) -> Pairs:
    fields = begun.values.get("fields", []) if begun else []
    return [(name, value) for name, value in fields]


def posted() -> Pairs:
    return list(request.form.items(multi=True))


def people_form(event: Event, kept: Pairs) -> SignUpForm:
    if request.method != "POST" and kept:
        return build_form(event, (), formdata=sent_as(kept), meta={"csrf": False})
    return build_form(event, ())


def whole_form(
    event: Event, questions: Sequence[Question], kept: Pairs, *, files: bool = False
) -> SignUpForm:
    """The form as if all of it had been sent at once; the site asks for the proof.

    :param files: with those that have just come.
    """
    formdata: MultiDict[str, Any] = sent_as(kept)
    if files:
        formdata.update(request.files)
    return build_form(event, questions, formdata=formdata, meta={"csrf": False})


def keep(event: Event, begun: SignUpDraft | None, fields: Pairs, page: str) -> None:
    with write_tx():
        remember(BEGUN, event, services.keep_form(event, begun, fields, page=page))


def next_page(
    event: Event, questions: Sequence[Question], kept: Pairs, page: str
) -> str:
    """The page after ``page``, or back to the check if one came from there."""
    if request.form.get("back") == CHECK:
        return CHECK
    shown = shown_pages(whole_form(event, questions, kept), questions)
    order = [PEOPLE, *pages(questions)]
    after = order[order.index(page) + 1 :]
    return next((each for each in after if each in shown), CHECK)


def to(event: Event, page: str) -> ResponseReturnValue:
    return redirect(address(event, page), 303)


def at_the_start(event: Event, questions: Sequence[Question]) -> ResponseReturnValue:
    """To the first page, with why one is there."""
    if is_long(questions):
        flash(_not_here(), "notice")
    return to(event, PEOPLE)


def _not_here() -> str:
    if request.method == "POST":
        return _(
            "The beginning of the form is not kept in this browser. Please fill in "
            "this page; what you have just entered stands on the pages after it."
        )
    return _(
        "What you entered is not kept in this browser, so this is the start of the "
        "form. Did you begin it elsewhere? There, the later pages can send you a "
        "link to go on here."
    )


def address(event: Event, page: str, *, back: str | None = None) -> str:
    """Where a page of the form stands."""
    if page == PEOPLE:
        return url_for("signup.register", slug=event.slug, back=back)
    if page == CHECK:
        return url_for("signup.check", slug=event.slug)
    return url_for("signup.part", slug=event.slug, part=page, back=back)


def steps_of(questions: Sequence[Question], page: str) -> tuple[int, int]:
    """Which page of how many."""
    order = [PEOPLE, *pages(questions), CHECK]
    return order.index(page) + 1, len(order)


def goes_on(event: Event, begun: SignUpDraft | None) -> str:
    """Where the form goes on that was begun; empty: it was not, or is sent."""
    page = begun.values.get("page", "") if begun else ""
    return address(event, page) if page and page != PEOPLE else ""
