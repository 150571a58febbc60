"""A person's own page: where they stand, and yes or no to what is asked."""

from functools import cache
from json import dumps
from typing import Any

from flask import Response, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.local import LocalProxy

from eventreg import clock, uploads
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events.agendas import clock_words
from eventreg.events.models import SeatPool
from eventreg.events.questions.queries import question_with
from eventreg.events.questions.states import Stage
from eventreg.events.rules import closed_reason
from eventreg.events.shown import cancelled_because, own_clock
from eventreg.events.states import CHOSEN, PoolKind
from eventreg.outbox.addresses import public_url
from eventreg.outbox.calendar import part as calendar_part
from eventreg.outbox.sender import current_sender
from eventreg.people.names import full_name
from eventreg.registrations import (
    doers,
    freed,
    history,
    news,
    party_facts,
    queries,
    rules,
    seats,
    services,
    standing,
)
from eventreg.registrations.answers import queries as answers
from eventreg.registrations.forms import CancelForm, ConsentsForm, SeenForm
from eventreg.registrations.forms.asking import OWN, PARTY
from eventreg.registrations.forms.sign_up import PHOTO_WORDS
from eventreg.registrations.inquiries.queries import open_inquiries
from eventreg.registrations.letters import queueing
from eventreg.registrations.letters.kept import kept_one, next_step
from eventreg.registrations.letters.reaching import was_ended_by_move
from eventreg.registrations.models import PhotoLevel, Registration
from eventreg.registrations.money import companions, owed
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.presence import queries as presence
from eventreg.registrations.states import LIVE, State
from eventreg.registrations.views.my_offers import coming_back
from eventreg.registrations.views.own import (
    act,
    back,
    bp,
    is_unnoticed,
    may,
    own,
    words,
)
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors, render_form


@bp.get("")
@access.own_link
def show(token: str) -> str:
    registration = own(token)
    event, state = registration.event, services.stands(registration)
    asked = queries.asked_substitute(registration)
    are_changes_open = event.changes_end_at > clock.now()
    is_unconfirmed = state is State.UNVERIFIED
    own_fee, fees = owed.owed(registration), companions.owed_for(registration)
    return render_template(
        f"registrations/my/states/{state}.html",
        **words(registration),
        state=state,
        tone=standing.TONES[state],
        history=history.steps(registration),
        merged_into=_merged_into(registration),
        kept_step=next_step(registration),
        last=standing.last_reason(registration),
        not_told=_is_missed(registration),
        event_was_moved=was_ended_by_move(registration),
        ended_by=history.ended_by(registration),
        swapped_by=history.swapped_by(registration),
        never_taken_by=standing.never_taken_by(registration),
        is_taken_over=standing.is_taken_over(registration),
        is_swapped_by_staff=doers.is_swapped_by_staff(registration),
        place=queries.place_in_line(registration),
        order_words=standing.order_words(registration),
        behind_members=queries.is_behind_members(registration),
        hours_to_accept=rules.hours_to_accept(event, clock.now()),
        party=party_facts.of(registration),
        chosen=seats.chosen_by(registration),
        full_choices=_full_choices(registration),
        is_elsewhere_free=_is_elsewhere_free(registration),
        are_changes_open=are_changes_open,
        may_change_details=may(registration, "change") and are_changes_open,
        language=current_language(),
        asked=full_name(asked) if asked else "",
        code=standing.code_picture(registration, public_url()),
        may_change=state in LIVE,
        opens_at=services.opens_at(registration),
        seen=dumps(_seen(registration)),
        costs=services.confirm_fees(registration) if is_unconfirmed else None,
        was_applying=standing.was_applying(registration),
        extended_end=services.extended_end(registration),
        cancelled_because=cancelled_because(event),
        own_clock=own_clock(event),
        moved=news.moved(registration),
        clock_words=clock_words(event),
        may_sign_up=closed_reason(event, clock.now()) is None,
        photo_word=PHOTO_WORDS[registration.photo_level],
        has_certificate=presence.has_certificate(registration),
        did_not_come=presence.did_not_come(registration),
        inquiries=open_inquiries(registration) if may(registration, "reply") else [],
        owed=own_fee,
        owed_for_others=fees,
        must_pay=_must_pay(own_fee, fees),
        **_questions(registration),
        **coming_back(registration),
    )


def _must_pay(own_fee: owed.Owed | None, fees: companions.OwedFor | None) -> bool:
    is_due = own_fee is not None and own_fee.state is PaymentState.DUE
    return is_due or (fees is not None and fees.due_cents > 0)


def _seen(registration: Registration) -> dict[str, str]:
    """Prints of what the page shows, for its button."""
    if registration.state is State.UNVERIFIED:
        return services.confirm_print(registration)
    return services.event_print(registration.event)


def _merged_into(registration: Registration) -> str:
    """The number that the person has now, also where that one was merged again."""
    kept = kept_one(registration)
    return kept.reference if kept else standing.merged_into(registration)


def _is_missed(registration: Registration) -> bool:
    """Whether an offer is over of which the person could not be told."""
    if is_unnoticed(registration):
        return services.was_missed(registration)
    return standing.is_unheard(registration)


def _questions(registration: Registration) -> dict[str, Any]:
    """What the person answered, and what is still asked while it can be answered."""
    given = answers.own(registration)
    is_open = registration.event.changes_end_at > clock.now()
    later = answers.asked_of(registration, Stage.AFTER_CONFIRMATION) if is_open else []
    may_answer = may(registration, "answer")
    return {
        "given": given,
        "open": answers.open_questions(later, given) if may_answer else None,
        "asks_each": any(not question.per_party for question in later),
    }


def _full_choices(registration: Registration) -> list[str]:
    """The sessions and choices for which somebody in line waits as well."""
    if registration.shown_state is not State.WAITLISTED:
        return []
    return [
        pool.name(current_language())
        for pool in seats.chosen_by(registration)
        if pool.kind in CHOSEN and pool.free < 1
    ]


def _is_elsewhere_free(registration: Registration) -> bool:
    """Whether a seat is free for the person, all but what they have chosen."""
    pools = [each for each in seats.pools_of(registration) if each.kind not in CHOSEN]
    return all(pool.free > 0 for pool in pools)


@bp.get("/event.ics")
@access.own_link
def calendar(token: str) -> ResponseReturnValue:
    """The same entry as in the letter, so that a calendar keeps one of them."""
    registration = own(token)
    if registration.shown_state is not State.CONFIRMED:
        return _no_entry(registration)
    with force_locale(registration.language):
        _method, body = calendar_part(
            queueing.calendar_entry(registration, "REQUEST"),
            to=registration.written_to.email or "",
            sender=current_sender(),
            own_page=f"{public_url()}{url_for('my.show', token=token)}",
        )
    answer = Response(body, mimetype="text/calendar")
    name = f"{registration.event.slug}.ics"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _no_entry(registration: Registration) -> ResponseReturnValue:
    page, state = "registrations/my/no_entry.html", services.stands(registration)
    is_waiting = state in LIVE and not registration.event.is_past
    shown = {"registration": registration, "is_waiting": is_waiting}
    return render_template(page, **shown), 404


@bp.get("/files/<file>")
@access.own_link
def file(token: str, file: str) -> Response:
    """A file that the person sent as an answer."""
    found = answers.file_of(answers.own(own(token)), file)
    if found is None:
        abort(404)
    return uploads.answer(found)


@bp.route("/confirm", methods=["GET", "POST"])
@access.own_link
def confirm(token: str) -> ResponseReturnValue:
    form = SeenForm()
    # Asked for by the page only, which a good click does not show.
    party = LocalProxy(cache(lambda: party_facts.of(own(token))))
    costs = LocalProxy(cache(lambda: services.confirm_fees(own(token))))
    thanks = _("Thank you, your address is confirmed.")
    return act(
        token,
        "confirm",
        lambda registration: services.verify(registration, seen=form.prints()),
        thanks,
        form=form,
        party=party,
        costs=costs,
        seen=lambda: dumps(services.confirm_print(own(token))),
        opens_at=services.opens_at(own(token)),
        full=lambda: _who_needs_another_choice(token, form.refusal),
    )


def _who_needs_another_choice(token: str, refusal: Exception | None) -> str:
    """Where to choose anew what filled up meanwhile; empty: nothing did."""
    if not isinstance(refusal, services.ChoiceIsFull):
        return ""
    if not isinstance(refusal.who, Registration):
        return ""
    reference, field = refusal.who.reference, _field_of(refusal.pool)
    if reference == own(token).reference:
        return url_for("my.change", token=token, _anchor=field)
    return url_for(
        "my.change_companion", token=token, companion=reference, _anchor=field
    )


def _field_of(pool: SeatPool) -> str:
    """What stands on the form where ``pool`` is chosen, for addresses."""
    if pool.kind is PoolKind.ANSWER:
        question = question_with(pool)
        part = PARTY if question.per_party else OWN
        return f"{part}-{question.key}-question"
    return "sessions-0" if pool.kind is PoolKind.SESSION else "choice-0"


@bp.route("/not-me", methods=["GET", "POST"])
@access.own_link
def not_me(token: str) -> ResponseReturnValue:
    deleted = services.forgotten_at(own(token))
    return act(token, "not_me", services.not_me, forgotten_at=deleted)


@bp.route("/cancel", methods=["GET", "POST"])
@access.own_link
def cancel(token: str) -> ResponseReturnValue:
    form, own_one = CancelForm(), own(token)

    def give_up(registration: Registration) -> None:
        by = Actor.person(registration)
        note = form.note.data or ""
        services.cancel(registration, by=by, note=note, seen=form.prints())

    return act(
        token,
        "cancel",
        give_up,
        _("Thank you for telling us."),
        form=form,
        party=party_facts.of(own_one),
        goes_on=lambda: freed.goes_on([own_one]),
        lost=lambda: owed.leaving(own_one),
        seen=lambda: dumps(services.leaving_print(own_one)),
    )


@bp.route("/consents", methods=["GET", "POST"])
@access.own_link
def consents(token: str) -> ResponseReturnValue:
    registration = own(token)
    form = ConsentsForm(
        show_name=registration.show_name, photo_level=registration.photo_level.value
    )
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                services.change_consents(
                    registration,
                    show_name=form.show_name.data,
                    photo_level=PhotoLevel(form.photo_level.data),
                    by=Actor.person(registration),
                )
            flash(_("Saved."), "success")
            return back(token)
    page = "registrations/my/consents.html"
    return render_form(page, form, **words(registration))
