"""Staff write to a group of an event: a draft, the exact list, and off it goes."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.events.parts import pool_name
from eventreg.events.pools import addresses
from eventreg.events.questions import queries as questions
from eventreg.events.questions.states import CONDITIONAL
from eventreg.events.questions.texts import label
from eventreg.events.questions.words import choice_names
from eventreg.events.states import PoolKind
from eventreg.messages import queries, services, written
from eventreg.messages.forms import GroupLetterForm, letter_form
from eventreg.messages.groups import Group, fingerprint
from eventreg.messages.letters.groups import Reading, example
from eventreg.messages.manage.group_previews import group_previews
from eventreg.messages.manage.overview import event_or_404, head_of, me
from eventreg.messages.models import FreeLetter
from eventreg.outbox.placeholder_words import words_beside
from eventreg.outbox.previews import preview
from eventreg.outbox.states import LEAVING
from eventreg.registrations.answers.queries import readable_keys
from eventreg.registrations.manage.common import OFFICE
from eventreg.uploads.forms import keep_chosen
from eventreg.web import access
from eventreg.web.headers import framed
from eventreg.web.locale import current_language
from eventreg.web.network import or_kept
from eventreg.web.pages import form_errors, render_form
from eventreg.web.requests import takes_files

bp = Blueprint(
    "group_letters", __name__, url_prefix="/manage/events/<slug>/messages/letters"
)


@bp.route("/new", methods=["GET", "POST"])
@access.staff(*OFFICE)
@takes_files
def new(slug: str) -> ResponseReturnValue:
    """To whom, and what; nothing is sent yet."""
    event = event_or_404(slug)
    form = _form(event, data=Group().as_json())
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            letter = services.draft(
                event,
                texts=form.texts,
                group=form.group,
                upload=None if form.no_file.data else form.file.keep(),
                by=access.me(),
            )
            return _to(event, letter)
    return _form_page(event, form)


@bp.route("/<letter>/edit", methods=["GET", "POST"])
@access.staff(*OFFICE)
@takes_files
def edit(slug: str, letter: str) -> ResponseReturnValue:
    """Write a draft anew."""
    event = event_or_404(slug)
    found = _letter_or_404(event, letter)
    if found.sent_at is not None:
        return _to(event, found)
    form = _form(event, data=_typed(found))
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.redraft(
                found,
                texts=form.texts,
                group=form.group,
                upload=None if form.no_file.data else form.file.keep(),
                keeps_file=not form.no_file.data,
            )
            return _to(event, found)
    return _form_page(event, form, letter=found)


@bp.get("/<letter>")
@access.staff(*OFFICE)
def show(slug: str, letter: str) -> str:
    """A draft with the exact list; or how far a sent one is, and who got it."""
    event = event_or_404(slug)
    found = _letter_or_404(event, letter)
    values: dict[str, Any] = {"letter": found, **head_of(event)}
    if found.sent_at is not None:
        got, progress = queries.got(found), queries.progress(found)
        return render_template(
            "messages/group_sent.html",
            subject=written.subject(found),
            people=got,
            progress=progress,
            goes_on=any(progress[state] for state in LEAVING),
            previews=group_previews(found, [each for each, _state in got]),
            **values,
        )
    people = queries.recipients(found)
    return render_template(
        "messages/group_check.html",
        people=people,
        seen=fingerprint(people, found.texts),
        previews=group_previews(found, [each.registration for each in people]),
        **values,
    )


@bp.get("/<letter>/html/<language>")
@framed
@access.staff(*OFFICE)
def html(slug: str, letter: str, language: str) -> Response:
    """How it reads in that language to some of the group, for the frame on its page."""
    found = _letter_or_404(event_or_404(slug), letter)
    if language not in found.texts:
        abort(404)
    asked = request.args
    reading = Reading("may_cancel" in asked, "about_another" in asked)
    shown = preview(example(found, language, access.me().name, reading))
    return Response(shown.html, mimetype="text/html")


@bp.post("/<letter>/test")
@access.staff(*OFFICE)
def test(slug: str, letter: str) -> ResponseReturnValue:
    """To my own address, in each language."""
    event = event_or_404(slug)
    found, account = _letter_or_404(event, letter), access.me()
    with write_tx():
        for language in found.texts:
            services.test(found, language, account)
    flash(or_kept(_("On its way to %(address)s.", address=account.email)), "success")
    return _to(event, found)


@bp.post("/<letter>/send")
@access.staff(*OFFICE)
def send(slug: str, letter: str) -> ResponseReturnValue:
    """To each of the list that the page has shown, and to nobody else."""
    event = event_or_404(slug)
    found = _letter_or_404(event, letter)
    try:
        with write_tx():
            seen = request.form.get("seen", "")
            count = services.send(found, seen=seen, by=me())
    except DomainError as error:
        flash(str(error), "error")
        return _to(event, found)
    words = ngettext(
        "The e-mail to %(num)s person is on its way.",
        "The e-mails to %(num)s people are on their way.",
        count,
    )
    flash(or_kept(words), "success")
    return _to(event, found)


@bp.post("/<letter>/discard")
@access.staff(*OFFICE)
def discard(slug: str, letter: str) -> ResponseReturnValue:
    event = event_or_404(slug)
    found = _letter_or_404(event, letter)
    try:
        with write_tx():
            services.discard(found)
    except services.IsSent as error:
        flash(str(error), "error")
        return _to(event, found)
    flash(_("The draft is discarded."), "success")
    return redirect(url_for("messages.index", slug=slug), 303)


def _to(event: Event, letter: FreeLetter) -> ResponseReturnValue:
    return redirect(url_for(".show", slug=event.slug, letter=letter.reference), 303)


def _letter_or_404(event: Event, reference: str) -> FreeLetter:
    letter = queries.free_letter(event, reference)
    if letter is None:
        abort(404)
    return letter


def _form(event: Event, data: dict[str, Any]) -> GroupLetterForm:
    pools = [
        (name, f"{pool_name(pool)}")
        for name, pool in addresses(event).items()
        if pool.kind is not PoolKind.ANSWER
    ]
    return letter_form(event.languages)(pools=pools, answers=_answers(event), data=data)


def _answers(event: Event) -> list[tuple[str, str]]:
    """Answers that can be chosen, to questions that this reader may read.

    Not of those behind an own tick: what somebody needs is nobody's group.
    """
    may_read = readable_keys(event.id, by=access.me().role)
    return [
        (f"{question.key}:{key}", f"{label(question)}: {words}")
        for question in questions.questions(event)
        if question.kind in CONDITIONAL
        and question.key in may_read
        and not question.own_tick
        for key, words in choice_names(question)
    ]


def _typed(letter: FreeLetter) -> dict[str, Any]:
    """A draft as its form shows it."""
    group = Group.read(letter.wanted)
    answer = f"{group.question}:{group.answer}" if group.question else ""
    texts = {
        f"{part}_{code}": written.as_typed(words, code)
        for code, text in letter.texts.items()
        for part, words in text.items()
    }
    return {**group.as_json(), "answer": answer, **texts}


def _form_page(
    event: Event, form: GroupLetterForm, letter: FreeLetter | None = None
) -> ResponseReturnValue:
    if form.errors:
        with write_tx():
            keep_chosen(form)
    return render_form(
        "messages/group.html",
        form,
        letter=letter,
        words=[
            (code, words_beside(written.own_kind(), code)) for code in event.languages
        ],
        language=current_language(),
        **head_of(event),
    )
