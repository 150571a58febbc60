"""“Find my registration”: links go to the typed address, and nowhere else."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from eventreg.database import write_tx
from eventreg.registrations import guard, services
from eventreg.registrations.forms import AddressForm
from eventreg.registrations.guard import render_guarded
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors

bp = Blueprint("find", __name__, url_prefix="/find-my-registration")


@bp.route("", methods=["GET", "POST"])
@access.public
def my_registration() -> ResponseReturnValue:
    form = AddressForm()
    if form.validate_on_submit():
        with form_errors(form):
            guard.count(form, form.address)
            with write_tx():
                services.send_links(form.address, current_language())
            return redirect(url_for(".sent"), 303)
    return render_guarded("registrations/find/my_registration.html", form)


@bp.get("/sent")
@access.public
def sent() -> str:
    """The same page whether or not anything is registered at the address."""
    return render_template("registrations/find/sent.html")
