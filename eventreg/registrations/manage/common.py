"""What the staff pages of registrations share."""

from collections.abc import Sequence

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from eventreg.audit.actors import Actor
from eventreg.people.names import full_name
from eventreg.registrations import queries
from eventreg.registrations.models import Registration
from eventreg.web import access
from eventreg.web.roles import Role

#: Office answers people; what the desk and the travel lead see is less.
OFFICE = (Role.DIRECTOR, Role.OFFICE)


def registration_or_404(reference: str) -> Registration:
    registration = queries.by_reference(reference)
    if registration is None:
        abort(404)
    return registration


def names(people: Sequence[Registration]) -> str:
    """Whom something is about: "Ada Berg, Ben Berg"."""
    return ", ".join(full_name(person) for person in people)


def me() -> Actor:
    """Who acts on these pages."""
    return Actor.staff(access.me())


def to(reference: str) -> ResponseReturnValue:
    """Back to the page of one registration."""
    return redirect(url_for("manage_registrations.show", reference=reference), 303)
