"""Staff pages: the lists of an event on paper, made or handed out."""

from dataclasses import asdict

from flask import Blueprint, abort, flash, redirect, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.queries import by_slug
from eventreg.events.questions.texts import label
from eventreg.events.shown import texts
from eventreg.jobs import tasks
from eventreg.outbox.manage import READERS as LETTER_READERS
from eventreg.registrations import queries
from eventreg.registrations.lists import files, handing_out, letters, work
from eventreg.registrations.lists import queries as lists
from eventreg.registrations.lists.boxes import boxed
from eventreg.registrations.lists.by_answer import groupable
from eventreg.registrations.lists.drawing import has_groups
from eventreg.registrations.lists.forms import (
    IssueForm,
    ListForm,
    issue_form,
    list_form,
)
from eventreg.registrations.lists.handing_out import Order
from eventreg.registrations.lists.kinds import DayList, ListKind, list_kind
from eventreg.registrations.lists.words import list_name
from eventreg.registrations.manage.common import OFFICE
from eventreg.registrations.presence.queries import attendance
from eventreg.registrations.states import State
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.network import or_kept
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("documents", __name__, url_prefix="/manage/events/<slug>/documents")

#: Nobody waits for a longer list.
MOST_AT_ONCE = 100

#: An answer, or a page with its status.
Answer = Response | tuple[str, int]


@bp.get("")
@access.staff(*work.READERS)
def index(slug: str) -> Answer:
    """What can be printed about an event, and what others have of it."""
    event = _event(slug)
    return _page(event, _list_form(event))


@bp.post("/list")
@access.staff(*work.READERS)
def make(slug: str) -> Answer:
    """One list as it stands now; a long one is made by a worker."""
    event = _event(slug)
    form = _list_form(event)
    if not form.validate():
        return _page(event, form)
    kind, language = list_kind(form.kind.data), form.language.data
    count = queries.counts(event)[State.CONFIRMED]
    arguments = {"event": slug, "kind": kind.value, "language": language}
    if isinstance(kind, DayList):
        arguments["question"] = form.question.data
    with write_tx():
        changes = {"count": count, "kind": kind, "language": language}
        record("list.downloaded", slug, by=_me(), changes=changes)
        if count > MOST_AT_ONCE:
            task = tasks.ask(
                work.LIST,
                arguments,
                title=lambda: f"{list_name(kind)}: {texts(event)['title']}",
                language=current_language(),
                back=url_for(".index", slug=slug),
                by=_me(),
            )
            return redirect(tasks.address_of(task), 303)
    made = work.make_list(arguments, lambda _done, _total: None)
    response = Response(made.body, mimetype=made.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=made.name)
    return response


@bp.route("/issue", methods=["GET", "POST"])
@access.staff(*work.READERS)
def issue(slug: str) -> Answer:
    """Freeze a version for somebody; send it from here, or note that they have it."""
    event = _event(slug)
    form = issue_form(has_groups=has_groups(event), **_as_last_time(event))
    if form.validate_on_submit():
        with form_errors(form):
            return _issued(event, form)
    return render_form(
        "registrations/manage/issue.html",
        form,
        event=event,
        title=texts(event)["title"],
        count=queries.counts(event)[State.CONFIRMED],
        boxed=boxed(event, language=current_language()),
        may_change=access.me().role in OFFICE,
    )


@bp.get("/issued/<code>.pdf")
@access.staff(*work.READERS)
def issued(slug: str, code: str) -> Response:
    """What somebody was given, as it was."""
    event = _event(slug)
    found = lists.by_code(event, code)
    path = files.path_of(found.code) if found else None
    if found is None or path is None or not path.is_file():
        abort(404)
    name = work.file_name(slug, found.kind, f"{found.language}-v{found.version}")
    return send_file(
        path, "application/pdf", as_attachment=True, download_name=name, max_age=0
    )


def _as_last_time(event: Event) -> dict[str, str]:
    """Who gets what by the address; where and in which language, as last time."""
    recipient = request.args.get("recipient", "")[:120]
    kind = request.args.get("kind", ListKind.ATTENDEES)
    asked = {"recipient": recipient, "kind": kind, "language": current_language()}
    if not recipient or kind not in set(ListKind):
        return asked
    before = lists.latest(event, ListKind(kind), recipient)
    if before is None:
        return asked
    email = letters.address_of(before, letters.letter_of(before))
    return {**asked, "email": email, "language": before.language}


def _issued(event: Event, form: IssueForm) -> Response:
    """At once, or by a worker where nobody would wait for it."""
    kind = ListKind(form.kind.data)
    before = lists.latest(event, kind, form.recipient.data)
    order = Order(
        event=event.slug,
        kind=kind.value,
        language=form.language.data,
        recipient=form.recipient.data,
        email=form.email.data or "",
        version=before.version + 1 if before else 1,
        by=_me().reference,
    )
    if not form.again.data:
        handing_out.check_news(before, order)
    if queries.counts(event)[State.CONFIRMED] > MOST_AT_ONCE:
        return _issued_later(event, order)
    handing_out.hand_out(event, order, lambda _done, _total: None)
    number, who = order.version, order.recipient
    words = (
        or_kept(
            _("Version %(number)s is on its way to %(who)s.", number=number, who=who)
        )
        if order.email
        else _("Noted: %(who)s has version %(number)s.", number=number, who=who)
    )
    flash(words, "success")
    return redirect(url_for(".index", slug=event.slug), 303)


def _issued_later(event: Event, order: Order) -> Response:
    def title() -> str:
        return _(
            "%(list)s to be handed out: %(event)s",
            list=list_name(ListKind(order.kind)),
            event=texts(event)["title"],
        )

    with write_tx():
        task = tasks.ask(
            handing_out.ISSUE,
            asdict(order),
            title=title,
            language=current_language(),
            back=url_for(".index", slug=event.slug),
            by=_me(),
        )
        return redirect(tasks.address_of(task), 303)


def _page(event: Event, form: ListForm) -> Answer:
    held = lists.held([event])
    return render_form(
        "registrations/manage/documents.html",
        form,
        event=event,
        title=texts(event)["title"],
        count=queries.counts(event)[State.CONFIRMED],
        held=held,
        boxed=boxed(event, language=current_language()),
        may_change=access.me().role in OFFICE,
        may_open_letters=access.me().role in LETTER_READERS,
        present_count=attendance(event).present_with_seat,
    )


def _list_form(event: Event) -> ListForm:
    named = {each.key: str(label(each)) for each in groupable(event)}
    return list_form(current_language(), named, has_groups=has_groups(event))


def _me() -> Actor:
    return Actor.staff(access.me())


def _event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event
