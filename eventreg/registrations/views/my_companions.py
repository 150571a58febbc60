"""What somebody does about the people they signed up."""

from functools import partial
from json import dumps

from flask import abort, flash, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events.states import Kind
from eventreg.people.names import full_name
from eventreg.registrations import freed, queries, services
from eventreg.registrations.forms import CancelForm, SubstituteForm
from eventreg.registrations.models import Registration
from eventreg.registrations.money import owed
from eventreg.registrations.party_facts import Companion
from eventreg.registrations.services.as_seen import REFUND
from eventreg.registrations.views.my_changes import (
    answers_page,
    change_page,
    details_form,
    substitute_page,
)
from eventreg.registrations.views.own import (
    back,
    bp,
    is_over,
    overtaken,
    own,
    too_late,
    words,
)
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.pages import form_errors, render_form
from eventreg.web.requests import takes_files


@bp.route("/companions/<companion>/cancel", methods=["GET", "POST"])
@access.own_link
def cancel_companion(token: str, companion: str) -> ResponseReturnValue:
    lead, found = _both(token, companion)
    if not Companion.of(found).may_cancel:
        return too_late(lead, "", CancelForm())
    form = CancelForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                note = form.note.data or ""
                services.cancel(
                    found, by=Actor.person(lead), note=note, seen=form.prints()
                )
                name = full_name(found)
            flash(_("%(name)s is cancelled.", name=name), "success")
            return back(token)
    if is_over(found, "leave", form):
        return overtaken(token, form)
    reads_refund = found.written_to is lead
    shown = services.leaving_print(found)
    return render_form(
        "registrations/my/cancel_companion.html",
        form,
        **words(lead),
        companion=found,
        goes_on=partial(freed.goes_on, [found]),
        leaving=owed.leaving(found),
        reads_refund=reads_refund,
        seen=dumps({n: p for n, p in shown.items() if n != REFUND or reads_refund}),
    )


@bp.route("/companions/<companion>/substitute", methods=["GET", "POST"])
@access.own_link
def substitute_companion(token: str, companion: str) -> ResponseReturnValue:
    lead, found = _both(token, companion)
    needs_address = found.event.kind is Kind.TRIP
    if not Companion.of(found).may_swap:
        form = SubstituteForm(language=lead.language, needs_address=needs_address)
        return too_late(lead, "", form)
    return substitute_page(
        token,
        found,
        by=Actor.person(lead),
        needs_address=needs_address,
        lead=lead,
    )


@bp.route("/companions/<companion>/change", methods=["GET", "POST"])
@access.own_link
@takes_files
def change_companion(token: str, companion: str) -> ResponseReturnValue:
    """Only as long as nobody else can: not confirmed yet, or without an address."""
    lead, found = _both(token, companion)
    if not Companion.of(found).may_change:
        return too_late(lead, "", details_form(found))
    return change_page(token, found, by=Actor.person(lead), lead=lead)


@bp.route("/companions/<companion>/answers", methods=["GET", "POST"])
@access.own_link
@takes_files
def companion_answers(token: str, companion: str) -> ResponseReturnValue:
    """For somebody without an address, whose page only the lead could open."""
    lead, found = _both(token, companion)
    if not Companion.of(found).may_answer:
        return too_late(lead, "", EmptyForm())
    return answers_page(token, found, by=Actor.person(lead), lead=lead)


def _both(token: str, reference: str) -> tuple[Registration, Registration]:
    """The link's person, and the one of theirs with this reference, or 404."""
    lead = own(token)
    companion = queries.companion(lead, reference)
    if companion is None:
        page = "registrations/my/not_yours.html"
        abort(make_response(render_template(page, token=token), 404))
    return lead, companion
