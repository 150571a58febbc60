"""The page of decisions behind the link in the digest; no sign-in, one thumb.

Opening it changes nothing, however often and by whomever; buttons post.
"""

from functools import partial

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.messages import queries, services
from eventreg.messages.letters.digests import due_lines
from eventreg.messages.models import DecisionLink
from eventreg.messages.services import Act, LinkIsOver
from eventreg.people.views.personal import keep_to_yourself
from eventreg.registrations import overtaken
from eventreg.registrations import queries as registrations
from eventreg.registrations.forms import AskForm, DeclineForm
from eventreg.registrations.inquiries.queries import inquiries
from eventreg.registrations.models import Registration
from eventreg.registrations.outcomes import Outcome, attempt, names_of, was_decided
from eventreg.registrations.services import AlreadyDecided, EventIsOver
from eventreg.registrations.states import State
from eventreg.registrations.told import sent_words
from eventreg.registrations.words import state_word
from eventreg.web import access
from eventreg.web.locale import answer_in, current_language, prefer
from eventreg.web.network import or_kept
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("decide", __name__, url_prefix="/decide/<token>")
bp.after_request(keep_to_yourself)
answer_in(bp, queries.language_of_link)

#: A decline and a question have pages of their own.
_PRESSED = [act for act in Act if act not in {Act.DECLINE, Act.ASK}]

#: Where a browser holds whom its last press decided on: their undo comes first.
_PRESSED_LAST = "decide_pressed"

#: One press says so much at most; the list below has everything.
_MOST_SAID = 10


@bp.get("")
@access.own_link
def show(token: str) -> ResponseReturnValue:
    """Everybody who waits, each with its buttons; below, what was decided."""
    link = _link(token)
    if queries.is_over(link):
        return _over()
    rows = registrations.inbox(by=link.account.role)
    undoable = registrations.undoable()
    pressed = set(session.pop(_PRESSED_LAST, ()))
    known = {each.id for unit in undoable for each in unit}
    since, put_off = queries.decided_since(link.created_at), registrations.put_off()
    return render_template(
        "messages/decide.html",
        token=token,
        link=link,
        rows=rows,
        plain=[row for row in rows if row.is_plain],
        more=registrations.inbox_count() - sum(len(r.registrations) for r in rows),
        fresh=[u for u in undoable if pressed & {each.reference for each in u}],
        earlier=[u for u in undoable if not pressed & {each.reference for each in u}],
        put_off_now=[u for u in put_off if pressed & {each.reference for each in u}],
        put_off=put_off,
        due=due_lines([row.registration for row in rows], current_language()),
        decided=overtaken.decision_lines(
            m for m in since if m.registration_id not in known
        ),
        now=clock.now(),
    )


@bp.post(f"/<reference>/<any({', '.join(repr(str(act)) for act in _PRESSED)}):act>")
@access.own_link
def press(token: str, reference: str, act: str) -> ResponseReturnValue:
    """One button; a second press says what was decided and by whom."""
    link, registration = _link(token), _registration(reference)
    if queries.is_over(link):
        return _over()
    outcome = _try(link, Act(act), registration)
    flash(_said(Act(act), outcome, registration), outcome.tone)
    session[_PRESSED_LAST] = [reference] if outcome.is_done else []
    return redirect(url_for(".show", token=token), 303)


@bp.post("/approve-plain")
@access.own_link
def approve_plain(token: str) -> ResponseReturnValue:
    """Everybody whom the page showed and who still bears no flag."""
    link = _link(token)
    if queries.is_over(link):
        return _over()
    seen = set(request.form.getlist("reference"))
    rows = registrations.inbox(by=link.account.role)
    plain = [row.registration for row in rows if row.is_plain]
    tried = [each for each in plain if each.reference in seen]
    outcomes = [_try(link, Act.APPROVE, each) for each in tried]
    session[_PRESSED_LAST] = [
        each.reference
        for each, outcome in zip(tried, outcomes, strict=True)
        if outcome.is_done
    ]
    done = sum(outcome.is_done for outcome in outcomes)
    flash(
        ngettext("%(num)s person approved.", "%(num)s people approved.", done),
        "success" if done else "notice",
    )
    for outcome in [each for each in outcomes if not each.is_done][:_MOST_SAID]:
        flash(outcome.words, outcome.tone)
    for words in _decided_before(seen - {each.reference for each in plain}):
        flash(words, "notice")
    return redirect(url_for(".show", token=token), 303)


@bp.route("/<reference>/decline", methods=["GET", "POST"])
@access.own_link
def decline(token: str, reference: str) -> ResponseReturnValue:
    """Say no, with words for the letter."""
    link, registration = _link(token), _registration(reference)
    if queries.is_over(link):
        return _over()
    form = DeclineForm()
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.decide(
                link,
                Act.DECLINE,
                registration,
                by=Actor.staff(link.account),
                shown=str(State.PENDING),
                reason=form.reason.data or "",
                text=form.text.data or "",
            )
        if not form.errors:
            words = f"{names_of(registration)}: {state_word(registration.state)}"
            flash(words, "success")
            session[_PRESSED_LAST] = [reference]
            return redirect(url_for(".show", token=token), 303)
        registration = _registration(reference)
        if isinstance(form.refusal, AlreadyDecided):
            form.show_anew(State.PENDING, was_decided(registration))
    if not form.has_words and (way := _gone(token, registration)):
        return way
    return render_form(
        "messages/decline.html",
        form,
        token=token,
        name=names_of(registration),
        unit=registrations.unit(registration),
        is_open=_is_open(registration),
    )


@bp.route("/<reference>/ask", methods=["GET", "POST"])
@access.own_link
def ask(token: str, reference: str) -> ResponseReturnValue:
    """A question to somebody who waits; the answer appears on this page too."""
    link, registration = _link(token), _registration(reference)
    if queries.is_over(link):
        return _over()
    form, name = AskForm(), names_of(registration)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            words = form.question.data or ""
            by = Actor.staff(link.account)
            asking = {"question": words, "shown": form.seen}
            services.decide(link, Act.ASK, registration, by=by, **asking)
        if not form.errors:
            words = _("The question to %(name)s is on its way.", name=name)
            flash(or_kept(words), "success")
            return redirect(url_for(".show", token=token), 303)
        registration = _registration(reference)
    if not form.question.data and (way := _gone(token, registration)):
        return way
    if registration.state is not State.PENDING:
        form.keep(was_decided(registration))
    asked = inquiries(registration)
    form.shows(len(asked))
    return render_form(
        "messages/ask.html",
        form,
        token=token,
        unit=registrations.unit(registration),
        asked=asked,
        is_open=_is_open(registration),
    )


def _is_open(registration: Registration) -> bool:
    """Whether it can still be decided."""
    return registration.state is State.PENDING and not registration.event.is_past


def _gone(token: str, registration: Registration) -> ResponseReturnValue | None:
    """Back to the list with why nothing can be decided; ``None``: it can."""
    if _is_open(registration):
        return None
    if registration.state is State.PENDING:
        refusal = EventIsOver()
        flash(f"{refusal.heading}. {refusal}", "notice")
    else:
        flash(was_decided(registration), "notice")
    return redirect(url_for(".show", token=token), 303)


def _decided_before(references: set[str]) -> list[str]:
    """Of those whom an old page still showed: what was decided, and by whom."""
    found = map(registrations.by_reference, sorted(references)[:_MOST_SAID])
    return [
        was_decided(each) for each in found if each and each.state is not State.PENDING
    ]


def _try(link: DecisionLink, act: Act, registration: Registration) -> Outcome:
    service = partial(services.decide, link, act)
    return attempt(registration, service, by=Actor.staff(link.account))


def _said(act: Act, outcome: Outcome, registration: Registration) -> str:
    """What became of one press; of a decision its own words."""
    if not outcome.is_done:
        return outcome.words
    if act is Act.SEND_NOW:
        return sent_words(registrations.unit(registration), outcome.name)
    words = {
        Act.LATER: _("%(name)s comes back in a week.", name=outcome.name),
        Act.BACK: _("%(name)s is waiting again.", name=outcome.name),
        Act.UNDO: _("The decision on %(name)s is taken back.", name=outcome.name),
    }
    return words.get(act, outcome.words)


def _link(token: str) -> DecisionLink:
    """The link, also one that is over; a wrong one looks missing."""
    link = queries.decision_link(token)
    if link is None:
        abort(404)
    prefer(link.account.language)
    return link


def _registration(reference: str) -> Registration:
    registration = registrations.by_reference(reference)
    if registration is None:
        abort(404)
    return registration


def _over() -> ResponseReturnValue:
    return render_template("messages/decide_over.html", why=str(LinkIsOver())), 410
