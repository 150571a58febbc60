"""Signing up page by page, where an event asks much; gone on with for a week."""

from collections.abc import Sequence
from json import dumps
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg import clock
from eventreg.errors import CHANGED_MEANWHILE
from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.events.questions.queries import asked_at
from eventreg.events.questions.states import Stage
from eventreg.events.rules import closed_reason
from eventreg.registrations import guard, services
from eventreg.registrations.forms import SignUpForm
from eventreg.registrations.forms.pages import (
    PEOPLE,
    Where,
    keep_errors_of,
    pages,
    parts_of,
    seen_as,
    show_only,
    shown_pages,
    with_files,
)
from eventreg.registrations.forms.summary import fees, summary
from eventreg.registrations.guard import render_guarded
from eventreg.registrations.models import SignUpDraft
from eventreg.registrations.money.prices import Fees, prices
from eventreg.registrations.services.as_seen import FEE
from eventreg.registrations.views.files import keep_files
from eventreg.registrations.views.signup_begun import (
    CHECK,
    address,
    at_the_start,
    begun_form,
    fields_of,
    goes_on,
    keep,
    next_page,
    people_form,
    posted,
    steps_of,
    to,
    whole_form,
)
from eventreg.registrations.views.signup_common import (
    bp,
    closed,
    event_words,
    form_page,
    full_choices,
    privacy_version,
    refused,
    show_sent,
    take_in,
    visible_event,
)
from eventreg.registrations.views.signup_later import send_link
from eventreg.web import access
from eventreg.web.meanwhile import print_of, prints_in
from eventreg.web.pages import form_errors
from eventreg.web.requests import takes_files

#: The print of what was typed, beside those of the event and the fee.
TYPED = "typed"


def first_page(event: Event, questions: Sequence[Question]) -> ResponseReturnValue:
    """Who comes; what the event asks follows on pages of its own."""
    begun = begun_form(event)
    kept = fields_of(begun)
    where = Where(questions)
    own = [pair for pair in kept if where(pair[0]) == PEOPLE]
    form = people_form(event, own)
    shown: dict[str, Any] = {
        "steps": steps_of(questions, PEOPLE),
        "begun": goes_on(event, begun),
        "back": request.values.get("back", ""),
    }
    if request.method == "POST" and (reason := closed_reason(event, clock.now())):
        return form_page(event, refused(form, reason), **shown)
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
            merged = where.merged(kept, posted(), PEOPLE)
            page = next_page(event, questions, merged, PEOPLE)
            keep(event, begun, merged, page)
            return to(event, page)
    return form_page(event, form, look_again=look_again, **shown)


@bp.route("/part/<part>", methods=["GET", "POST"])
@access.public
@takes_files
def part(slug: str, part: str) -> ResponseReturnValue:
    """The questions of one section, for everybody on the form."""
    event = visible_event(slug)
    questions, begun = asked_at(event, Stage.APPLICATION), begun_form(event)
    if begun is not None and (sent := services.sent_of(begun)):
        return show_sent(event, sent)
    where, kept = Where(questions), fields_of(begun)
    is_post = request.method == "POST"
    if is_post:
        kept = where.merged(kept, posted(), part)
    if begun is not None and (reason := closed_reason(event, clock.now())):
        if is_post:
            keep(event, begun, kept, part)
        return closed(event, reason, is_begun=True), 409
    if begun is None or part not in pages(questions):
        # Nothing is lost: what came is kept, and stands there again in its turn.
        if is_post and kept:
            keep(event, begun, kept, PEOPLE)
        return to(event, CHECK) if begun else at_the_start(event, questions)
    form = whole_form(event, questions, kept, files=is_post)
    show_only(form, questions, part)
    if is_post:
        form.validate()
        keep_files(parts_of(form))
        kept = with_files(form, kept, where, part)
        keep_errors_of(form, where, part)
        is_valid = not form.visible_errors()
        page = next_page(event, questions, kept, part) if is_valid else part
        later = "later" in request.form
        keep(event, begun, kept, part if later else page)
        if later:
            return send_link(event, begun, form, part)
        if is_valid:
            return to(event, page)
    return _part_page(event, form, questions, part, begun)


@bp.route("/check", methods=["GET", "POST"])
@access.public
def check(slug: str) -> ResponseReturnValue:
    """Everything once more, with a way to each page, and the button that sends."""
    event = visible_event(slug)
    questions, begun = asked_at(event, Stage.APPLICATION), begun_form(event)
    if begun is None:
        return at_the_start(event, questions)
    if sent := services.sent_of(begun):
        return show_sent(event, sent)
    if reason := closed_reason(event, clock.now()):
        return closed(event, reason, is_begun=True), 409
    form = whole_form(event, questions, fields_of(begun))
    is_valid = form.validate()
    if changed := _changed_meanwhile(_as_shown(event, form, begun), event):
        form.form_errors.append(changed)
        form.was_refused, form.refused_heading = True, CHANGED_MEANWHILE
    elif request.method == "POST" and "later" in request.form:
        return send_link(event, begun, form, CHECK)
    elif request.method == "POST" and is_valid:
        with form_errors(form), full_choices(form, event):
            typed = form.typed(privacy_version())
            return take_in(event, form, typed, begun=begun)
    return _check_page(event, form, questions, begun)


def _as_shown(event: Event, form: SignUpForm, begun: SignUpDraft) -> dict[str, str]:
    """Prints of what the last page shows: what was typed, the event, and the fees."""
    known = _fees(event, form)
    people = known.people if known else []
    fee = print_of({str(number): str(each[1]) for number, each in enumerate(people)})
    typed = seen_as(fields_of(begun))
    return {TYPED: typed, FEE: fee} | services.event_print(event)


def _fees(event: Event, form: SignUpForm) -> Fees | None:
    """``None``: nobody on the form pays anything, whoever they turn out to be."""
    known = prices(event)
    found = fees(form, known) if known else None
    return found if found and (found.cents or found.for_members) else None


def _changed_meanwhile(now: dict[str, str], event: Event) -> str:
    """What is not as the page that was sent showed it; empty: all is."""
    seen = prints_in(request.form.get("seen"))
    if seen.get(TYPED, now[TYPED]) != now[TYPED]:
        return _(
            "The form was changed in another window meanwhile, so nothing is sent yet. "
            "What is kept now stands here: look it over, then send it"
        )
    changes = services.changes_since(seen, now, event)
    return str(services.SeenOtherwise(changes)) if changes else ""


def _part_page(
    event: Event,
    form: SignUpForm,
    questions: Sequence[Question],
    part: str,
    begun: SignUpDraft,
) -> ResponseReturnValue:
    shown = [PEOPLE, *shown_pages(form, questions)]
    if part not in shown:
        return to(event, CHECK)
    return render_guarded(
        "registrations/signup/part.html",
        form,
        group=next(g for p in parts_of(form) for g in p.question_groups),
        part=part,
        draft=begun.key,
        email=form.email.data,
        steps=steps_of(questions, part),
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
        "seen": dumps(_as_shown(event, form, begun)),
        "costs": _fees(event, form),
        "email": form.email.data,
        "steps": steps_of(questions, CHECK),
    }
    page = "registrations/signup/check.html"
    body, status, headers = render_guarded(page, form, **show, **event_words(event))
    is_fresh = request.method != "POST"
    return body, 200 if is_fresh else status, headers
