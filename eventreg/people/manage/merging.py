"""Staff make one of a company that is known twice."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.errors import Gone
from eventreg.people import queries, services
from eventreg.people.manage.members import WRITERS, Page, company_or_404
from eventreg.people.queries import Standing, Wanted
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("merge_companies", __name__, url_prefix="/manage/members/<slug>/merge")

#: So many companies are offered; whoever means another one types more of its name.
MOST_OFFERED = 20


@bp.get("")
@access.staff(*WRITERS)
def choose(slug: str) -> str:
    """Which company may be the same one; those with the same first word at first."""
    company = company_or_404(slug)
    search = request.args.get("search", company.name.split()[0])[:200]
    search = search.replace("\0", "")
    found = queries.members(
        Wanted(search=search, standing=Standing.ALL),
        on=clock.today(),
        language=current_language(),
        limit=MOST_OFFERED + 1,
        is_brief=True,
    )
    return render_template(
        "people/choose_double.html",
        company=company,
        search=search,
        others=[each for each in found if each is not company][:MOST_OFFERED],
        has_more=len(found) > MOST_OFFERED,
    )


@bp.route("/<other>", methods=["GET", "POST"])
@access.staff(*WRITERS)
def merge(slug: str, other: str) -> Page:
    """Both, one under the other, and which of them stays."""
    kept, gone, form = company_or_404(slug), company_or_404(other), EmptyForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                by = Actor.staff(access.me())
                services.merge_companies(kept, gone, by=by)
            flash(_("%(name)s is one company now.", name=kept.name), "success")
            return redirect(url_for("people.member", slug=slug), 303)
    if isinstance(form.refusal, Gone):
        abort(404)
    return render_form("people/merge_companies.html", form, kept=kept, gone=gone)
