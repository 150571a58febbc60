"""Members sign in by a link in a letter, change their details, and sign out."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.people import loader, queries, services
from eventreg.people.forms import SignInForm
from eventreg.people.names import full_name
from eventreg.people.services import SignInLinkIsOver
from eventreg.people.views.details import details_page
from eventreg.web import access, floods
from eventreg.web.forms import EmptyForm
from eventreg.web.locale import local_path, prefer
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("members", __name__, url_prefix="/members")

#: The member's own page, which knows registrations.
HOME = "member_events.index"


@bp.route("/sign-in", methods=["GET", "POST"])
@access.public
def sign_in() -> ResponseReturnValue:
    """Ask for the address; the answer is the same for all."""
    if access.member() is not None:
        return redirect(url_for(HOME), 303)
    form = SignInForm()
    if form.validate_on_submit():
        with form_errors(form):
            floods.count(form.address)
            with write_tx():
                services.request_sign_in(form.address, goal=_goal())
            return redirect(url_for(".sent"), 303)
    return render_form("members/sign_in.html", form)


@bp.get("/sign-in/sent")
@access.public
def sent() -> str:
    return render_template("members/sent.html")


@bp.route("/sign-in/<token>", methods=["GET", "POST"])
@access.own_link
def use_link(token: str) -> ResponseReturnValue:
    """A button signs in; opening the page, as mail scanners do, does not."""
    link = queries.member_link(token)
    if link is None:
        abort(404)
    prefer(link.person.language)
    form = EmptyForm()
    if form.validate_on_submit():
        try:
            with write_tx():
                secret = services.sign_in(link)
        except SignInLinkIsOver:
            return _is_over()
        loader.remember(link.person, secret)
        flash(_("You are signed in as a member."), "success")
        return redirect(local_path(link.goal, url_for(HOME)), 303)
    if link.is_over:
        return _is_over()
    return render_template(
        "members/use_link.html", form=form, name=full_name(link.person)
    )


@bp.post("/sign-out")
@access.public
def sign_out() -> ResponseReturnValue:
    with write_tx():
        services.sign_out(loader.current_token())
    loader.forget()
    flash(_("You are signed out on this device."), "success")
    return redirect(url_for("events.index"), 303)


@bp.post("/sign-out-everywhere")
@access.member_only
def sign_out_everywhere() -> ResponseReturnValue:
    person = access.member()
    with write_tx():
        services.sign_out_everywhere(person, by=Actor.person(person))
    loader.forget()
    flash(_("You are signed out on all devices."), "success")
    return redirect(url_for(".sign_in"), 303)


@bp.route("/details", methods=["GET", "POST"])
@access.member_only
def details() -> ResponseReturnValue:
    person = access.member()
    answer = details_page(person, back=url_for(HOME))
    if request.method == "POST":
        loader.speak(person)
    return answer


@bp.post("/invitations")
@access.member_only
def invitations() -> ResponseReturnValue:
    """Whether I want to be invited to events by e-mail."""
    person = access.member()
    by = Actor.person(person)
    with write_tx():
        if request.form.get("wish") == "allow":
            services.allow_invitations(person, by=by)
        else:
            services.refuse_invitations(person, by=by)
    flash(_("Saved."), "success")
    return redirect(url_for(HOME), 303)


def _goal() -> str:
    """The page that asked to sign in; one too long for the link is forgotten."""
    goal = local_path(request.args.get("next"), "")
    return goal if len(goal) <= 200 else ""


def _is_over() -> ResponseReturnValue:
    if access.member() is not None:
        return redirect(url_for(HOME), 303)
    return render_template("members/link_is_over.html"), 410
