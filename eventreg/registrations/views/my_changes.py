"""What a person changes on the own page: answers, places, and who comes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.events.pools import addresses
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import Stage
from eventreg.people.names import full_name
from eventreg.registrations import queries, seats, services
from eventreg.registrations.answers import queries as answers
from eventreg.registrations.forms import (
    ChangeForm,
    SubstituteForm,
    change_form,
    later_form,
)
from eventreg.registrations.forms.asking import Answering
from eventreg.registrations.models import Registration
from eventreg.registrations.money import owed
from eventreg.registrations.states import SEATED, State
from eventreg.registrations.views.files import keep_files
from eventreg.registrations.views.own import (
    back,
    bp,
    is_over,
    may,
    overtaken,
    own,
    too_late,
    words,
)
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors, render_form
from eventreg.web.rate_limit import hit, take_back
from eventreg.web.requests import takes_files

#: So many people who cannot take over a seat may be named in a day.
REFUSALS = 3
A_DAY = 24 * 3600


@bp.route("/change", methods=["GET", "POST"])
@access.own_link
@takes_files
def change(token: str) -> ResponseReturnValue:
    """Phone, company, language, sessions and the like."""
    registration = own(token)
    if not may(registration, "change"):
        return too_late(registration, "change", details_form(registration))
    return change_page(token, registration, by=Actor.person(registration))


def change_page(
    token: str, registration: Registration, *, by: Actor, **values: Any
) -> ResponseReturnValue:
    """The form, until the event's last instant for changes; then words why not.

    :param token: of the page to go back to, the person's own or the lead's.
    :param values: what the page shows besides person and event.
    """
    shown = {**words(registration), "token": token, **values}
    if registration.event.changes_end_at <= clock.now():
        page = "registrations/my/change_closed.html"
        return render_template(page, **shown), 409
    questions = answers.asked_of(registration, Stage.APPLICATION)
    form = _change_form(registration, questions)
    is_valid = form.validate_on_submit()
    keep_files([form])
    if is_valid:
        with form_errors(form):
            with write_tx():
                anew = _change_form(seats.lock(registration), questions)
                form.check_unchanged(anew)
                _save(registration, form, questions, by=by)
            flash(_("Your changes are saved."), "success")
            return back(token)
    if is_over(registration, "change", form):
        return overtaken(token, form)
    shown["seen"] = form.carried(_fee_shown(registration, form))
    return render_form("registrations/my/change.html", form, **shown)


def _fee_shown(registration: Registration, form: ChangeForm) -> Mapping[str, str]:
    """A print of the fee that the page speaks of, or goes without saying."""
    if isinstance(form.refusal, services.FeeFollows):
        return form.refusal.now
    return services.fee_print(registration)


def details_form(registration: Registration) -> ChangeForm:
    """Without questions: what was written about oneself, for who came too late."""
    return _change_form(registration, ())


def _change_form(
    registration: Registration, questions: Sequence[Question]
) -> ChangeForm:
    claimed = {claim.pool_id for claim in registration.claims}
    stored = answers.stored(registration) if questions else None
    state, knows = registration.state, registration.shown_state
    holds = state in SEATED or knows not in {State.UNVERIFIED, State.PENDING}
    return change_form(questions, stored, holds=holds)(
        obj=registration,
        offered=addresses(registration.event),
        claimed=frozenset(claimed),
        state=knows,
        holds=holds,
        is_contingent_fixed=services.is_contingent_fixed(registration),
    )


def _save(
    registration: Registration,
    form: ChangeForm,
    questions: Sequence[Question],
    *,
    by: Actor,
) -> None:
    services.change_details(registration, form.values(), by=by)
    kept = [] if form.contingent else seats.contingents_of(registration)
    wanted = {pool.id for pool in (*kept, *form.chosen)}
    if wanted != {pool.id for pool in seats.chosen_by(registration)}:
        services.choose(
            registration,
            [*kept, *form.chosen],
            by=by,
            language=current_language(),
            seen=form.prints(),
        )
    if questions:
        _answer(registration, form, questions, by=by)


def _answer(
    registration: Registration,
    form: Answering,
    questions: Sequence[Question],
    *,
    by: Actor,
) -> None:
    services.change_answers(
        registration,
        questions,
        form.given,
        keeping=form.keeping,
        by=by,
        language=current_language(),
    )


@bp.route("/answers", methods=["GET", "POST"])
@access.own_link
@takes_files
def later_answers(token: str) -> ResponseReturnValue:
    """What the event asks those who have a seat."""
    registration = own(token)
    if not may(registration, "answer"):
        return too_late(registration, "answer", EmptyForm())
    return answers_page(token, registration, by=Actor.person(registration))


def answers_page(
    token: str, registration: Registration, *, by: Actor, **values: Any
) -> ResponseReturnValue:
    """The form; 404 where nothing is asked, words why not when it is too late.

    :param token: of the page to go back to, the person's own or the lead's.
    :param values: what the page shows besides person and event.
    """
    questions = answers.asked_of(registration, Stage.AFTER_CONFIRMATION)
    shown = {**words(registration), "token": token, **values}
    if not questions:
        abort(404)
    if registration.event.changes_end_at <= clock.now():
        page = "registrations/my/change_closed.html"
        return render_template(page, **shown), 409
    form = later_form(questions, answers.stored(registration))()
    is_valid = form.validate_on_submit()
    keep_files([form])
    if is_valid:
        with form_errors(form):
            with write_tx():
                again = answers.stored(seats.lock(registration))
                form.check_unchanged(later_form(questions, again)())
                _answer(registration, form, questions, by=by)
            flash(_("Thank you, your answers are saved."), "success")
            return back(token)
    if is_over(registration, "answer", form):
        return overtaken(token, form)
    return render_form("registrations/my/answers.html", form, **shown)


@bp.route("/substitute", methods=["GET", "POST"])
@access.own_link
def substitute(token: str) -> ResponseReturnValue:
    """Name somebody who comes instead."""
    registration = own(token)
    if not may(registration, "substitute"):
        form = SubstituteForm(language=registration.language, needs_address=True)
        return too_late(registration, "substitute", form)
    return substitute_page(
        token, registration, by=Actor.person(registration), needs_address=True
    )


def substitute_page(
    token: str,
    registration: Registration,
    *,
    by: Actor,
    needs_address: bool,
    **values: Any,
) -> ResponseReturnValue:
    """The form for the new person, or who was named already.

    :param token: of the page to go back to, the person's own or the lead's.
    """
    asked = queries.asked_substitute(registration)
    form = SubstituteForm(language=registration.language, needs_address=needs_address)
    shown = {**words(registration), "token": token, **values}
    shown["asked"] = full_name(asked) if asked else ""
    shown["passing"] = owed.passing(registration)
    if form.validate_on_submit():
        with form_errors(form), _few_tries(token):
            with write_tx():
                applicant = form.applicant(company=registration.company)
                new = services.substitute(registration, applicant, by=by)
                thanks = _thanks(new)
            flash(thanks, "success")
            return back(token)
    if is_over(registration, "substitute", form):
        return overtaken(token, form)
    return render_form("registrations/my/substitute.html", form, **shown)


@contextmanager
def _few_tries(token: str) -> Iterator[None]:
    """Refuse everybody alike once too many were refused today, so that nobody finds
    out here who is registered (docs/decisions/0010).

    :param token: of the page that asks, for whomever in the party.
    :raises CannotTakeOver: nobody more can be named today.
    """
    key = f"substitute:{own(token).reference}"
    if not hit(key, REFUSALS, A_DAY):
        raise services.CannotTakeOver
    try:
        yield
    except services.CannotTakeOver:
        raise
    except DomainError:
        take_back(key, per=A_DAY)
        raise
    else:
        take_back(key, per=A_DAY)


def _thanks(new: Registration) -> str:
    name = full_name(new)
    if new.state is State.PENDING:
        return _("You have named %(name)s. The organiser decides about it.", name=name)
    return _("The seat now belongs to %(name)s.", name=name)
