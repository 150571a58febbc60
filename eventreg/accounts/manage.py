"""Pages on which the director says who belongs to the staff."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.accounts import queries, services
from eventreg.accounts.forms import EditAccountForm, InviteForm
from eventreg.accounts.models import Account
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.network import is_mail_set_up, or_kept
from eventreg.web.pages import form_errors, render_form
from eventreg.web.roles import Role

bp = Blueprint("manage_accounts", __name__, url_prefix="/manage/accounts")


@bp.get("")
@access.staff(Role.DIRECTOR)
def index() -> ResponseReturnValue:
    return render_template(
        "accounts/index.html", accounts=queries.accounts_and_factors()
    )


@bp.route("/invite", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
def invite() -> ResponseReturnValue:
    form = InviteForm(role=Role.OFFICE.value)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.invite(
                email=form.email.data or "",
                name=form.name.data,
                role=Role(form.role.data),
                language=form.language.data,
                has_money_right=form.has_money_right.data,
                invited_by=access.me(),
            )
        if not form.errors:
            _say_written(_("The invitation is on its way."))
            return redirect(url_for(".index"), 303)
    return render_form("accounts/invite.html", form)


@bp.route("/<reference>", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
def edit(reference: str) -> ResponseReturnValue:
    account = _account(reference)
    form = EditAccountForm(obj=account)
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            form.check_unchanged(EditAccountForm(obj=services.lock_staff(account)))
            services.edit(
                account,
                name=form.name.data,
                role=Role(form.role.data),
                language=form.language.data,
                has_money_right=form.has_money_right.data,
                by=Actor.staff(access.me()),
            )
        if not form.errors:
            flash(_("The account has been changed."), "success")
            return redirect(url_for(".index"), 303)
    return render_form("accounts/edit.html", form, account=account, act=EmptyForm())


@bp.post("/<reference>/close")
@access.staff(Role.DIRECTOR)
def close(reference: str) -> ResponseReturnValue:
    account = _account(reference)
    with write_tx():
        services.deactivate(account, by=Actor.staff(access.me()))
    flash(_("The account has been closed."), "success")
    return redirect(url_for(".index"), 303)


@bp.post("/<reference>/open")
@access.staff(Role.DIRECTOR)
def open_again(reference: str) -> ResponseReturnValue:
    account = _account(reference)
    with write_tx():
        services.reactivate(account, by=Actor.staff(access.me()))
    flash(_("The account is open again."), "success")
    return redirect(url_for(".index"), 303)


@bp.post("/<reference>/invite")
@access.staff(Role.DIRECTOR)
def invite_again(reference: str) -> ResponseReturnValue:
    account = _account(reference)
    with write_tx():
        services.invite_again(account, invited_by=access.me())
    _say_written(_("A new invitation is on its way. The older link no longer works."))
    return redirect(url_for(".index"), 303)


@bp.post("/<reference>/second-factor/reset")
@access.staff(Role.DIRECTOR)
def reset_second_factor(reference: str) -> ResponseReturnValue:
    account = _account(reference)
    with write_tx():
        services.reset_second_factor(account, by=Actor.staff(access.me()))
    flash(_("The second factor is reset, and the person is told."), "success")
    return redirect(url_for(".edit", reference=reference), 303)


def _say_written(sentence: str) -> None:
    if is_mail_set_up():
        sentence = or_kept(sentence)
    else:
        sentence = _("The invitation waits: no e-mail leaves until MAIL_SERVER is set.")
    flash(sentence, "success")


def _account(reference: str) -> Account:
    account = queries.by_reference(reference)
    if account is None:
        abort(404)
    return account
