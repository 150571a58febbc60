"""Staff pages: certificates of those who came."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import write_tx
from eventreg.events.queries import by_slug
from eventreg.events.shown import texts
from eventreg.jobs import tasks
from eventreg.onsite import work
from eventreg.onsite.certificates import file_name, pdf_of
from eventreg.registrations import queries
from eventreg.registrations.lists.work import READERS
from eventreg.registrations.presence import lists
from eventreg.registrations.presence import queries as presence
from eventreg.registrations.states import State
from eventreg.web import access
from eventreg.web.locale import current_language

bp = Blueprint("certificates", __name__, url_prefix="/manage")

#: Nobody waits for more of them.
MOST_AT_ONCE = 40


@bp.post("/events/<slug>/certificates")
@access.staff(*READERS)
def make(slug: str) -> Response:
    """Those of everybody who came; many are made by a worker."""
    event, language = by_slug(slug), current_language()
    if event is None:
        abort(404)
    back = url_for("documents.index", slug=slug)
    count = len(lists.present(event))
    if not count:
        flash(_("Nobody has been checked in yet."), "notice")
        return redirect(back, 303)
    arguments = {"event": slug, "language": language}
    by = Actor.staff(access.me())
    with write_tx():
        record("certificates.made", slug, by=by, changes={"count": count})
        if count > MOST_AT_ONCE:
            task = tasks.ask(
                work.CERTIFICATES,
                arguments,
                title=lambda: _("Certificates: %(event)s", event=texts(event)["title"]),
                language=language,
                back=back,
                by=by,
            )
            return redirect(tasks.address_of(task), 303)
    made = work.make_certificates(arguments, lambda _done, _total: None)
    return _download(made.body, made.name)


@bp.get("/registrations/<reference>/certificate.pdf")
@access.staff(*READERS)
def one(reference: str) -> Response:
    """That of one person who came."""
    registration = queries.by_reference(reference)
    if (
        registration is None
        or registration.state is not State.CONFIRMED
        or presence.check_in_of(registration) is None
    ):
        abort(404)
    event = registration.event
    pdf = pdf_of(event, [registration], language=registration.language)
    return _download(pdf, file_name(event, registration.reference))


def _download(body: bytes, name: str) -> Response:
    response = Response(body, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response
