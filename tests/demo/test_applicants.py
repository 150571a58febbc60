"""Who applies for the trip fits together: company, position, contingent, answers."""

import pytest
import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.states import PoolKind
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Registration

pytestmark = pytest.mark.usefixtures("app")

TRIP = "istanbul-und-bursa"


def applicants():
    """Those who filled in the form; who is named to come instead has not."""
    return db.session.scalars(
        sa.select(Registration)
        .join(Registration.event)
        .where(Event.slug == TRIP, Registration.replaces_id.is_(None))
        .order_by(Registration.id)
    ).all()


def told(registration):
    """What somebody answered in words, by standard question, choices in English."""
    said = {}
    for row in db.session.scalars(
        sa.select(Answer).where(Answer.registration_id == registration.id)
    ):
        words = {choice.key: choice.labels["en"] for choice in row.question.choices}
        value = row.value if isinstance(row.value, list) else [row.value]
        said[row.question.standard] = ", ".join(words.get(one, one) for one in value)
    return said


def contingent(registration):
    (pool,) = [
        claim.pool
        for claim in registration.claims
        if claim.pool.kind is PoolKind.CONTINGENT
    ]
    return pool.names["en"]


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("email", "as_what", "level", "sector"),
    [
        ("jens.lauterbach", "Press", "Other", "Media"),
        ("meltem.guler", "Business", "Owner", "Tax and audit"),
        ("giorgi.kapanadze", "Business", "Managing director or board", "Logistics"),
        ("karl-heinz.roderburg", "Business", "Head of department", "Automotive supply"),
        (
            "cornelia.steinbuechel",
            "Science",
            "Managing director or board",
            "Education and research",
        ),
        (
            "thomas.esser",
            "Politics and administration",
            "Other",
            "Public bodies and associations",
        ),
    ],
)
def test_company_and_position_say_as_what_somebody_comes(email, as_what, level, sector):
    (found,) = [a for a in applicants() if a.email == f"{email}@example.org"]
    said = told(found)

    assert (contingent(found), said["level"], said["sector"]) == (
        as_what,
        level,
        sector,
    )


def test_everybody_has_a_position_and_words_of_their_own():
    found = applicants()
    words = [told(each) for each in found]

    assert [each.email for each in found if not each.position] == []
    for question in ("products", "interests"):
        assert len({each[question] for each in words}) == len(found) == 20
