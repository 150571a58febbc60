"""The registrations of an event, one of them, and entry by staff."""

from collections.abc import Callable, Sequence
from json import dumps

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

from eventreg import clock, uploads
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.parts import pool_name
from eventreg.events.pools import addresses
from eventreg.events.queries import by_slug
from eventreg.events.questions.queries import asked_at
from eventreg.events.questions.states import Stage
from eventreg.events.shown import texts
from eventreg.events.states import RUNNING, PoolKind
from eventreg.people.names import formal_name, full_name
from eventreg.registrations import (
    appearances,
    log,
    queries,
    rules,
    seats,
    services,
    standing,
)
from eventreg.registrations.answers import queries as answers
from eventreg.registrations.forms import (
    DoorForm,
    EntryForm,
    NoteForm,
    PromoteForm,
    WithdrawForm,
    entry_form,
)
from eventreg.registrations.forms.sign_up import PHOTO_WORDS
from eventreg.registrations.manage.common import (
    OFFICE,
    flash_over,
    given_to_me,
    gone,
    in_time,
    me,
    overtaken,
    registration_or_404,
    to,
)
from eventreg.registrations.manage.inbox_shared import here, reading
from eventreg.registrations.models import Registration
from eventreg.registrations.money import owed
from eventreg.registrations.obstacles import needed_words
from eventreg.registrations.overtaken import anew_words, extended_words
from eventreg.registrations.presence import queries as presence
from eventreg.registrations.services import (
    AlreadyRegistered,
    EventIsOver,
    NoMoreTime,
    NoSeatFree,
    NotYetAtTheDesk,
)
from eventreg.registrations.services.as_seen import ENDED
from eventreg.registrations.states import LIVE, RegistrationRole, State
from eventreg.registrations.told import is_written_to, untold_words
from eventreg.registrations.unconfirmed import unconfirmed_words
from eventreg.registrations.views.files import keep_files
from eventreg.registrations.words import listed
from eventreg.web import access
from eventreg.web.network import or_kept
from eventreg.web.pages import form_errors, render_form
from eventreg.web.requests import takes_files
from eventreg.web.roles import Role

bp = Blueprint("manage_registrations", __name__, url_prefix="/manage")


@bp.route("/events/<slug>/registrations/new", methods=["GET", "POST"])
@access.staff(*OFFICE)
@takes_files
def new(slug: str) -> ResponseReturnValue:
    """Somebody on the phone: entered in under a minute, address taken as true."""
    event = _event(slug)
    at_the_door = rules.is_for_the_door(event, clock.now())
    kind = DoorForm if at_the_door else EntryForm
    asked = asked_at(event, Stage.APPLICATION)
    form = entry_form(asked, kind=kind)(offered=addresses(event))
    is_valid = form.validate_on_submit()
    keep_files([form])
    if is_valid:
        with form_errors(form):
            with write_tx():
                entered = services.enter(
                    event,
                    form.applicant(),
                    by=me(),
                    is_here=at_the_door and form.is_here.data,
                    role=RegistrationRole(form.role.data),
                )
                reference, name = entered.reference, full_name(entered)
            if entered.email:
                said = _("%(name)s is entered and gets an e-mail.", name=name)
            else:
                said = _("%(name)s is entered and gets no e-mails.", name=name)
            flash(said, "success")
            return to(reference)
    title = texts(event)["title"]
    return render_form("registrations/manage/new.html", form, event=event, title=title)


@bp.get("/registrations/<reference>")
@access.staff(*OFFICE)
def show(reference: str) -> str:
    """One registration: the person, the state, what happened and who did it."""
    registration = registration_or_404(reference)
    event = registration.event
    return render_template(
        "registrations/manage/show.html",
        registration=registration,
        event=event,
        title=texts(event)["title"],
        tone=standing.TONES[registration.state],
        check_in=presence.check_in_of(registration),
        place=queries.place_in_line(registration),
        places=[pool_name(pool) for pool in seats.chosen_by(registration)],
        party=queries.party(registration),
        namesakes=queries.namesakes(registration),
        person=queries.known_person(registration),
        appearances=appearances.beside(registration),
        given=given_to_me(registration),
        may_answer=answers.may_answer(registration, by=access.me().role),
        photo_word=PHOTO_WORDS[registration.photo_level],
        is_undoable=registration.shown_state is not registration.state,
        may_wait=_may_wait(registration),
        unconfirmed_words=unconfirmed_words(registration),
        may_extend=services.can_be_extended(registration),
        may_reinstate=services.can_be_reinstated(registration),
        likely_member=queries.likely_member(registration),
        asked=queries.substitute_of(registration),
        steps=log.lines(registration, by=access.me().role),
        end_words=log.end_words(registration),
        not_late_words=log.not_late_words(registration.moves[-1]),
        may_decide=access.me().role is Role.DIRECTOR,
        is_running=event.state in RUNNING and not event.is_past,
        may_rejoin=event.state in RUNNING and event.starts_at > clock.now(),
        reading=reading(registration),
        **_at_the_door(registration),
    )


def _may_wait(registration: Registration) -> bool:
    """Whether the line is a place for who waits for a decision."""
    if registration.state is not State.PENDING:
        return False
    unit = queries.unit(registration)
    return queries.may_wait(unit, queries.held_up_asked(unit).answer())


def _at_the_door(registration: Registration) -> dict[str, object]:
    """Whether whoever comes is let in, and what is missing for this one."""
    is_open = rules.is_for_the_door(registration.event, clock.now())
    is_waiting = registration.state is State.WAITLISTED
    lack = _lack_words([registration]) if is_open and is_waiting else ""
    return {"is_for_the_door": is_open, "lack": lack}


@bp.get("/registrations/<reference>/answers")
@access.staff(*OFFICE, Role.TRAVEL_LEAD)
def given_answers(reference: str) -> str:
    """What one person answered, for those who read nothing else about them."""
    registration = registration_or_404(reference)
    return render_template(
        "registrations/manage/answers.html",
        registration=registration,
        event=registration.event,
        title=texts(registration.event)["title"],
        given=given_to_me(registration),
        may_answer=answers.may_answer(registration, by=access.me().role),
    )


@bp.get("/registrations/<reference>/files/<file>")
@access.staff(*OFFICE, Role.TRAVEL_LEAD)
def file(reference: str, file: str) -> Response:
    """A file that this person sent, for those who may read the answer."""
    registration = registration_or_404(reference)
    found = answers.file_of(given_to_me(registration), file)
    if found is None:
        abort(404)
    return uploads.answer(found)


@bp.route("/registrations/<reference>/cancel", methods=["GET", "POST"])
@access.staff(*OFFICE)
def cancel(reference: str) -> ResponseReturnValue:
    """Withdraw somebody, on their behalf or the organiser's."""
    registration, form = registration_or_404(reference), WithdrawForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                note = form.note.data or ""
                services.cancel(registration, by=me(), note=note, seen=form.prints())
            flash(_("The registration is cancelled."), "success")
            return to(reference)
    is_live = registration.state in LIVE
    if way := gone(registration, form, is_possible=is_live):
        return way
    page = "registrations/manage/cancel.html"
    is_told = access.me().handles_money
    lost = owed.leaving(registration, by_organiser=True) if is_told else None
    shown = services.leaving_print(registration, by_organiser=True)
    told = shown if is_told else {ENDED: shown[ENDED]}
    return render_form(
        page,
        form,
        registration=registration,
        is_open=is_live and not registration.event.is_past,
        line_moves=rules.standstill(registration.event, clock.now()) is None,
        leaving=lost,
        seen=dumps(told),
    )


@bp.route("/registrations/<reference>/promote", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
def promote(reference: str) -> ResponseReturnValue:
    """Give somebody in line a seat by hand; before others, and the log says why."""
    registration = registration_or_404(reference)
    before = queries.passed_over(registration)
    form = PromoteForm() if before else NoteForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                note = form.note.data or ""
                services.promote(registration, by=me(), note=note)
            flash(_given_words(queries.unit(registration)), "success")
            return to(reference)
    is_waiting = registration.state is State.WAITLISTED
    if way := gone(registration, form, is_possible=is_waiting):
        return way
    unit = queries.unit(registration)
    lack = _lack_words(unit)
    if isinstance(form.refusal, NoSeatFree) and lack:
        form.form_errors[:] = [lack]
    return render_form(
        "registrations/manage/promote.html",
        form,
        registration=registration,
        is_open=is_waiting and not registration.event.is_past,
        unit=unit,
        lack=lack,
        says_which=len(unit) > 1 or any(pool.names for pool in seats.lacking(unit)),
        name=listed(map(formal_name, unit)),
        free=seats.most_free(unit) or 0,
        passed_over=before,
        is_too_late=not rules.may_give(registration.event, clock.now()),
        has_contingents=bool(registration.event.pools_of(PoolKind.CONTINGENT)),
        hours_to_accept=rules.hours_to_accept(registration.event, clock.now()),
    )


def _given_words(unit: Sequence[Registration]) -> str:
    if len(unit) == 1:
        given, sent = _("The seat is given."), _("An e-mail is on its way.")
    else:
        given, sent = _("The seats are given."), _("The e-mails are on their way.")
    leaves = or_kept(sent) if is_written_to(unit) else ""
    return " ".join(filter(None, (given, leaves, untold_words(unit))))


def _lack_words(unit: Sequence[Registration]) -> str:
    """Which seats are missing for these, as a sentence; empty: none."""
    lacking = seats.lacking(unit)
    if not lacking:
        return ""
    if len(unit) == 1:
        return str(NoSeatFree(lacking))
    return _("There are too few seats: %(lack)s.", lack=needed_words(unit))


@bp.post("/registrations/<reference>/let-in")
@access.staff(*OFFICE)
def let_in(reference: str) -> ResponseReturnValue:
    """Somebody in line has come, and a seat is free for whoever comes."""
    registration = registration_or_404(reference)
    try:
        if not in_time(registration, services.let_in):
            return overtaken(reference)
    except EventIsOver:
        flash_over()
        return to(reference)
    except (NoSeatFree, NotYetAtTheDesk) as refusal:
        flash(str(refusal), "notice")
        return to(reference)
    flash(_("%(name)s is in.", name=full_name(registration)), "success")
    return to(reference)


@bp.post("/registrations/<reference>/reconsider")
@access.staff(Role.DIRECTOR)
def reconsider(reference: str) -> ResponseReturnValue:
    """Bring a declined person back into the inbox."""
    registration = registration_or_404(reference)
    try:
        if not in_time(registration, services.reconsider):
            return overtaken(reference)
    except AlreadyRegistered as refusal:
        other = refusal.registration
        flash(anew_words(other, full_name(other)), "notice")
        return to(other.reference)
    flash(_("This person is waiting in the inbox again."), "success")
    return to(reference)


@bp.post("/registrations/<reference>/pause")
@access.staff(Role.DIRECTOR)
def pause(reference: str) -> ResponseReturnValue:
    """Skip somebody in line, who keeps the place."""
    return _act(
        reference, services.pause, _("%(name)s keeps the place and is skipped.")
    )


@bp.post("/registrations/<reference>/resume")
@access.staff(Role.DIRECTOR)
def resume(reference: str) -> ResponseReturnValue:
    """Let somebody in line move again."""
    return _act(reference, services.resume, _("%(name)s is no longer skipped."))


@bp.post("/registrations/<reference>/extend")
@access.staff(*OFFICE)
def extend(reference: str) -> ResponseReturnValue:
    """Keep an offered seat longer, once."""
    return _act(reference, services.extend, _("The seat is kept longer for %(name)s."))


def _act(
    reference: str, service: Callable[..., object], said: str
) -> ResponseReturnValue:
    """One act without input; back to the line, if it was pressed there.

    :param said: a sentence with ``%(name)s``.
    """
    registration = registration_or_404(reference)
    name = full_name(registration)
    try:
        if not in_time(registration, service):
            return overtaken(reference)
        flash(said % {"name": name}, "success")
    except NoMoreTime:
        flash(extended_words(registration, name), "notice")
    if "line" in request.args:
        slug = registration.event.slug
        return redirect(url_for("waitlist.index", slug=slug), 303)
    return to(reference)


@bp.post("/registrations/<reference>/settle-member")
@access.staff(*OFFICE)
def settle_member(reference: str) -> ResponseReturnValue:
    """Somebody unknown is one of the member whose mail domain they use."""
    registration = registration_or_404(reference)
    with write_tx():
        company = services.settle_member(registration, by=me())
        words = {"name": full_name(registration), "company": company.name}
    flash(_("%(name)s now belongs to %(company)s.", **words), "success")
    if "inbox" in request.args:
        return redirect(url_for("inbox.index", **here()), 303)
    return to(reference)


def _event(slug: str) -> Event:
    event = by_slug(slug)
    if event is None:
        abort(404)
    return event
