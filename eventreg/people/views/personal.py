"""Pages behind a personal link: the own details, and no more invitations."""

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

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.extensions import csrf
from eventreg.people import queries, services
from eventreg.people.models import Person
from eventreg.people.views.details import details_page
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.locale import answer_in, prefer

bp = Blueprint("personal", __name__, url_prefix="/members/<token>")
answer_in(bp, queries.language_of_link)


def keep_to_yourself(response: Response) -> Response:
    """The address is a secret and the page is personal."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def link_is_gone(_error: Exception) -> tuple[str, int]:
    return render_template("members/gone.html"), 404


bp.after_request(keep_to_yourself)
bp.register_error_handler(404, link_is_gone)


@bp.route("/details", methods=["GET", "POST"])
@access.own_link
def details(token: str) -> ResponseReturnValue:
    return details_page(person_of(token), back=url_for("events.index"))


@bp.route("/invitations", methods=["GET", "POST"])
@access.own_link
def invitations(token: str) -> ResponseReturnValue:
    """No more invitations, or some again: letters and mail programs link here."""
    person, form = person_of(token), EmptyForm()
    if form.validate_on_submit():
        by = Actor.person(person)
        with write_tx():
            if request.form.get("wish") == "allow":
                services.allow_invitations(person, by=by)
            else:
                services.refuse_invitations(person, by=by)
        flash(_("Saved."), "success")
        return redirect(url_for(".invitations", token=token), 303)
    return _invitations_page(form, person, token)


@bp.route("/unsubscribe", methods=["GET", "POST"])
@csrf.exempt
@access.own_link
def unsubscribe(token: str) -> ResponseReturnValue:
    """Where mail programs post for their user (RFC 8058); the page is for a person.

    They want no redirect, and have no CSRF token: the secret in the address does
    instead.
    """
    person = person_of(token)
    if request.method != "POST":
        return redirect(url_for(".invitations", token=token), 303)
    with write_tx():
        services.refuse_invitations(person, by=Actor.person(person))
    return _invitations_page(EmptyForm(), person, token)


def _invitations_page(form: EmptyForm, person: Person, token: str) -> str:
    return render_template(
        "members/invitations.html",
        form=form,
        person=person,
        target=url_for(".invitations", token=token),
    )


def person_of(token: str) -> Person:
    """Whose link this is; a wrong or revoked one looks missing."""
    person = queries.person_of_link(token)
    if person is None:
        abort(404)
    prefer(person.language)
    return person
