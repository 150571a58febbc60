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
from eventreg.events.typed import typed_anew
from eventreg.web.dates import format_recent
from eventreg.web.forms import Form


def leave_if_cancelled(event: Event, *, to: str = "", form: Form | None = None) -> None:
    """End the request of a page that a cancelled event has no more.

    Who only opens it lands on the page of the event, or ``to``, and reads who
    cancelled it. Who sends something reads that nothing was saved, with all that was
    typed anew.

    :param form: what was sent, where the page knows it already.
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
        written=typed_anew(event, form),
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
