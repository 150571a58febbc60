"""Staff pages: one person, and the ways in that this person has."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.people import queries, services
from eventreg.people.forms import PersonForm
from eventreg.people.manage.members import (
    READERS,
    WRITERS,
    Page,
    appearances_for_me,
    company_or_404,
)
from eventreg.people.models import Person
from eventreg.people.names import full_name
from eventreg.web import access
from eventreg.web.pages import form_errors, render_form

bp = Blueprint("persons", __name__, url_prefix="/manage")


@bp.get("/people/<reference>")
@access.staff(*READERS)
def show(reference: str) -> Page:
    """All that is known, the personal link, and sign-ins."""
    person = queries.person_by_reference(reference.upper())
    if person is None:
        kept = queries.person_merged_from(reference.upper())
        if kept is None:
            abort(404)
        return redirect(url_for(".show", reference=kept.reference))
    return render_template(
        "people/person.html",
        person=person,
        link=queries.running_link(person),
        sessions=queries.session_count(person),
        appearances=appearances_for_me(person),
        doubles=queries.namesakes_of(person),
        may_change=access.me().role in WRITERS,
        sees_contact=access.me().role in WRITERS,
    )


@bp.route("/people/<reference>/change", methods=["GET", "POST"])
@access.staff(*WRITERS)
def change(reference: str) -> Page:
    person = person_or_404(reference)
    form = _change_form(person)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                form.check_unchanged(_change_form(services.locked(person)))
                services.change_person(
                    person, form.values(), company=person.company, by=_me()
                )
            flash(_("Saved."), "success")
            return redirect(url_for(".show", reference=reference), 303)
    return render_form("people/change_person.html", form, person=person)


@bp.route("/members/<slug>/add-person", methods=["GET", "POST"])
@access.staff(*WRITERS)
def add(slug: str) -> Page:
    company = company_or_404(slug)
    form = PersonForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                person = services.add_person(form.values(), company=company, by=_me())
                reference, name = person.reference, full_name(person)
            flash(_("%(name)s is added.", name=name), "success")
            return redirect(url_for(".show", reference=reference), 303)
    return render_form("people/add_person.html", form, company=company)


@bp.post("/people/<reference>/revoke-link")
@access.staff(*WRITERS)
def revoke_link(reference: str) -> Page:
    """End the personal link, for example when an e-mail went astray."""
    person = person_or_404(reference)
    with write_tx():
        was_there = services.revoke_personal_link(person, by=_me())
    if was_there:
        flash(_("The link no longer works."), "success")
    else:
        flash(_("There was no link to revoke."))
    return redirect(url_for(".show", reference=reference), 303)


@bp.post("/people/<reference>/sign-out")
@access.staff(*WRITERS)
def sign_out(reference: str) -> Page:
    """End all sessions of a member, for example when a phone is lost."""
    person = person_or_404(reference)
    with write_tx():
        services.sign_out_everywhere(person, by=_me())
    flash(_("This person is signed out everywhere."), "success")
    return redirect(url_for(".show", reference=reference), 303)


def _change_form(person: Person) -> PersonForm:
    form = PersonForm(obj=person)
    form.show_lines(person.address_as)
    return form


def person_or_404(reference: str) -> Person:
    person = queries.person_by_reference(reference.upper())
    if person is None:
        abort(404)
    return person


def _me() -> Actor:
    return Actor.staff(access.me())
