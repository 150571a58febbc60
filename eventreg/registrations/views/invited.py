"""Behind an invitation: "are you …?", the form, and "no, thank you"."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.database import write_tx
from eventreg.people.names import full_name
from eventreg.people.views.personal import keep_to_yourself, link_is_gone, person_of
from eventreg.registrations import services
from eventreg.registrations.invitations import invitation
from eventreg.registrations.views.signup_common import event_words, visible_event
from eventreg.web import access
from eventreg.web.forms import EmptyForm

bp = Blueprint("invited", __name__, url_prefix="/members/<token>/events/<slug>")
bp.after_request(keep_to_yourself)
bp.register_error_handler(404, link_is_gone)


@bp.get("")
@access.own_link
def ask(token: str, slug: str) -> str:
    """Name and company only: whoever was sent the link by a friend says so here."""
    event, person = visible_event(slug), person_of(token)
    return render_template(
        "registrations/known/ask.html",
        token=token,
        name=full_name(person),
        company=person.company.name if person.company else "",
        **event_words(event),
    )


@bp.route("/no-thanks", methods=["GET", "POST"])
@access.own_link
def no_thanks(token: str, slug: str) -> ResponseReturnValue:
    """One button; opening the page, as mail scanners do, says nothing."""
    event, person = visible_event(slug), person_of(token)
    form = EmptyForm()
    if form.validate_on_submit():
        with write_tx():
            services.say_no(event, person)
        flash(_("Thank you for telling us."), "success")
        return redirect(url_for(".no_thanks", token=token, slug=slug), 303)
    invited = invitation(event, person)
    return render_template(
        "registrations/known/no_thanks.html",
        form=form,
        token=token,
        name=full_name(person),
        has_said=invited is not None and invited.declined_at is not None,
        **event_words(event),
    )
