"""The staff's start page, and the settings of the site."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.home import logos, services
from eventreg.home.forms import SettingsForm
from eventreg.home.set_up import mail_status
from eventreg.home.start import start_page
from eventreg.web import access
from eventreg.web.network import network, publishing_blockers
from eventreg.web.pages import form_errors, render_form
from eventreg.web.requests import takes_files
from eventreg.web.roles import Role

bp = Blueprint("manage", __name__, url_prefix="/manage")


@bp.get("")
@access.staff()
def start() -> ResponseReturnValue:
    return render_template("home/start.html", start=start_page(access.me().role))


@bp.route("/settings", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
@takes_files
def settings() -> ResponseReturnValue:
    form = SettingsForm(obj=network())
    if form.validate_on_submit():
        with form_errors(form):
            logo = logos.redrawn(form.logo.data.stream) if form.logo.data else None
            with write_tx():
                services.change_network(
                    form.network_values(),
                    logo=logo,
                    without_logo=form.without_logo.data,
                    by=Actor.staff(access.me()),
                )
            flash(_("The settings are saved."), "success")
            return redirect(url_for(".settings"), 303)
    return render_form(
        "home/settings.html", form, mail=mail_status(), blockers=publishing_blockers()
    )


@bp.post("/settings/test-letter")
@access.staff(Role.DIRECTOR)
def test_letter() -> ResponseReturnValue:
    account = access.me()
    with write_tx():
        services.send_test_letter(account)
    flash(_("A test e-mail to %(address)s is on its way.", address=account.email))
    return redirect(url_for(".settings"), 303)
