"""The pages of the inbox on which something is written: a no, and a question."""

from functools import partial

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.database import write_tx
from eventreg.people.names import full_name
from eventreg.registrations import queries, services
from eventreg.registrations.forms import AskForm, DeclineForm, decline_many_form
from eventreg.registrations.inquiries.queries import inquiries
from eventreg.registrations.manage.common import (
    flash_over,
    me,
    names,
    registration_or_404,
    to,
)
from eventreg.registrations.manage.inbox_shared import (
    MOST_SAID,
    back,
    bp,
    decide_many,
    here,
)
from eventreg.registrations.outcomes import was_decided
from eventreg.registrations.overtaken import decision_lines
from eventreg.registrations.queries.inbox_waiting import INBOX_SIZE, decided_last
from eventreg.registrations.services import AlreadyDecided
from eventreg.registrations.states import State
from eventreg.web import access
from eventreg.web.network import or_kept
from eventreg.web.pages import form_errors, render_form
from eventreg.web.roles import Role


@bp.route("/<reference>/decline", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
def decline(reference: str) -> ResponseReturnValue:
    """Say no to an application, or remove somebody from the waitlist."""
    registration = registration_or_404(reference)
    form = DeclineForm(data={"shown": str(registration.state)})
    unit, slug = queries.unit(registration), registration.event.slug
    was_in_line = form.shown.data == State.WAITLISTED
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.decline(
                registration,
                by=me(),
                shown=form.shown.data,
                reason=form.reason.data or "",
                text=form.text.data or "",
            )
        if not form.errors and was_in_line:
            words = ngettext(
                "%(name)s is off the waitlist.",
                "%(name)s are off the waitlist.",
                len(unit),
                name=names(unit),
            )
            flash(words, "success")
        if not form.errors:
            return _back(reference, slug, to_line=was_in_line)
        registration = registration_or_404(reference)
    if isinstance(form.refusal, AlreadyDecided):
        form.show_anew(registration.state, was_decided(registration))
    is_open = registration.state in {State.PENDING, State.WAITLISTED}
    if not is_open and not form.has_words:
        flash(was_decided(registration), "notice")
        return _back(reference, slug, to_line=was_in_line)
    is_over = registration.event.is_past
    if is_open and is_over and not form.has_words:
        flash_over()
        return to(reference)
    return render_form(
        "registrations/inbox/decline.html",
        form,
        unit=unit,
        is_open=is_open and not is_over,
        from_line=registration.state is State.WAITLISTED,
        back=_way_back(slug, to_line=was_in_line),
    )


def _back(reference: str, slug: str, *, to_line: bool) -> ResponseReturnValue:
    """To the list on which the person stood."""
    if to_line:
        return redirect(_way_back(slug, to_line=True), 303)
    return back(after=reference)


def _way_back(slug: str, *, to_line: bool) -> str:
    if to_line:
        return url_for("waitlist.index", slug=slug)
    return url_for("inbox.index", **here())


@bp.route("/decline", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
def decline_many() -> ResponseReturnValue:
    """Say no to all marked people: one text a language, each row on its own."""
    marked = list(dict.fromkeys(request.args.getlist("mark")))[:INBOX_SIZE]
    people = queries.waiting_named(marked)
    meanwhile = decision_lines(decided_last(marked))
    if not people and request.method == "GET":
        none = _("None of these people is waiting any more.")
        for words in (none, *meanwhile[:MOST_SAID]):
            flash(words, "notice")
        return back()
    readers = [each.written_to for each in people]
    read = {reader.language for reader in readers if reader.email}
    read |= {name.removeprefix("text_") for name in request.form}
    form = decline_many_form(read)()
    if form.validate_on_submit():
        service = partial(
            services.decline_applicant,
            reason=form.reason.data or "",
            texts=form.texts(),
        )
        return decide_many(marked, service)
    return render_form(
        "registrations/inbox/decline_many.html",
        form,
        people=people,
        meanwhile=meanwhile,
        back=url_for("inbox.index", **here(mark=marked)),
    )


@bp.route("/<reference>/ask", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
def ask(reference: str) -> ResponseReturnValue:
    """Write to somebody who waits; the answer appears in the inbox."""
    registration, form = registration_or_404(reference), AskForm()
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            question = form.question.data or ""
            services.ask(registration, by=me(), question=question, shown=form.seen)
        if not form.errors:
            name = full_name(registration)
            words = _("The question to %(name)s is on its way.", name=name)
            flash(or_kept(words), "success")
            return back(after=reference)
        registration = registration_or_404(reference)
    is_open = registration.state is State.PENDING
    if not is_open and not form.question.data:
        flash(was_decided(registration), "notice")
        return back(after=reference)
    is_over = registration.event.is_past
    if is_open and is_over and not form.question.data:
        flash_over()
        return to(reference)
    if not is_open:
        form.keep(was_decided(registration))
    asked = inquiries(registration)
    form.shows(len(asked))
    return render_form(
        "registrations/inbox/ask.html",
        form,
        is_open=is_open and not is_over,
        unit=queries.unit(registration),
        asked=asked,
        back=url_for("inbox.index", **here()),
    )
