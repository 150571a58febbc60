"""The first page of a new site: network, imprint, mail, first director."""

from dataclasses import replace

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from eventreg.accounts import loader, passwords, queries
from eventreg.accounts import services as account_services
from eventreg.accounts.credentials import Proof
from eventreg.accounts.models import Account
from eventreg.database import write_tx
from eventreg.errors import TooOften
from eventreg.home import logo_drafts, services, set_up_code
from eventreg.home.forms import NetworkForm, SetUpForm
from eventreg.web import access, errors, rate_limit
from eventreg.web.locale import current_language
from eventreg.web.network import network
from eventreg.web.pages import form_errors, render_form
from eventreg.web.requests import takes_files

bp = Blueprint("set_up", __name__)

#: Tries of the code from one network in a quarter of an hour.
TRIES, WINDOW = 20, 15 * 60
#: What a new site shows before it has a name.
OPEN = frozenset({"set_up.show", "web.language", "web.healthz", "web.readyz"})
#: Where a process notes that there is nothing to set up.
DONE = "eventreg_is_set_up"


class TooManyTries(TooOften):
    """The code was tried too often from one network."""

    def __init__(self) -> None:
        super().__init__(
            _("Too many tries. Wait 15 minutes and try again."),
            wait=rate_limit.seconds_left(WINDOW),
        )


@bp.route("/set-up", methods=["GET", "POST"])
@access.public
@takes_files
def show() -> ResponseReturnValue:
    if not is_wanted():
        if request.method == "POST":
            return _is_done(409)
        return redirect(url_for("accounts.sign_in"), 303)
    form = SetUpForm(language=current_language())
    form.account_email = (form.director_email.data or "").strip()
    with form_errors(form):
        if form.is_submitted() and _is_right(form):
            account = _set_up(form)
            set_up_code.forget(current_app.instance_path)
            flash(_("Your site is ready. Welcome, %(name)s.", name=account.name))
            return redirect(url_for("manage.settings"), 303)
    keep_logo(form)
    return render_form("home/set_up.html", form, mail=mail_status())


@bp.errorhandler(CSRFError)
def on_csrf_error(error: CSRFError) -> ResponseReturnValue:
    """Setting up begins a new session, so a second tab of it fails here first."""
    return errors.on_csrf_error(error) if is_wanted() else _is_done(400)


def _is_done(code: int) -> ResponseReturnValue:
    return render_template("home/set_up_done.html"), code


def lead_there() -> ResponseReturnValue | None:
    """Before each request: a site without a name opens nothing but its set-up."""
    if request.endpoint in OPEN or request.endpoint in {None, "static"}:
        return None
    return redirect(url_for("set_up.show"), 303) if is_wanted() else None


def is_wanted() -> bool:
    """Whether this site has neither been set up nor has a director."""
    if current_app.extensions.get(DONE):
        return False
    site = network()
    if site.set_up_at or site.is_demo or queries.has_director():
        # Never undone, so that no later request needs to ask the database.
        current_app.extensions[DONE] = True
        return False
    return True


def mail_status() -> dict[str, str]:
    """What the environment says about mail and addresses; empty: not set."""
    config = current_app.config
    server = config["MAIL_SERVER"]
    return {
        "PUBLIC_URL": config["PUBLIC_URL"],
        "MAIL_SERVER": f"{server}:{config['MAIL_PORT']}" if server else "",
        "MAIL_SENDER": config["MAIL_SENDER"],
    }


def chosen_logo(form: NetworkForm) -> bytes | None:
    """The logo of this form, or the one chosen before it came back."""
    instance = current_app.instance_path
    return form.picture or logo_drafts.kept(form.logo_draft.data, instance)


def keep_logo(form: NetworkForm) -> None:
    """Have the logo wait while the form goes back; a fresh form has none."""
    instance = current_app.instance_path
    if form.picture is not None:
        form.logo_draft.data = logo_drafts.keep(form.picture, instance)
    elif logo_drafts.kept(form.logo_draft.data, instance) is None:
        form.logo_draft.data = ""


def _is_right(form: SetUpForm) -> bool:
    """Whether all of it may stand; the code is told with all else that is wrong."""
    address = rate_limit.client_network()
    if not rate_limit.hit(f"set-up:{address}", TRIES, WINDOW):
        raise TooManyTries
    instance = current_app.instance_path
    form.has_right_code = set_up_code.is_right(form.code.data or "", instance)
    return form.validate()


def _set_up(form: SetUpForm) -> Account:
    logo = chosen_logo(form)
    password_hash = passwords.hash_of(form.new_password.data or "")
    director = {
        "name": form.director_name.data or "",
        "email": form.director_email.data or "",
        "language": form.language.data,
        "password_hash": password_hash,
    }
    with write_tx():
        account = services.set_up(form.network_values(), logo=logo, director=director)
        if form.wants_test_letter.data:
            services.send_test_letter(account)
        # Nobody needs to be told of the device on which the site was set up.
        origin = replace(loader.origin(), mark="")
        token = account_services.sign_in(Proof(account, password_hash), origin=origin)
    logo_drafts.forget(form.logo_draft.data, current_app.instance_path)
    loader.remember(account, token)
    return account
