"""The page on which a member changes the own details, however they came in."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.people import services
from eventreg.people.forms import OwnDetailsForm
from eventreg.people.models import Person
from eventreg.web.locale import local_path
from eventreg.web.pages import form_errors, render_form


def details_page(person: Person, *, back: str) -> ResponseReturnValue:
    """The form; afterwards the page that led here.

    :param back: where to go unless the address says it.
    """
    back = local_path(request.args.get("next"), back)
    form = OwnDetailsForm(obj=person)
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                form.check_unchanged(OwnDetailsForm(obj=services.locked(person)))
                services.change_person(
                    person,
                    form.values(services.person_values(person)),
                    company=person.company,
                    by=Actor.person(person),
                )
            flash(_("Your details are saved."), "success")
            return redirect(back, 303)
    return render_form("members/details.html", form, person=person, back=back)
