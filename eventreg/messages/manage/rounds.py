"""Staff invite many at once: whom, the exact list, and off it goes."""

from collections.abc import Sequence
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
from eventreg.events.called_off import leave_if_cancelled
from eventreg.events.models import Event
from eventreg.messages import queries, services
from eventreg.messages.letters.rounds import example
from eventreg.messages.manage.choosing import Choice, wanted_by
from eventreg.messages.manage.overview import event_or_404, head_of, me
from eventreg.messages.models import InvitationRound
from eventreg.messages.rounds import seen_as
from eventreg.outbox.previews import preview
from eventreg.outbox.states import LEAVING
from eventreg.people.models import Person
from eventreg.registrations import services as registrations
from eventreg.registrations.manage.common import OFFICE
from eventreg.web import access
from eventreg.web.headers import framed
from eventreg.web.locale import LANGUAGES
from eventreg.web.network import or_kept
from eventreg.web.pages import form_errors

bp = Blueprint(
    "invitation_rounds",
    __name__,
    url_prefix="/manage/events/<slug>/messages/invitations/rounds",
)


@bp.route("/new", methods=["GET", "POST"])
@access.staff(*OFFICE)
def new(slug: str) -> ResponseReturnValue:
    """Whom, and a word in each language; nothing is sent yet."""
    event = event_or_404(slug)
    choice = Choice(event, wanted_by(request.args))
    leave_if_cancelled(
        event, to=url_for("invitations.index", slug=slug), form=choice.form
    )
    if not registrations.can_be_invited_to(event):
        closed = _("Nobody can sign up for this event any more.")
        if request.method == "POST":
            choice.form.refuse_all(closed)
            return choice.page()
        flash(closed, "notice")
        return redirect(url_for("invitations.index", slug=slug), 303)
    if choice.is_made():
        with write_tx():
            together = services.draft_round(
                event, choice.people, by=access.me(), **choice.words
            )
            return _to(event, together)
    return choice.page()


@bp.route("/<code>/edit", methods=["GET", "POST"])
@access.staff(*OFFICE)
def edit(slug: str, code: str) -> ResponseReturnValue:
    """Choose and write a draft anew."""
    event = event_or_404(slug)
    together = _round_or_404(event, code)
    if together.sent_at is not None:
        return _to(event, together)
    choice = Choice(event, wanted_by(request.args or together.wanted), together)
    leave_if_cancelled(
        event, to=url_for("invitations.index", slug=slug), form=choice.form
    )
    if choice.is_made():
        with form_errors(choice.form), write_tx():
            services.redraft_round(together, choice.people, **choice.words)
            return _to(event, together)
    return choice.page()


@bp.get("/<code>")
@access.staff(*OFFICE)
def show(slug: str, code: str) -> str:
    """A draft with the exact list; or how far a sent one is, and who got it."""
    event = event_or_404(slug)
    together = _round_or_404(event, code)
    values: dict[str, Any] = {"together": together, **head_of(event)}
    if together.sent_at is not None:
        letters = queries.round_letters(together)
        return render_template(
            "messages/round_sent.html",
            people=[(each, letters.get(each.reference)) for each in together.people],
            progress=queries.progress_of_round(letters),
            goes_on=any(state in LEAVING for state in letters.values()),
            previews=_previews(together, together.people),
            **values,
        )
    people = queries.invitees(together)
    return render_template(
        "messages/round_check.html",
        people=people,
        gone=len(together.people) - len(people),
        seen=seen_as(together, people),
        previews=_previews(together, people),
        **values,
    )


@bp.get("/<code>/html/<any(de, en, tr):language>")
@framed
@access.staff(*OFFICE)
def html(slug: str, code: str, language: str) -> Response:
    """How it reads in that language, for the frame on its page."""
    together = _round_or_404(event_or_404(slug), code)
    shown = preview(example(together, language, access.me().name))
    return Response(shown.html, mimetype="text/html")


@bp.post("/<code>/test")
@access.staff(*OFFICE)
def test(slug: str, code: str) -> ResponseReturnValue:
    """To my own address, in each language of the people."""
    event = event_or_404(slug)
    together, account = _round_or_404(event, code), access.me()
    with write_tx():
        for language in _languages(together.people):
            services.test_round(together, language, account)
    flash(or_kept(_("On its way to %(address)s.", address=account.email)), "success")
    return _to(event, together)


@bp.post("/<code>/send")
@access.staff(*OFFICE)
def send(slug: str, code: str) -> ResponseReturnValue:
    """To each of the list that the page has shown, and to nobody else."""
    event = event_or_404(slug)
    together = _round_or_404(event, code)
    try:
        with write_tx():
            seen = request.form.get("seen", "")
            count = services.send_round(together, seen=seen, by=me())
    except DomainError as error:
        flash(str(error), "error")
        return _to(event, together)
    words = ngettext(
        "%(num)s invitation is on its way.",
        "%(num)s invitations are on their way.",
        count,
    )
    flash(or_kept(words), "success")
    return _to(event, together)


@bp.post("/<code>/discard")
@access.staff(*OFFICE)
def discard(slug: str, code: str) -> ResponseReturnValue:
    event = event_or_404(slug)
    together = _round_or_404(event, code)
    try:
        with write_tx():
            services.discard_round(together)
    except services.IsSent as error:
        flash(str(error), "error")
        return _to(event, together)
    flash(_("The draft is discarded."), "success")
    return redirect(url_for("invitations.index", slug=slug), 303)


def _previews(together: InvitationRound, people: Sequence[Person]) -> dict[str, Any]:
    name = access.me().name
    return {code: preview(example(together, code, name)) for code in _languages(people)}


def _languages(people: Sequence[Person]) -> list[str]:
    """Those in which any of ``people`` reads."""
    read = {each.language for each in people}
    return [code for code in LANGUAGES if code in read]


def _to(event: Event, together: InvitationRound) -> ResponseReturnValue:
    return redirect(url_for(".show", slug=event.slug, code=together.reference), 303)


def _round_or_404(event: Event, code: str) -> InvitationRound:
    together = queries.invitation_round(event, code)
    if together is None:
        abort(404)
    return together
