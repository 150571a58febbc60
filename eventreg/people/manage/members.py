"""Staff pages: who is a member, and since when."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.people import lists, queries, services
from eventreg.people.forms import EndMembershipForm, StartMembershipForm
from eventreg.people.lookups import Appearance, appearances_of
from eventreg.people.models import Company, Person
from eventreg.people.queries import Standing
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.pages import form_errors, render_form
from eventreg.web.paging import paging
from eventreg.web.roles import Role

bp = Blueprint("people", __name__, url_prefix="/manage/members")

READERS = (Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD)
WRITERS = (Role.DIRECTOR, Role.OFFICE)

Page = str | Response | tuple[str, int]


@bp.get("")
@access.staff(*READERS)
def members() -> str:
    """All members, narrowed by the query string."""
    wanted = lists.wanted_from(request.args)
    today, language = clock.today(), current_language()
    pages = paging(queries.member_count(wanted, on=today))
    companies = queries.members(
        wanted, on=today, language=language, offset=pages.offset, limit=pages.size
    )
    return render_template(
        "people/members.html",
        companies=companies,
        paging=pages,
        wanted=wanted,
        standings=Standing,
        sectors=lists.named_sectors(language),
        countries=lists.known_countries(language),
    )


@bp.get("/<slug>")
@access.staff(*READERS)
def member(slug: str) -> Page:
    """One company: its people, countries, sector and memberships."""
    company = queries.company_by_slug(slug)
    if company is None:
        now = queries.company_merged_from(slug)
        if not now:
            abort(404)
        return redirect(url_for(".member", slug=now))
    account = access.me()
    return render_template(
        "people/member.html",
        company=company,
        is_member=queries.is_member(company, clock.today()),
        appearances=appearances_for_me(company),
        may_change=account.role in WRITERS,
        # E-mail and phone are for those who write and call (docs, Privacy).
        sees_contact=account.role in WRITERS,
    )


@bp.route("/<slug>/start-membership", methods=["GET", "POST"])
@access.staff(*WRITERS)
def start_membership(slug: str) -> Page:
    company = company_or_404(slug)
    form = StartMembershipForm(from_on=clock.today())
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.start_membership(
                company, from_on=form.from_on.data, by=Actor.staff(access.me())
            )
            flash(_("The membership is saved."), "success")
            return redirect(url_for(".member", slug=slug), 303)
    return render_form("people/start_membership.html", form, company=company)


@bp.route("/<slug>/end-membership", methods=["GET", "POST"])
@access.staff(*WRITERS)
def end_membership(slug: str) -> Page:
    company = company_or_404(slug)
    form = EndMembershipForm(until_on=clock.today())
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            services.end_membership(
                company, until_on=form.until_on.data, by=Actor.staff(access.me())
            )
            flash(_("The end of the membership is saved."), "success")
            return redirect(url_for(".member", slug=slug), 303)
    return render_form("people/end_membership.html", form, company=company)


def appearances_for_me(who: Person | Company) -> list[Appearance]:
    """Where somebody was or will be, as far as I may know of it."""
    sees_all = access.me().role in WRITERS
    return [each for each in appearances_of(who) if sees_all or not each.is_application]


def company_or_404(slug: str) -> Company:
    company = queries.company_by_slug(slug)
    if company is None:
        abort(404)
    return company
