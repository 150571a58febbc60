"""Several small questions in one statement get what each would get alone."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.asking import Question, answers
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import count_queries

pytestmark = pytest.mark.usefixtures("app")


def people():
    """Numbers, texts, truths, instants and what is not there, in an order."""
    query = sa.select(
        Registration.id,
        Registration.given_name,
        Registration.is_member,
        Registration.offer_expires_at,
        Registration.state,
    ).order_by(Registration.id.desc())
    return Question(query, list)


def last_offer():
    """An instant that the database works out."""
    column = Registration.offer_expires_at
    latest = sa.type_coerce(sa.func.max(column), column.type)
    return Question(sa.select(latest), lambda rows: rows[0][0])


def make_people():
    event = make_event()
    ends_at = clock.now() + timedelta(hours=2, microseconds=7)
    make_registration(event, State.OFFERED, offer_expires_at=ends_at)
    make_registration(event, given_name='Şükrü "O’Neill" \\ 小雨')


def test_together_they_are_answered_as_alone():
    make_people()
    alone = [people().answer(), last_offer().answer()]

    with count_queries() as statements:
        together = answers(people(), last_offer())

    assert together == alone
    assert together[1] is not None
    assert len(statements) == 1


def test_nothing_found_is_no_rows():
    assert answers(people(), last_offer()) == [[], None]


def test_what_need_not_be_asked_is_not():
    with count_queries() as statements:
        found = answers(Question(None, list), Question(None, len))

    assert (found, statements) == ([[], 0], [])
