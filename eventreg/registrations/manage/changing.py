"""Staff pages that change one registration, hand its seat on, or take it back."""

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg import clock
from eventreg.database import write_tx
from eventreg.errors import MoveNotAllowed
from eventreg.events.pools import addresses
from eventreg.people.names import full_name
from eventreg.registrations import rules, seats, services, standing
from eventreg.registrations.forms import DetailsForm, EntryForm, NoteForm, PlacesForm
from eventreg.registrations.manage.common import (
    OFFICE,
    flash_over,
    me,
    overtaken,
    registration_or_404,
    to,
)
from eventreg.registrations.manage.comparing import compared
from eventreg.registrations.models import Registration
from eventreg.registrations.money import owed
from eventreg.registrations.money.queries import fees_of
from eventreg.registrations.overtaken import overtaken_words
from eventreg.registrations.services import NotTheSameEvent
from eventreg.registrations.states import LIVE, SEATED, RegistrationRole
from eventreg.registrations.words import state_word
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors, render_form
from eventreg.web.roles import Role

bp = Blueprint(
    "change_registration", __name__, url_prefix="/manage/registrations/<reference>"
)


@bp.route("/details", methods=["GET", "POST"])
@access.staff(*OFFICE)
def details(reference: str) -> ResponseReturnValue:
    """Names, address and the rest; the history shows what became different."""
    registration = registration_or_404(reference)
    form = _details_form(registration)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                form.check_unchanged(_details_form(seats.lock(registration)))
                changes = services.change_details(registration, form.values(), by=me())
            flash(_("Saved.") if changes else _("Nothing has changed."), "success")
            return to(reference)
    page = "registrations/manage/details.html"
    return render_form(page, form, registration=registration)


@bp.route("/places", methods=["GET", "POST"])
@access.staff(*OFFICE)
def places(reference: str) -> ResponseReturnValue:
    """As what somebody comes, and which contingent, sessions and choice."""
    registration = registration_or_404(reference)
    if registration.state not in LIVE:
        return to(reference)
    is_open = registration.state in SEATED or not registration.event.is_past
    if not is_open and request.method == "GET":
        flash_over()
        return to(reference)
    form = _places_form(registration)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                form.check_unchanged(_places_form(seats.lock(registration)))
                services.choose(
                    registration,
                    form.chosen,
                    by=me(),
                    language=current_language(),
                    role=RegistrationRole(form.role.data),
                )
            flash(_("Saved."), "success")
            return to(reference)
    page = "registrations/manage/places.html"
    line_moves = rules.standstill(registration.event, clock.now()) is None
    return render_form(page, form, registration=registration, line_moves=line_moves)


@bp.route("/substitute", methods=["GET", "POST"])
@access.staff(*OFFICE)
def substitute(reference: str) -> ResponseReturnValue:
    """Somebody else takes over the seat, at once."""
    registration = registration_or_404(reference)
    if request.method == "GET" and not services.can_be_handed_over(registration):
        return overtaken(reference)
    form = EntryForm(language=registration.language)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                new = services.substitute(registration, form.applicant(), by=me())
                name, reference = full_name(new), new.reference
            flash(_("%(name)s has taken over the seat.", name=name), "success")
            return to(reference)
    if isinstance(form.refusal, MoveNotAllowed):
        registration = registration_or_404(reference)
        name = full_name(registration)
        form.form_errors[:] = [overtaken_words(registration, name)]
    page = "registrations/manage/substitute.html"
    is_told = access.me().handles_money
    return render_form(
        page,
        form,
        registration=registration,
        has_fees=bool(fees_of(registration.event)),
        passing=owed.passing(registration) if is_told else None,
    )


@bp.route("/reinstate", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
def reinstate(reference: str) -> ResponseReturnValue:
    """Take somebody back who is out: a seat, or the end of the line."""
    registration, form = registration_or_404(reference), NoteForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                note = form.note.data or ""
                state = services.reinstate(registration, by=me(), note=note)
            flash(_("Taken back in: %(state)s.", state=state_word(state)), "success")
            return to(reference)
    if not services.can_be_reinstated(registration):
        return overtaken(reference)
    successor = standing.successor(registration)
    return render_form(
        "registrations/manage/reinstate.html",
        form,
        registration=registration,
        successor=successor if successor and successor.state in SEATED else None,
    )


@bp.route("/merge/<other>", methods=["GET", "POST"])
@access.staff(*OFFICE)
def merge(reference: str, other: str) -> ResponseReturnValue:
    """Both side by side, and the button that makes one of them."""
    one, two = registration_or_404(reference), registration_or_404(other)
    if one is two or one.event_id != two.event_id:
        raise NotTheSameEvent
    form = EmptyForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                left = services.merge(one, two, by=me()).reference
            flash(_("The two registrations are one now."), "success")
            return to(left)
    if not {one.state, two.state} <= LIVE:
        return _merged_meanwhile(one, two)
    kept = services.kept_of(one, two)
    gone = two if kept is one else one
    return render_template(
        "registrations/manage/merge.html",
        form=form,
        pair=[kept, gone],
        rows=compared(kept, gone, by=access.me().role),
        takes_message=bool(gone.message and not kept.message),
        frees_a_seat={one.state, two.state} <= SEATED,
        event=one.event,
        here=url_for(".merge", reference=reference, other=other),
    )


def _merged_meanwhile(one: Registration, two: Registration) -> ResponseReturnValue:
    """To the one that is left, with what became of the other."""
    out, left = (two, one) if one.state in LIVE else (one, two)
    flash(overtaken_words(out, full_name(out)), "notice")
    return to(left.reference)


def _details_form(registration: Registration) -> DetailsForm:
    form = DetailsForm(obj=registration)
    form.needs_address = registration.lead_id is None
    form.show_lines(registration.address_as)
    return form


def _places_form(registration: Registration) -> PlacesForm:
    """The form, in which full places that the person has can be kept."""
    held = frozenset(claim.pool_id for claim in registration.claims)
    return PlacesForm(registration, offered=addresses(registration.event), held=held)
