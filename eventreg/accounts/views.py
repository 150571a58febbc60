"""Pages with which staff sign in and keep their own account."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.accounts import credentials, loader, passwords, queries, services
from eventreg.accounts.forms import (
    AcceptInvitationForm,
    ChangePasswordForm,
    ForgottenForm,
    NewPasswordForm,
    ProfileForm,
    SignInForm,
)
from eventreg.accounts.models import LinkToken, Purpose
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.web import access, rate_limit
from eventreg.web.forms import EmptyForm
from eventreg.web.locale import local_path
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("accounts", __name__, url_prefix="/account")


@bp.route("/sign-in", methods=["GET", "POST"])
@access.public
def sign_in() -> ResponseReturnValue:
    goal = local_path(request.args.get("next"), url_for("manage.start"))
    if access.me() is not None:
        return redirect(goal, 303)
    form = SignInForm()
    if form.validate_on_submit():
        with form_errors(form):
            proof = credentials.prove(
                form.email.data or "",
                form.password.data,
                address=rate_limit.client_network(),
            )
            if proof.account.has_second_factor:
                loader.go_half_way(proof)
                code_page = url_for("second_factor.sign_in", next=_next())
                return redirect(code_page, 303)
            with write_tx():
                token = services.sign_in(proof, origin=loader.origin())
            loader.remember(proof.account, token)
            return redirect(goal, 303)
    return render_form("accounts/sign_in.html", form)


@bp.post("/sign-out")
@access.public
def sign_out() -> ResponseReturnValue:
    with write_tx():
        services.sign_out(loader.current_token())
    loader.forget()
    flash(_("You are signed out."), "success")
    return redirect(url_for(".sign_in"), 303)


@bp.route("/forgotten", methods=["GET", "POST"])
@access.public
def forgotten() -> ResponseReturnValue:
    form = ForgottenForm()
    if form.validate_on_submit():
        with form_errors(form):
            wanted = credentials.may_ask_for_reset(
                form.email.data or "", address=rate_limit.client_network()
            )
            with write_tx():
                services.request_password_reset(
                    (form.email.data or "") if wanted else ""
                )
            return redirect(url_for(".forgotten_sent"), 303)
    return render_form("accounts/forgotten.html", form)


@bp.get("/forgotten/sent")
@access.public
def forgotten_sent() -> ResponseReturnValue:
    return render_template("accounts/forgotten_sent.html")


@bp.route("/reset/<token>", methods=["GET", "POST"])
@access.own_link
def reset(token: str) -> ResponseReturnValue:
    link = _link(token, Purpose.RESET)
    if link.is_over:
        return render_template("accounts/link_is_over.html", link=link), 410
    form = NewPasswordForm()
    form.account_email = link.account.email
    if form.validate_on_submit():
        with form_errors(form):
            new_hash = passwords.hash_of(form.new_password.data)
            with write_tx():
                services.reset_password(link, new_hash=new_hash)
            flash(_("Your new password is set. Sign in with it."), "success")
            return redirect(url_for(".sign_in"), 303)
    return render_form("accounts/reset.html", form, account=link.account)


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@access.own_link
def invitation(token: str) -> ResponseReturnValue:
    link = _link(token, Purpose.INVITATION)
    if link.is_over:
        return render_template("accounts/link_is_over.html", link=link), 410
    account = link.account
    form = AcceptInvitationForm(obj=account)
    form.account_email = account.email
    if form.validate_on_submit():
        with form_errors(form):
            new_hash = passwords.hash_of(form.new_password.data)
            with write_tx():
                services.accept_invitation(
                    link,
                    name=form.name.data,
                    language=form.language.data,
                    new_hash=new_hash,
                )
            flash(_("Your account is ready. Sign in with your password."), "success")
            return redirect(url_for(".sign_in"), 303)
    return render_form("accounts/invitation.html", form, account=account)


@bp.route("/password", methods=["GET", "POST"])
@access.staff()
def password() -> ResponseReturnValue:
    account = access.me()
    form = ChangePasswordForm()
    form.account_email = account.email
    if form.validate_on_submit():
        with form_errors(form):
            proof = credentials.prove_again(
                account,
                form.current_password.data,
                address=rate_limit.client_network(),
            )
            new_hash = passwords.hash_of(form.new_password.data)
            with write_tx():
                services.change_password(
                    proof,
                    new_hash=new_hash,
                    keep=loader.current_token(),
                    by=Actor.staff(account),
                )
            flash(
                _("Your password is changed. All other sessions are ended."), "success"
            )
            return redirect(url_for(".show"), 303)
    return render_form("accounts/password.html", form, account=account)


@bp.get("")
@access.staff()
def show() -> ResponseReturnValue:
    account = access.me()
    return render_template(
        "accounts/show.html",
        account=account,
        sign_ins=queries.sign_ins(account),
        current=queries.sign_in_of(loader.current_token()),
        form=EmptyForm(),
    )


@bp.route("/profile", methods=["GET", "POST"])
@access.staff()
def profile() -> ResponseReturnValue:
    account = access.me()
    form = ProfileForm(obj=account)
    if form.validate_on_submit():
        with write_tx():
            services.change_profile(
                account, name=form.name.data, language=form.language.data
            )
        loader.speak(account.language)
        flash(_("Your account is changed."), "success")
        return redirect(url_for(".show"), 303)
    return render_form("accounts/profile.html", form)


@bp.post("/sign-ins/<reference>/end")
@access.staff()
def end_sign_in(reference: str) -> ResponseReturnValue:
    account = access.me()
    with write_tx():
        was_running = services.end_sign_in(account, reference, by=Actor.staff(account))
    if not was_running:
        flash(_("This session had already ended."))
    else:
        flash(_("The session is ended."), "success")
    return redirect(url_for(".show"), 303)


@bp.post("/sign-out-everywhere")
@access.staff()
def sign_out_everywhere() -> ResponseReturnValue:
    account = access.me()
    with write_tx():
        services.sign_out_everywhere(account, by=Actor.staff(account))
    loader.forget()
    flash(_("You are signed out everywhere."), "success")
    return redirect(url_for(".sign_in"), 303)


def _next() -> str | None:
    """Where to go after the sign-in, if somewhere on this site."""
    return local_path(request.args.get("next"), "") or None


def _link(token: str, purpose: Purpose) -> LinkToken:
    link = queries.link(token, purpose)
    if link is None:
        abort(404)
    return link
