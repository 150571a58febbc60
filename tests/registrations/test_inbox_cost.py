"""What the inbox costs, whatever it shows."""

import sys
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import QuestionKind
from eventreg.registrations.notes.models import Note
from eventreg.registrations.queries import flags
from eventreg.registrations.queries.inbox_waiting import INBOX_SIZE
from eventreg.registrations.states import State
from tests.factories import (
    make_answer,
    make_event,
    make_inquiry,
    make_member,
    make_party,
    make_person,
    make_question,
    make_registration,
    pool_named,
)
from tests.house import count_queries

#: So many functions one row with all that it can show may call.
MOST_STEPS = 3_300


@pytest.fixture
def trips(app):
    """Two events, each with a question that matters."""
    events = [
        make_event(
            title=f"Trip {number}",
            needs_approval=True,
            contingents={"science": 20, "business": 20},
        )
        for number in range(2)
    ]
    for event in events:
        make_question(event, QuestionKind.ONE_OF, key="q", in_inbox=True)
    return events


def apply(event, number):
    """Somebody who was asked, and noted, with a companion, and probably a member."""
    make_member(mail_domain=f"king{event.id}-{number}.example")
    ada, ben = make_party(
        event,
        State.PENDING,
        together=bool(number % 2),
        pools=[pool_named(event, "science")],
        email=f"ada@king{event.id}-{number}.example",
        person_id=make_person().id,
        country="TR",
    )
    for each in (ada, ben):
        make_answer(each, question_of(event), "red")
    make_inquiry(ada, "Whom would you like to meet?", "Makers")
    with write_tx() as session:
        session.add(Note(registration_id=ada.id, words="Called", written_by=""))


@pytest.mark.parametrize("role", ["director", "office"])
@pytest.mark.parametrize(
    "query",
    ["", "flag=none", "flag=replied", "sort=company", "later=1&several=1"],
)
def test_the_inbox_needs_few_queries_however_many_wait(
    client, sign_in, trips, role, query
):
    sign_in(role)
    soon = clock.now() + timedelta(minutes=9)
    make_registration(trips[0], State.CONFIRMED, decision_shown_at=soon)
    costs = []

    for numbers in (range(1), range(1, 15)):
        for event in trips:
            for number in numbers:
                apply(event, number)
        client.get(f"/manage/inbox?{query}")
        db.session.expire_all()
        with count_queries() as sent:
            client.get(f"/manage/inbox?{query}")
        costs.append(len(sent))

    assert costs[0] == costs[1] <= 9


def test_a_row_of_the_inbox_is_made_in_few_steps(client, sign_in, trips):
    sign_in("director")
    for event in trips:
        apply(event, 0)
    few = steps_of(client, "/manage/inbox")

    for event in trips:
        for number in range(1, 14):
            apply(event, number)
    rows = len(client.get("/manage/inbox").page.select(".people--inbox > li"))
    many = steps_of(client, "/manage/inbox")

    assert (many - few) / (rows - 4) < MOST_STEPS


def steps_of(client, address):
    """How many functions a page calls: what it costs, on however busy a machine."""
    count = 0

    def note(_frame, event, _what):
        nonlocal count
        count += event == "call"

    client.get(address)
    sys.setprofile(note)
    try:
        client.get(address, rules=False)
    finally:
        sys.setprofile(None)
    return count


def question_of(event):
    """What the event asks."""
    found = sa.select(Question).filter_by(event_id=event.id)
    return db.session.scalars(found).one()


def test_people_of_the_same_companies_are_not_sought_in_the_whole_event(app, trips):
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL chooses by what it knows of the rows

    event = trips[0]
    firms = [f"Firm {number}" for number in range(INBOX_SIZE)]
    waiting = [make_registration(event, State.PENDING, company=firm) for firm in firms]
    colleagues, *_others = flags.signs_asked(waiting)
    written = colleagues.query.compile(
        db.engine, compile_kwargs={"literal_binds": True}
    )
    plan = db.session.execute(sa.text(f"EXPLAIN QUERY PLAN {written}")).all()

    assert "ix_registration_company (event_id=? AND company_key=?)" in plan[0][3]
