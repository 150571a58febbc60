"""What the pages of a sign-up share: the event, the form, and the one way in."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events import shown
from eventreg.events.lookups import outlook
from eventreg.events.models import Event
from eventreg.events.pools import addresses
from eventreg.events.queries import by_slug
from eventreg.events.questions.models import Question
from eventreg.events.rules import (
    closed_reason,
    helps_members,
    late_words,
    members_words,
    opening,
    sign_up_words,
)
from eventreg.events.states import VISIBLE, EventState, Kind
from eventreg.people.models import Person
from eventreg.registrations import guard, newcomers, queries, services
from eventreg.registrations.forms import SignUpForm, sign_up_form
from eventreg.registrations.guard import GuardedForm, render_guarded
from eventreg.registrations.invitations import invitation
from eventreg.registrations.models import SignUpDraft
from eventreg.registrations.money.prices import prices
from eventreg.web.network import network

#: Where the session keeps the keys of drafts, by event; only the latest few.
SENT, BEGUN = "sign_ups", "begun"
REMEMBERED = 5

AnySignUp = TypeVar("AnySignUp", bound=SignUpForm)

bp = Blueprint("signup", __name__, url_prefix="/events/<slug>/register")


def take_in(
    event: Event,
    form: GuardedForm,
    typed: services.Typed,
    *,
    replaces: str = "",
    begun: SignUpDraft | None = None,
    seen: Mapping[str, str] | None = None,
) -> ResponseReturnValue:
    """The one way in for a form: new, with another address, or page by page.

    :param seen: prints of the event and the fee as the form showed them.
    """
    guard.count(form, typed.applicant.email, *(each.email for each in typed.companions))
    with write_tx():
        if begun is not None:
            return show_sent(event, services.hand_in(event, begun, typed))
        draft = services.sign_up(
            event,
            typed.applicant,
            typed.companions,
            together=typed.together,
            replaces=replaces,
            seen=seen or {},
        )
        return show_sent(event, draft)


def build_form(event: Event, questions: Sequence[Question], **kw: Any) -> SignUpForm:
    """The one place that builds the sign-up form of an event.

    :param kw: as for any form: ``formdata``, ``obj``, or values by field.
    """
    return sign_up_form(questions, kind=SignUpForm)(
        offered=addresses(event),
        needs_addresses=event.kind is Kind.TRIP,
        may_be_together=event.only_together,
        **kw,
    )


def form_page(
    event: Event,
    form: SignUpForm,
    *,
    look_again: bool = False,
    added: int | None = None,
    **values: Any,
) -> ResponseReturnValue:
    """
    :param added: index of the person who was just added, who takes the focus.
    :param values: what the first page of a long form shows besides.
    """
    now = clock.now()
    is_shut = closed_reason(event, now) is not None
    form.say_awaited(outlook(event, now).awaited)
    fees = prices(event)
    form.say_prices(fees)
    return render_guarded(
        "registrations/signup/register.html",
        form,
        is_shut=is_shut,
        look_again=look_again,
        added=added,
        prices=fees,
        seen=form.carried(services.form_print(event, is_member=False)),
        what_comes=newcomers.form_words(event, now),
        members_only="" if is_shut else members_words(event, now),
        late_words=late_words(event, now),
        **event_words(event),
        **values,
    )


def refused(form: AnySignUp, reason: str | None) -> AnySignUp:
    """The form with why nobody can sign up any more, if it is so, and only that."""
    if reason is not None:
        form.refuse_all(reason)
    return form


@contextmanager
def full_choices(form: SignUpForm, event: Event) -> Iterator[None]:
    """Bring a session that filled up meanwhile back to its field."""
    try:
        yield
    except services.ChoiceIsFull:
        if not form.refuse_choice(addresses(event)):
            raise
        form.was_refused = True


def privacy_version() -> str:
    return str(network().privacy_version)


def visible_event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None or event.state not in VISIBLE:
        abort(404)
    return event


def shut(event: Event, person: Person) -> str | None:
    """Why this person cannot sign up now; ``None``: they can."""
    now, is_invited = clock.now(), invitation(event, person) is not None
    reason = closed_reason(event, now, is_invited=is_invited)
    if reason is None and not services.is_open_to(event, person):
        return members_words(event, now)
    return reason


def show_sent(event: Event, draft: SignUpDraft) -> ResponseReturnValue:
    """Remember what was typed, and say where we have written to."""
    remember(SENT, event, draft)
    return redirect(url_for("signup.sent", slug=event.slug), 303)


def remember(where: str, event: Event, draft: SignUpDraft) -> None:
    """Let this browser find the draft again; it holds only the random key."""
    others = [pair for pair in session.get(where, []) if pair[0] != event.slug]
    session[where] = [*others, [event.slug, draft.key]][-REMEMBERED:]


def remembered(where: str, slug: str) -> str:
    """The key of this browser's draft for the event; empty: none."""
    return str(dict(session.get(where, [])).get(slug, ""))


def sent_draft(slug: str) -> SignUpDraft | None:
    """What this browser sent for the event; ``None``: nothing, or long ago."""
    key = remembered(SENT, slug)
    return queries.draft(key) if key else None


def event_words(event: Event) -> dict[str, Any]:
    """What every page of a sign-up names."""
    now = clock.now()
    return {
        "event": event,
        "title": shown.texts(event)["title"],
        "moved_from": shown.moved_from(event, now),
        "act": sign_up_words(outlook(event, now)),
    }


def over(event: Event) -> str | None:
    """Why nothing becomes of a form any more; ``None``: something may."""
    if event.state is EventState.CANCELLED or event.is_past:
        return closed_reason(event, clock.now())
    return None


def closed(
    event: Event, reason: str, *, is_begun: bool = False, is_sent: bool = False
) -> str:
    """
    :param is_begun: what was typed page by page is kept.
    :param is_sent: whoever reads it has sent a form.
    """
    now = clock.now()
    opens_at = opening(event, now, is_member=False)
    return render_template(
        "registrations/signup/closed.html",
        reason=reason,
        is_begun=is_begun,
        is_sent=is_sent,
        is_over=over(event) is not None,
        not_yet=opens_at is not None,
        helps_members=helps_members(event, now),
        **event_words(event),
    )


def ended(event: Event, reason: str, **kept: bool) -> ResponseReturnValue:
    """As ``closed``; 409 where something was still to be done.

    :param kept: as for ``closed``.
    """
    return closed(event, reason, **kept), 200 if request.method == "GET" else 409


def forgotten(event: Event) -> tuple[str, int]:
    page = "registrations/signup/forgotten.html"
    return render_template(page, **event_words(event)), 404
