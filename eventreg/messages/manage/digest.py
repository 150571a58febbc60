"""The director's own page about the digest: hour, deputy, links that work."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.accounts.models import Account
from eventreg.database import write_tx
from eventreg.messages import queries, services
from eventreg.messages.forms import DigestForm
from eventreg.web import access
from eventreg.web.pages import form_errors, render_form
from eventreg.web.roles import Role

bp = Blueprint("digest", __name__, url_prefix="/manage/digest")


@bp.route("", methods=["GET", "POST"])
@access.staff(Role.DIRECTOR)
def settings() -> ResponseReturnValue:
    """When I read who waits, and who does while I am away."""
    director = access.me()
    deputies = {each.reference: each for each in queries.possible_deputies(director)}
    offered = [(reference, each.name) for reference, each in deputies.items()]
    form = DigestForm(deputies=offered, data=_stored(director))
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                services.choose_digest(
                    director,
                    hour=form.chosen_hour,
                    away_from=form.away_from.data,
                    away_until=form.away_until.data,
                    deputy=deputies.get(form.deputy.data or ""),
                )
            flash(_("Saved."), "success")
            return redirect(url_for(".settings"), 303)
    return render_form(
        "messages/digest.html", form, links=queries.running_links(director)
    )


@bp.post("/revoke")
@access.staff(Role.DIRECTOR)
def revoke() -> ResponseReturnValue:
    """End all links with which somebody decides in my place."""
    director = access.me()
    with write_tx():
        links = queries.running_links(director)
        count = services.revoke_links(director, links)
    flash(
        ngettext(
            "%(num)s link no longer works.", "%(num)s links no longer work.", count
        ),
        "success",
    )
    return redirect(url_for(".settings"), 303)


def _stored(director: Account) -> dict[str, object]:
    choice = queries.digest_choice(director)
    if choice is None:
        return {"hour": str(services.USUAL_HOUR)}
    return {
        "hour": "" if choice.hour is None else str(choice.hour),
        "away_from": choice.away_from,
        "away_until": choice.away_until,
        "deputy": choice.deputy.reference if choice.deputy else "",
    }
