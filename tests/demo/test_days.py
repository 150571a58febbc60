"""The demo can be loaded on any day."""

from collections import Counter
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from eventreg.database import db
from eventreg.registrations.models import Registration

COUNTS = {
    "confirmed": 108,
    "pending": 13,
    "waitlisted": 6,
    "cancelled": 7,
    "offered": 3,
    "unverified": 2,
    "declined": 1,
    "expired": 1,
}


@pytest.mark.full
@pytest.mark.parametrize(
    "today",
    [
        datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
        datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
        datetime(2027, 11, 2, 23, 59, tzinfo=UTC),
        datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
    ],
    ids=lambda day: day.isoformat(),
)
def test_the_day_of_loading_does_not_matter(demo_on, today):
    with demo_on(today):
        states = db.session.scalars(sa.select(Registration.state)).all()
        over = db.session.scalars(
            sa.select(Registration).where(Registration.offer_expires_at <= today)
        ).all()

    assert Counter(state.value for state in states) == COUNTS
    assert over == []
