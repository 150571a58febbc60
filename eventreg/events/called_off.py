"""Who has a page of an event open while somebody else cancels it."""

from flask import (
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _

from eventreg.accounts.queries import by_reference
from eventreg.events import queries, shown
from eventreg.events.models import Event
from eventreg.events.states import EventState
from eventreg.web.dates import format_recent
from eventreg.web.fields import clean_text
from eventreg.web.meanwhile import PRINTS

#: What every form carries besides what was typed.
_BESIDES = frozenset({"csrf_token", PRINTS})


def leave_if_cancelled(event: Event, *, to: str = "") -> None:
    """End the request of a page that a cancelled event has no more.

    Who only opens it lands on the page of the event, or ``to``, and reads who
    cancelled it. Who sends something reads that nothing was saved, with the
    sentences that were written.
    """
    if event.state is not EventState.CANCELLED:
        return
    way_back = to or url_for("manage_events.show", slug=event.slug)
    if request.method != "POST":
        flash(_cancelled_words(event), "notice")
        abort(redirect(way_back, 303))
    page = render_template(
        "manage_events/cancelled_meanwhile.html",
        title=shown.texts(event)["title"],
        said=_cancelled_words(event),
        written=_written(event),
        way_back=way_back,
    )
    abort(make_response(page, 409))


def _cancelled_words(event: Event) -> str:
    """Who cancelled it and when, as far as that is known."""
    entry = queries.cancellation(event)
    account = by_reference(entry.actor) if entry else None
    if entry is None or account is None:
        return _("This event is cancelled.")
    return _(
        "%(who)s cancelled this event (%(when)s).",
        who=account.name,
        when=format_recent(entry.at),
    )


def _written(event: Event) -> list[str]:
    """What was sent in words and does not stand in the event; the rest is quickly
    made again.
    """
    stands = {
        str(getattr(row, column.key))
        for row in [event, *event.texts]
        for column in row.__table__.columns
    }
    sent = [
        clean_text(value) or ""
        for name, value in request.form.items(multi=True)
        if name not in _BESIDES
    ]
    return [value for value in sent if " " in value and value not in stands]
