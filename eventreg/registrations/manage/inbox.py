"""The inbox: who waits for a decision, over all events, and deciding."""

from collections.abc import Iterable
from itertools import groupby

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.events.models import Event
from eventreg.events.shown import Seats, Words, texts
from eventreg.events.states import PoolKind
from eventreg.registrations import queries, services
from eventreg.registrations.manage.common import (
    registration_or_404,
    waiting_counts_asked,
)
from eventreg.registrations.manage.inbox_shared import (
    READING,
    Ways,
    back,
    bp,
    decide_many,
    decided,
    here,
    wanted,
)
from eventreg.registrations.manage.mixing import drawn, kinds_of
from eventreg.registrations.outcomes import (
    Outcome,
    Service,
    names_of,
    was_decided,
)
from eventreg.registrations.queries import InboxOrder, InboxRow
from eventreg.registrations.queries.inbox_waiting import INBOX_SIZE
from eventreg.registrations.states import State
from eventreg.registrations.told import sent_words
from eventreg.registrations.words import Flag, flag_choice
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.paging import paging
from eventreg.web.roles import Role

READERS = (Role.DIRECTOR, Role.OFFICE)

#: What can be done to several marked rows at once.
_MANY: dict[str, Service] = {
    "approve": services.approve,
    "onto-waitlist": services.onto_waitlist,
    "later": services.later,
    # Reached only when nobody is marked; else it asks first.
    "decline": services.decline,
}


@bp.get("")
@access.staff(*READERS)
def index() -> ResponseReturnValue:
    """Everybody who waits, narrowed and sorted by the query string."""
    narrowed = wanted()
    # First, so that the rows find the events with their texts and pools.
    events = queries.inbox_events(with_later=narrowed.with_later)
    counted = [waiting_counts_asked()]
    role = access.me().role
    rows, flagged = queries.inbox_page(narrowed, by=role, beside=counted)
    people = [c for event, c in events if narrowed.slug in {"", event.slug}]
    pages = paging(flagged if narrowed.narrows else sum(people), size=INBOX_SIZE)
    if pages.number != narrowed.page:  # those who stood there are decided
        return redirect(url_for(".index", **here(page=pages.number)))
    marked = set(request.args.getlist("mark"))
    mix = drawn(rows, marked)
    return render_template(
        "registrations/inbox/index.html",
        mix=mix,
        kinds=kinds_of(mix),
        marked=marked,
        form=EmptyForm(),
        rows=rows,
        groups=_by_event(rows),
        events=[(*_head(event), count) for event, count in events],
        wanted=narrowed,
        here=here,
        way=Ways(),
        bare=Ways(kept={}),
        flags=[(flag, flag_choice(flag)) for flag in Flag],
        orders=_order_words(),
        people_count=sum(people),
        elsewhere=sum(count for _event, count in events) - sum(people),
        pages=pages,
        plain_count=_people(row for row in rows if row.is_plain),
        decided=queries.undoable(),
        several=bool(request.args.get("several")),
        may_decide=access.me().role is Role.DIRECTOR,
    )


@bp.post("/<reference>/approve")
@access.staff(Role.DIRECTOR)
def approve(reference: str) -> ResponseReturnValue:
    return _act(reference, services.approve)


@bp.post("/<reference>/onto-waitlist")
@access.staff(Role.DIRECTOR)
def onto_waitlist(reference: str) -> ResponseReturnValue:
    return _act(reference, services.onto_waitlist)


@bp.post("/<reference>/later")
@access.staff(Role.DIRECTOR)
def later(reference: str) -> ResponseReturnValue:
    return _act(
        reference, services.later, _("%(name)s comes back to the inbox in a week.")
    )


@bp.post("/<reference>/undo")
@access.staff(Role.DIRECTOR)
def undo(reference: str) -> ResponseReturnValue:
    return _act(
        reference,
        services.undo,
        _("The decision on %(name)s is taken back; nobody was told."),
    )


@bp.post("/<reference>/send-now")
@access.staff(Role.DIRECTOR)
def send_now(reference: str) -> ResponseReturnValue:
    registration = registration_or_404(reference)
    said = sent_words(queries.unit(registration), names_of(registration))
    return _act(reference, services.send_now, said.replace("%", "%%"))


@bp.post("/approve-plain")
@access.staff(Role.DIRECTOR)
def approve_plain() -> ResponseReturnValue:
    """Approve everybody whom the page showed and who still bears no flag."""
    seen = list(dict.fromkeys(request.form.getlist("reference")))[:INBOX_SIZE]
    rows = {row.registration.reference: row for row in queries.inbox(wanted())}
    plain = [name for name, row in rows.items() if row.is_plain and name in seen]
    others = [_not_plain(name, rows.get(name)) for name in seen if name not in plain]
    return decide_many(plain, services.approve, beside=filter(None, others))


@bp.post("/many")
@access.staff(Role.DIRECTOR)
def many() -> ResponseReturnValue:
    """The marked rows, each on its own: one that fails undoes no other.

    Declining asks for words on a page of its own first; or only the mix is shown as it
    would be with them.
    """
    act, references = request.form.get("act", ""), request.form.getlist("reference")
    if act == "mix":
        return back(mark=references)
    if act == "decline" and references:
        asking = url_for("inbox.decline_many", **here(mark=references))
        return redirect(asking, 303)
    service = _MANY.get(act)
    if service is None:
        abort(400)
    return decide_many(references, service)


def _not_plain(reference: str, row: InboxRow | None) -> Outcome | None:
    """What became of somebody whom an old page showed without a flag."""
    registration = queries.by_reference(reference)
    if registration is None:
        return None
    name = names_of(registration)
    if registration.state is not State.PENDING:
        words = was_decided(registration)
    elif row is not None and row.tags:
        words = _(
            "%(name)s is not approved, because this came up meanwhile: %(flags)s.",
            name=name,
            flags=", ".join(tag for tag, _tone in row.tags),
        )
    else:
        words = _("%(name)s is not approved; please look once more.", name=name)
    return Outcome(name, words, is_done=False, tone="notice")


def _act(reference: str, service: Service, said: str = "") -> ResponseReturnValue:
    """One click on one row; whoever was quicker is told, and nothing is lost.

    :param said: a sentence with ``%(name)s``; a decision needs none, because the
        page shows it with its *undo*.
    """
    result = decided(reference, service)
    if not result.is_done:
        flash(result.words, result.tone)
    elif said:
        flash(said % {"name": result.name}, "success")
    elif result.is_final or READING in request.args:
        flash(result.words, result.tone)
    return back(after=reference)


def _order_words() -> list[tuple[InboxOrder, str]]:
    return [
        (InboxOrder.WAITING, _("Longest waiting first")),
        (InboxOrder.NEWEST, _("Newest first")),
        (InboxOrder.NAME, _("Name")),
        (InboxOrder.COMPANY, _("Company")),
    ]


def _people(rows: Iterable[InboxRow]) -> int:
    return sum(len(row.registrations) for row in rows)


def _by_event(rows: list[InboxRow]) -> list[tuple[Event, Words, Seats, list[InboxRow]]]:
    """The rows under their events, each with its title and seats."""
    groups = [list(group) for _id, group in groupby(rows, lambda row: row.event.id)]
    return [(*_head(group[0].event), group) for group in groups]


def _head(event: Event) -> tuple[Event, Words, Seats]:
    return event, texts(event)["title"], Seats.of(event.pool(PoolKind.EVENT))
