"""The staff's start page, and the settings of the site."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.home import logo_drafts, services
from eventreg.home.forms import SettingsForm
from eventreg.home.set_up import chosen_logo, keep_logo, mail_status
from eventreg.home.start import start_page
from eventreg.web import access
from eventreg.web.network import network, or_kept, publishing_blockers
from eventreg.web.pages import render_form
from eventreg.web.requests import takes_files
from eventreg.web.roles import Role

bp = Blueprint("manage", __name__, url_prefix="/manage")


@bp.get("")
@bp.get("/", alias=True)  # as people type it
@access.staff()
def start() -> ResponseReturnValue:
    return render_template("home/start.html", start=start_page(access.me().role))


@bp.route("/settings", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
@takes_files
def settings() -> ResponseReturnValue:
    form = SettingsForm(obj=network())
    if form.validate_on_submit():
        with write_tx():
            services.change_network(
                form.network_values(),
                logo=chosen_logo(form),
                without_logo=form.without_logo.data,
                by=Actor.staff(access.me()),
            )
        logo_drafts.forget(form.logo_draft.data, current_app.instance_path)
        flash(_("The settings are saved."), "success")
        return redirect(url_for(".settings"), 303)
    keep_logo(form)
    return render_form(
        "home/settings.html", form, mail=mail_status(), blockers=publishing_blockers()
    )


@bp.post("/settings/test-letter")
@access.staff(Role.DIRECTOR)
def test_letter() -> ResponseReturnValue:
    account = access.me()
    with write_tx():
        services.send_test_letter(account)
    words = _("A test e-mail to %(address)s is on its way.", address=account.email)
    flash(or_kept(words))
    return redirect(url_for(".settings"), 303)
