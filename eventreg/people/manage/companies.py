"""Staff pages: what is known about a company, and the spans of its memberships."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.people import lists, queries, services
from eventreg.people.forms import CompanyForm, MembershipForm
from eventreg.people.forms.companies import TEXTS
from eventreg.people.manage.members import WRITERS, Page, company_or_404
from eventreg.people.models import Company
from eventreg.people.territories import named_countries
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("companies", __name__, url_prefix="/manage/members")


@bp.route("/add", methods=["GET", "POST"])
@access.staff(*WRITERS)
def add() -> Page:
    """A company or institution that nobody has written down yet."""
    form = _form()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                services.check_name(form.name.data, is_another=form.is_another.data)
                company = services.add_company(form.values(queries.sectors()), by=_me())
                slug, name = company.slug, company.name
            flash(_("%(name)s is added.", name=name), "success")
            return redirect(url_for("people.member", slug=slug), 303)
    return render_form("people/company.html", form, company=None)


@bp.route("/<slug>/change", methods=["GET", "POST"])
@access.staff(*WRITERS)
def change(slug: str) -> Page:
    """Name, sector, countries and the rest."""
    company = company_or_404(slug)
    form = _form(company)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                services.check_name(
                    form.name.data, besides=company, is_another=form.is_another.data
                )
                values = form.values(queries.sectors())
                services.change_company(company, values, by=_me())
            flash(_("Saved."), "success")
            return redirect(url_for("people.member", slug=slug), 303)
    return render_form("people/company.html", form, company=company)


@bp.route("/<slug>/memberships/<day>", methods=["GET", "POST"])
@access.staff(*WRITERS)
def change_membership(slug: str, day: str) -> Page:
    """From when until when the membership is that begins on ``day``."""
    company = company_or_404(slug)
    membership = queries.membership_from(company, _day(day))
    if membership is None:
        abort(404)
    form = MembershipForm(obj=membership)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                services.change_membership(
                    company,
                    _day(day),
                    from_on=form.from_on.data,
                    until_on=form.until_on.data,
                    by=_me(),
                )
            flash(_("The membership is saved."), "success")
            return redirect(url_for("people.member", slug=slug), 303)
    return render_form("people/change_membership.html", form, company=company)


def _form(company: Company | None = None) -> CompanyForm:
    language, known = current_language(), set(queries.countries())
    data: dict[str, Any] = {}
    if company is not None:
        own = [row.country for row in company.countries]
        known |= set(own)
        data = {name: getattr(company, name) for name in ("name", *TEXTS)} | {
            "sector": company.sector.code if company.sector else "",
            "countries": own,
            "kind": company.kind.value,
        }
    return CompanyForm(
        data=data,
        sectors=lists.named_sectors(language),
        known=named_countries(sorted(known), language),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


def _me() -> Actor:
    return Actor.staff(access.me())
