"""A sign-up form as a browser sends it, and what became of it."""

import sqlalchemy as sa

from eventreg.database import db
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Registration

ADA = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}


def person(index, given_name, email="", **values):
    """The fields of one companion, as a browser sends them."""
    values = {"given_name": given_name, "family_name": "Berg", "email": email} | values
    return {f"companions-{index}-{name}": value for name, value in values.items()}


BEN, CYD = person(0, "Ben", "ben@example.org"), person(1, "Cyd")


def send(client, event, *parts, **values):
    form = {**ADA, "language": "en", **values}
    for part in parts:
        form |= part
    return client.post(f"/events/{event.slug}/register", data=form)


def everybody():
    return db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()


def names():
    return [each.given_name for each in everybody()]


def chosen(registration):
    return [claim.pool.name("en") for claim in registration.claims]


def answers(registration):
    """What somebody answered, by key of the question."""
    rows = db.session.scalars(
        sa.select(Answer)
        .where(Answer.registration_id == registration.id)
        .order_by(Answer.question_id)
    )
    return {row.question.key: row.value for row in rows}
