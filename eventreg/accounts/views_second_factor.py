"""Pages of the second factor: a code from an app beside the password."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.accounts import codes, credentials, loader, queries, rules, services
from eventreg.accounts.forms import CodeForm, PasswordForm
from eventreg.accounts.models import Account
from eventreg.database import write_tx
from eventreg.documents.qr import qr_data_uri
from eventreg.web import access, rate_limit
from eventreg.web.forms import EmptyForm, Form
from eventreg.web.locale import local_path
from eventreg.web.network import network
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("second_factor", __name__, url_prefix="/account")


@bp.route("/sign-in/code", methods=["GET", "POST"])
@access.public
def sign_in() -> ResponseReturnValue:
    goal = local_path(request.args.get("next"), url_for("manage.start"))
    if access.me() is not None:
        return redirect(goal, 303)
    proof = loader.half_way()
    if proof is None:
        return redirect(url_for("accounts.sign_in", next=request.args.get("next")), 303)
    form = CodeForm()
    if form.validate_on_submit():
        with form_errors(form), credentials.counted_code(proof.account):
            with write_tx():
                token = services.sign_in(
                    proof, origin=loader.origin(), code=form.code.data
                )
            loader.remember(proof.account, token)
        if not form.errors:
            return redirect(goal, 303)
    return render_form("accounts/sign_in_code.html", form)


@bp.get("/second-factor")
@access.errand
def show() -> ResponseReturnValue:
    return _page(access.me(), code=CodeForm(), password=PasswordForm())


@bp.post("/second-factor/begin")
@access.errand
def begin() -> ResponseReturnValue:
    with write_tx():
        services.begin(access.me())
    return redirect(url_for(".show"), 303)


@bp.post("/second-factor")
@access.errand
def confirm() -> ResponseReturnValue:
    account = access.me()
    form = CodeForm()
    if form.validate_on_submit():
        with form_errors(form), credentials.counted_code(account), write_tx():
            fresh = services.confirm(
                account, form.code.data, keep=loader.current_token()
            )
        if not form.errors:
            return _codes(fresh)
    return _page(account, code=form, password=PasswordForm(formdata=None))


@bp.post("/second-factor/codes")
@access.errand
def renew_codes() -> ResponseReturnValue:
    def renew(account: Account) -> ResponseReturnValue:
        with write_tx():
            fresh = services.renew_codes(account)
        return _codes(fresh)

    return _after_password(renew)


@bp.post("/second-factor/off")
@access.errand
def switch_off() -> ResponseReturnValue:
    def switch(account: Account) -> ResponseReturnValue:
        with write_tx():
            services.switch_off(account)
        flash(_("The second factor is switched off."), "success")
        return redirect(url_for("accounts.show"), 303)

    return _after_password(switch)


def _after_password(
    act: Callable[[Account], ResponseReturnValue],
) -> ResponseReturnValue:
    """What ``act`` answers, once the password has shown who sits there."""
    account, form = access.me(), PasswordForm()
    if form.validate_on_submit():
        with form_errors(form):
            credentials.prove_again(
                account, form.current_password.data, address=rate_limit.client_network()
            )
            return act(account)
    return _page(account, code=CodeForm(formdata=None), password=form)


def _codes(fresh: list[str]) -> ResponseReturnValue:
    """Shown by the answer itself: nothing keeps them for a second look."""
    return render_template("accounts/recovery_codes.html", codes=fresh)


def _page(account: Account, *, code: Form, password: Form) -> ResponseReturnValue:
    """What stands at this moment: nothing, half of it, or all."""
    factor = account.second_factor
    is_begun = factor is not None and not account.has_second_factor
    secret = queries.secret_of(factor) if factor is not None and is_begun else None
    address = secret and codes.app_address(
        secret, account=account.email, network=network().name
    )
    return render_form(
        "accounts/second_factor.html",
        code if is_begun else password,
        account=account,
        secret=secret and codes.grouped(secret),
        picture=address and qr_data_uri(address),
        is_demanded=rules.is_second_factor_demanded(account),
        codes_left=queries.recovery_codes_left(account),
        act_form=EmptyForm(),
    )
