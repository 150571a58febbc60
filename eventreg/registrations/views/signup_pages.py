"""Signing up page by page, where an event asks much; gone on with for a week."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field

from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.events.questions.queries import asked_at
from eventreg.events.questions.states import Stage
from eventreg.registrations import guard, queries, services
from eventreg.registrations.forms import SendAgainForm, SignUpForm
from eventreg.registrations.forms.pages import (
    PEOPLE,
    Pairs,
    Where,
    keep_errors_of,
    pages,
    parts_of,
    sent_as,
    show_only,
    shown_pages,
    with_files,
)
from eventreg.registrations.forms.summary import summary
from eventreg.registrations.guard import render_guarded
from eventreg.registrations.models import SignUpDraft
from eventreg.registrations.views.files import keep_files
from eventreg.registrations.views.signup_common import (
    BEGUN,
    bp,
    build_form,
    event_words,
    forgotten,
    form_page,
    full_choices,
    privacy_version,
    remember,
    remembered,
    show_sent,
    take_in,
    visible_event,
)
from eventreg.web import access
from eventreg.web.dates import format_when
from eventreg.web.pages import form_errors
from eventreg.web.requests import takes_files

#: The last page, on which everything stands once more.
CHECK = "check"


def first_page(event: Event, questions: Sequence[Question]) -> ResponseReturnValue:
    """Who comes; what the event asks follows on pages of its own."""
    begun = _begun(event)
    kept = _fields(begun)
    where = Where(questions)
    own = [pair for pair in kept if where(pair[0]) == PEOPLE]
    form = _people_form(event, own)
    shown: dict[str, Any] = {
        "steps": _steps(questions, PEOPLE),
        "begun": _goes_on(event, begun),
        "back": request.values.get("back", ""),
    }
    if "party" in request.form:
        added = form.change_party(request.form["party"])
        return form_page(event, form, added=added, **shown)
    is_valid = form.validate_on_submit()
    look_again = is_valid and form.looks_automatic() and not guard.is_known()
    if look_again:
        form.show_again()
    elif is_valid:
        with form_errors(form):
            if begun is None:
                guard.count(form)
            merged = where.merged(kept, _posted(), PEOPLE)
            page = _next(event, questions, merged, PEOPLE)
            _keep(event, begun, merged, page)
            return _to(event, page)
    return form_page(event, form, look_again=look_again, **shown)


@bp.route("/part/<part>", methods=["GET", "POST"])
@access.public
@takes_files
def part(slug: str, part: str) -> ResponseReturnValue:
    """The questions of one section, for everybody on the form."""
    event = visible_event(slug)
    questions, begun = asked_at(event, Stage.APPLICATION), _begun(event)
    if begun is not None and (sent := services.sent_of(begun)):
        return show_sent(event, sent)
    where, kept = Where(questions), _fields(begun)
    is_post = request.method == "POST"
    if is_post:
        kept = where.merged(kept, _posted(), part)
    if begun is None or part not in pages(questions):
        # Nothing is lost: what came is kept, and stands there again in its turn.
        if is_post and kept:
            _keep(event, begun, kept, PEOPLE)
        return _to(event, CHECK if begun else PEOPLE)
    form = _whole_form(event, questions, kept, files=is_post)
    show_only(form, questions, part)
    if is_post:
        form.validate()
        keep_files(parts_of(form))
        kept = with_files(form, kept, where, part)
        keep_errors_of(form, where, part)
        is_valid = not form.visible_errors()
        page = _next(event, questions, kept, part) if is_valid else part
        later = "later" in request.form
        _keep(event, begun, kept, part if later else page)
        if later:
            return _send_link(event, begun, form, part)
        if is_valid:
            return _to(event, page)
    return _part_page(event, form, questions, part, begun)


@bp.route("/check", methods=["GET", "POST"])
@access.public
def check(slug: str) -> ResponseReturnValue:
    """Everything once more, with a way to each page, and the button that sends."""
    event = visible_event(slug)
    questions, begun = asked_at(event, Stage.APPLICATION), _begun(event)
    if begun is None:
        return _to(event, PEOPLE)
    if sent := services.sent_of(begun):
        return show_sent(event, sent)
    form = _whole_form(event, questions, _fields(begun))
    is_valid = form.validate()
    if request.method == "POST" and "later" in request.form:
        return _send_link(event, begun, form, CHECK)
    if request.method == "POST" and is_valid:
        with form_errors(form), full_choices(form, event):
            typed = form.typed(privacy_version())
            return take_in(event, form, typed, begun=begun)
    return _check_page(event, form, questions, begun)


@bp.post("/afresh")
@access.public
def afresh(slug: str) -> ResponseReturnValue:
    """Throw away what was begun."""
    event = visible_event(slug)
    begun = _begun(event)
    if begun is not None:
        with write_tx():
            services.forget_form(begun)
    return _to(event, PEOPLE)


@bp.route("/resume/<token>", methods=["GET", "POST"])
@access.public
def resume(slug: str, token: str) -> ResponseReturnValue:
    """Where the link in our letter leads; a button takes the form up again."""
    event = visible_event(slug)
    begun = queries.begun(token, event.id)
    if begun is None:
        return forgotten(event)
    form = SendAgainForm()
    if form.validate_on_submit():
        remember(BEGUN, event, begun)
        if sent := services.sent_of(begun):
            return show_sent(event, sent)
        return _to(event, begun.values.get("page", PEOPLE))
    page = "registrations/signup/resume.html"
    return render_guarded(page, form, **event_words(event))


def _begun(event: Event) -> SignUpDraft | None:
    """The form that this browser has begun.

    Its key also stands in the pages of the form, for when the session ran out.
    """
    key = request.form.get("draft", "") or remembered(BEGUN, event.slug)
    return queries.begun(key, event.id) if key else None


def _fields(begun: SignUpDraft | None) -> Pairs:
    fields = begun.values.get("fields", []) if begun else []
    return [(name, value) for name, value in fields]


def _posted() -> Pairs:
    return list(request.form.items(multi=True))


def _people_form(event: Event, kept: Pairs) -> SignUpForm:
    if request.method != "POST" and kept:
        return build_form(event, (), formdata=sent_as(kept), meta={"csrf": False})
    return build_form(event, ())


def _whole_form(
    event: Event, questions: Sequence[Question], kept: Pairs, *, files: bool = False
) -> SignUpForm:
    """The form as if all of it had been sent at once; the site asks for the proof.

    :param files: with those that have just come.
    """
    formdata: MultiDict[str, Any] = sent_as(kept)
    if files:
        formdata.update(request.files)
    return build_form(event, questions, formdata=formdata, meta={"csrf": False})


def _keep(event: Event, begun: SignUpDraft | None, fields: Pairs, page: str) -> None:
    with write_tx():
        remember(BEGUN, event, services.keep_form(event, begun, fields, page=page))


def _next(event: Event, questions: Sequence[Question], kept: Pairs, page: str) -> str:
    """The page after ``page``, or back to the check if one came from there."""
    if request.form.get("back") == CHECK:
        return CHECK
    shown = shown_pages(_whole_form(event, questions, kept), questions)
    order = [PEOPLE, *pages(questions)]
    after = order[order.index(page) + 1 :]
    return next((each for each in after if each in shown), CHECK)


def _to(event: Event, page: str) -> ResponseReturnValue:
    return redirect(address(event, page), 303)


def address(event: Event, page: str, *, back: str | None = None) -> str:
    """Where a page of the form stands."""
    if page == PEOPLE:
        return url_for("signup.register", slug=event.slug, back=back)
    if page == CHECK:
        return url_for("signup.check", slug=event.slug)
    return url_for("signup.part", slug=event.slug, part=page, back=back)


def _steps(questions: Sequence[Question], page: str) -> tuple[int, int]:
    """Which page of how many."""
    order = [PEOPLE, *pages(questions), CHECK]
    return order.index(page) + 1, len(order)


def _goes_on(event: Event, begun: SignUpDraft | None) -> str:
    """Where the form goes on that was begun; empty: it was not, or is sent."""
    page = begun.values.get("page", "") if begun else ""
    return address(event, page) if page and page != PEOPLE else ""


def _send_link(
    event: Event, begun: SignUpDraft, form: SignUpForm, page: str
) -> ResponseReturnValue:
    """Write to the typed address, and show the same page again."""
    email: Field = form.email
    sending = SendAgainForm()
    sending.validate()
    form.email.validate(form)
    if email.errors:
        return _to(event, PEOPLE)
    with form_errors(sending):
        guard.count(sending, email.data)
        with write_tx():
            until = services.send_resume(
                begun, event, email=email.data, language=form.language.data
            )
        words = {"email": email.data, "until": format_when(until)}
        flash(
            _("We have written to %(email)s. The link works until %(until)s.", **words),
            "success",
        )
    if sending.refusal:
        flash(str(sending.refusal), "error")
    return _to(event, page)


def _part_page(
    event: Event,
    form: SignUpForm,
    questions: Sequence[Question],
    part: str,
    begun: SignUpDraft,
) -> ResponseReturnValue:
    shown = [PEOPLE, *shown_pages(form, questions)]
    if part not in shown:
        return _to(event, CHECK)
    return render_guarded(
        "registrations/signup/part.html",
        form,
        group=next(g for p in parts_of(form) for g in p.question_groups),
        part=part,
        draft=begun.key,
        email=form.email.data,
        steps=_steps(questions, part),
        before=address(event, shown[shown.index(part) - 1]),
        back=request.values.get("back", ""),
        **event_words(event),
    )


def _check_page(
    event: Event,
    form: SignUpForm,
    questions: Sequence[Question],
    begun: SignUpDraft,
) -> ResponseReturnValue:
    where = Where(questions)
    problems = [
        (f"{address(event, where(target), back=CHECK)}#{target}", sentence)
        for target, sentence in form.visible_errors()
    ]
    show: dict[str, Any] = {
        "problems": problems,
        "parts": [
            (part, address(event, part.page, back=CHECK))
            for part in summary(form, questions, event)
        ],
        "draft": begun.key,
        "email": form.email.data,
        "steps": _steps(questions, CHECK),
    }
    page = "registrations/signup/check.html"
    body, status, headers = render_guarded(page, form, **show, **event_words(event))
    is_fresh = request.method != "POST"
    return body, 200 if is_fresh else status, headers
