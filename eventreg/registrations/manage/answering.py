"""The staff page that changes what somebody answered."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg.database import write_tx
from eventreg.errors import MoveNotAllowed
from eventreg.events.questions.rules import may_read, unasked
from eventreg.people.names import full_name
from eventreg.registrations import overtaken, seats, services
from eventreg.registrations.answers import queries as answers
from eventreg.registrations.forms import staff_form
from eventreg.registrations.manage.changing import bp
from eventreg.registrations.manage.common import (
    OFFICE,
    given_to_me,
    me,
    registration_or_404,
)
from eventreg.registrations.models import Registration
from eventreg.registrations.states import LIVE
from eventreg.registrations.views.files import keep_files
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors, render_form
from eventreg.web.requests import takes_files
from eventreg.web.roles import Role


@bp.route("/answers/change", methods=["GET", "POST"])
@access.staff(*OFFICE, Role.TRAVEL_LEAD)
@takes_files
def change_answers(reference: str) -> ResponseReturnValue:
    """What the role may read, to be answered on the person's behalf; the log tells."""
    registration = registration_or_404(reference)
    if registration.state not in LIVE:
        return _back(registration)
    everything = answers.asked_now(registration)
    seen = [each for each in everything if may_read(each, access.me().role)]
    if not seen:
        abort(404)
    given_to_me(registration)  # for the form shows them
    stored = answers.stored(registration)
    unseen = [each for each in everything if each not in seen]
    form = staff_form(seen, stored, unseen=unseen)()
    is_valid = form.validate_on_submit()
    keep_files([form])
    if is_valid:
        kept = {each.key: stored.values.get(each.key) for each in unseen}
        stays = stored.earlier.keys() | unasked(everything, stored.everything)
        hidden = {each.key for each in unseen} & stays
        with form_errors(form):
            with write_tx():
                again = answers.stored(seats.lock(registration))
                form.check_unchanged(staff_form(seen, again, unseen=unseen)())
                services.change_answers(
                    registration,
                    everything,
                    kept | form.given,
                    keeping=form.keeping | hidden,
                    by=me(),
                    language=current_language(),
                )
            flash(_("Saved."), "success")
            return _back(registration)
    if isinstance(form.refusal, MoveNotAllowed):
        flash(
            overtaken.overtaken_words(registration, full_name(registration)), "notice"
        )
        return _back(registration)
    return render_form(
        "registrations/manage/change_answers.html",
        form,
        registration=registration,
        back=_address(registration),
    )


def _back(registration: Registration) -> Response:
    return redirect(_address(registration), 303)


def _address(registration: Registration) -> str:
    """Where this account reads about the person."""
    pages = ("manage_registrations.show", "manage_registrations.given_answers")
    page = next(page for page in pages if access.may_open(page))
    return url_for(page, reference=registration.reference)
