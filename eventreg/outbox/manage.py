"""Staff pages: every letter, where it stands, and what it says."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox import queries, services
from eventreg.outbox.catalogue import ASKS_TO_CONFIRM, CATALOGUE
from eventreg.outbox.delivery import deliver_one
from eventreg.outbox.event_titles import event_titles, to_choose_from
from eventreg.outbox.forms import AddressForm, StandingForm
from eventreg.outbox.models import Letter
from eventreg.outbox.overtaken import OVERTAKEN, said_since
from eventreg.outbox.previews import Preview, calendar_preview, preview
from eventreg.outbox.results import is_of_settings
from eventreg.outbox.said import in_words
from eventreg.outbox.states import RESENDABLE, TRIABLE, WITHDRAWABLE, LetterState
from eventreg.web import access
from eventreg.web.headers import framed
from eventreg.web.locale import current_language
from eventreg.web.network import is_mail_set_up
from eventreg.web.pages import form_errors, render_form
from eventreg.web.paging import paging
from eventreg.web.roles import Role

bp = Blueprint("outbox", __name__, url_prefix="/manage/letters")

READERS = (Role.DIRECTOR, Role.OFFICE)

Page = AnyResponse | tuple[str, int]


@bp.get("")
@access.staff(*READERS)
def index() -> str:
    """All letters, newest first, narrowed by the query string."""
    wanted = {
        name: request.args.get(name, "") for name in ("search", "letter", "event")
    }
    state = _state(request.args.get("state", ""))
    found = queries.letters(**wanted, state=state)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(found.subquery()))
    pages = paging(total or 0)
    letters = db.session.scalars(found.offset(pages.offset).limit(pages.size)).all()
    return render_template(
        "outbox/index.html",
        letters=letters,
        paging=pages,
        wanted=wanted | {"state": state or ""},
        states=LetterState,
        catalogue=CATALOGUE,
        events=to_choose_from(queries.events(), current_language()),
        titles=_titles(letters),
        is_mail_set_up=is_mail_set_up(),
    )


@bp.get("/<reference>")
@access.staff(*READERS)
def show(reference: str) -> str:
    """One letter: where it stands, and its text."""
    letter = _letter(reference)
    why = queries.why_it_rests(letter)
    return render_template(
        "outbox/show.html",
        letter=letter,
        preview=_shown(letter),
        title=CATALOGUE[letter.letter].title,
        titles=_titles([letter]),
        is_mail_set_up=is_mail_set_up(),
        is_too_late=letter.not_after is not None and letter.not_after < clock.now(),
        waits_for_server=why is not None,
        needs_settings=is_of_settings(letter.last_error or why or ""),
        why=letter.last_error or why,
        overtaken=OVERTAKEN,
        may_resend=letter.state in RESENDABLE - TRIABLE,
        may_try=letter.state in TRIABLE and bool(current_app.config["MAIL_SERVER"]),
        may_readdress=_may_resend_elsewhere(letter),
        may_withdraw=letter.state in WITHDRAWABLE,
        asks_to_confirm=letter.letter in ASKS_TO_CONFIRM and letter.registration,
        form=StandingForm(seen=queries.standing(letter)),
    )


@bp.get("/<reference>/html")
@framed
@access.staff(*READERS)
def html(reference: str) -> Response:
    """The letter itself, for the frame on its page."""
    return Response(_shown(_letter(reference)).html, mimetype="text/html")


@bp.get("/<reference>/event.ics")
@access.staff(*READERS)
def calendar(reference: str) -> Response:
    """The calendar entry that is attached to the letter."""
    found = calendar_preview(_letter(reference))
    if found is None:
        abort(404)
    method, entry = found
    answer = Response(entry)
    answer.content_type = f"text/calendar; method={method}; charset=utf-8"
    answer.headers.set("Content-Disposition", "attachment", filename="event.ics")
    return answer


@bp.route("/<reference>/resend", methods=["GET", "POST"])
@access.staff(*READERS)
def resend(reference: str) -> Page:
    """Off it goes; whether once more, if it went out already, is asked before."""
    letter, by = _letter(reference), Actor.staff(access.me())
    if request.method != "POST":
        return _ask_whether_again(letter)
    try:
        with write_tx():
            reference = services.resend(letter, by=by, seen=_seen()).reference
    except services.HasMoved as error:
        return _to(reference, str(error), "notice")
    return _to(reference, _("The e-mail goes out with the next round."), "success")


@bp.post("/<reference>/try")
@access.staff(*READERS)
def try_now(reference: str) -> AnyResponse:
    """The mail server is called at once, and the page says what came of it."""
    letter, by = _letter(reference), Actor.staff(access.me())
    if not current_app.config["MAIL_SERVER"]:
        return redirect(url_for(".show", reference=reference), 303)
    try:
        with write_tx():
            services.make_due(letter, by=by, seen=_seen())
    except services.HasMoved as error:
        return _to(reference, str(error), "notice")
    deliver_one(reference)
    return _to(reference, *_what_came_of(_letter(reference)))


@bp.route("/<reference>/address", methods=["GET", "POST"])
@access.staff(*READERS)
def address(reference: str) -> Page:
    """Another address for a letter that went wrong, and off it goes."""
    letter = _letter(reference)
    form = AddressForm(address=letter.to, seen=queries.standing(letter))
    if not _may_resend_elsewhere(letter):
        if form.is_submitted():
            flash(str(services.HasMoved(letter)), "notice")
        return redirect(url_for(".show", reference=reference), 303)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            by, address = Actor.staff(access.me()), form.address.data or ""
            again = services.resend_to(letter, address, by=by, seen=_seen())
        if not form.errors:
            words = _("The e-mail goes to %(address)s.", address=again.to)
            return _to(again.reference, words, "success")
        # Who has read what happened may still mean it.
        form.seen.data = queries.standing(_letter(reference))
    return render_form(
        "outbox/address.html",
        form,
        letter=letter,
        **_before_it_goes_again(letter),
    )


@bp.post("/<reference>/withdraw")
@access.staff(*READERS)
def withdraw(reference: str) -> AnyResponse:
    letter, by = _letter(reference), Actor.staff(access.me())
    try:
        with write_tx():
            services.withdraw_letter(letter, by=by, seen=_seen())
    except services.HasMoved as error:
        return _to(reference, str(error), "notice")
    return _to(reference, _("The e-mail is withdrawn."), "success")


def _seen() -> str:
    """What the page showed on which somebody pressed; an old one said nothing."""
    return request.form.get("seen", "")


def _what_came_of(letter: Letter) -> tuple[str, str]:
    """What is said of a letter that was tried at once, and in which tone."""
    if letter.state == LetterState.SENT:
        return _("The mail server has accepted the e-mail."), "success"
    if letter.state in {LetterState.RETRYING, LetterState.FAILED}:
        why = in_words(letter.last_error)
        return _("The e-mail could not be sent now: %(why)s", why=why), "error"
    if letter.state == LetterState.WITHDRAWN:
        return _("By now the e-mail would come too late, so it is not sent."), "notice"
    return _("The e-mail goes out with the next round."), "notice"


def _to(reference: str, words: str, tone: str) -> AnyResponse:
    flash(words, tone)
    return redirect(url_for(".show", reference=reference), 303)


def _letter(reference: str) -> Letter:
    letter = queries.by_reference(reference)
    if letter is None:
        abort(404)
    return letter


def _ask_whether_again(letter: Letter) -> Page:
    """The question about a letter that somebody has already, whenever it went."""
    if letter.state != LetterState.SENT:
        return redirect(url_for(".show", reference=letter.reference), 303)
    return render_form(
        "outbox/resend.html",
        StandingForm(seen=queries.standing(letter)),
        letter=letter,
        **_before_it_goes_again(letter),
    )


def _before_it_goes_again(letter: Letter) -> dict[str, Any]:
    """What the pages say on which it is sent once more, or elsewhere."""
    since = said_since(letter)
    return {
        "title": CATALOGUE[letter.letter].title,
        "again_at": queries.gone_again_at(letter),
        "since": since,
        "since_title": since and CATALOGUE[since.letter].title,
    }


def _may_resend_elsewhere(letter: Letter) -> bool:
    return letter.state in RESENDABLE and not CATALOGUE[letter.letter].is_personal


def _titles(letters: Sequence[Letter]) -> dict[str, str]:
    """What the events of these letters are called, by slug."""
    slugs = {letter.event for letter in letters if letter.event}
    return event_titles(slugs, current_language())


def _state(text: str) -> LetterState | None:
    return LetterState(text) if text in set(LetterState) else None


def _shown(letter: Letter) -> Preview:
    """The letter as this reader may see it; the director may open every account."""
    account = access.me()
    is_director = account is not None and account.role is Role.DIRECTOR
    sees_money = account is not None and account.handles_money
    return preview(letter, opens_accounts=is_director, sees_money=sees_money)
