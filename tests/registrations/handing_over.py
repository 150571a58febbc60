"""Seats that change hands, as people and staff do it, and what e-mails say then."""

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services as registrations
from eventreg.registrations.money import services

OLE = Actor(ActorKind.STAFF, "ole")


def mark(registration, state):
    """Staff note how somebody stands with the fee."""
    with write_tx():
        services.mark(registration, state, by=OLE)


def hand_over(old, name="Ben", *, by=None, language=None):
    """``old`` names somebody, or ``by`` does; returns that one."""
    someone = registrations.Applicant(
        given_name=name,
        family_name="Klug",
        email=f"{name.lower()}@example.org",
        language=language or old.language,
    )
    with write_tx():
        return registrations.substitute(old, someone, by=by or Actor.person(old))


def not_me(registration):
    with write_tx():
        registrations.not_me(registration)


def reinstate(registration):
    with write_tx():
        registrations.reinstate(registration, by=OLE)


def paragraphs(registration, letter, *words):
    """Of the last e-mail of that kind those with one of ``words``."""
    rows = db.session.query(Letter).filter_by(letter=letter)
    found = rows.filter_by(registration=registration.reference)
    last = found.order_by(Letter.id.desc()).first()
    text = render(last, current_sender()).text.replace("\xa0", " ")
    return [part for part in text.split("\n\n") if any(w in part for w in words)]
