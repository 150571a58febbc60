"""What a seat decision and a list cost must not grow with how many there are."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from eventreg.database import db, write_tx
from eventreg.registrations import queries, services
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration, pool_named
from tests.factories.crowds import make_crowd

#: So much longer a decision behind the long line may take: noise, and the place in
#: line that the letter names, which is counted.
FACTOR = 4


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_more):
        sent.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


def decide(event, pools):
    """Seconds and statements of one newcomer's decision, the best of five."""
    best, statements = 9.0, 0
    # SQLite works in this process, so its time can be told from that of others.
    is_here = db.engine.dialect.name == "sqlite"
    seconds = time.process_time if is_here else time.perf_counter
    for _ in range(5):
        ada = make_registration(event, State.UNVERIFIED, pools=pools)
        db.session.commit()
        with counted() as sent:
            began = seconds()
            with write_tx():
                services.verify(ada)
            best = min(best, seconds() - began)
        statements = len(sent)
    return best, statements, ada.state


def behind(waiting, *, wants):
    """A full contingent with a line, and a newcomer who wants it or another."""
    event = make_event(
        capacity=30, contingents={"science": 0, "business": 20}, only_together=True
    )
    science = pool_named(event, "science")
    make_crowd(event, State.WAITLISTED, waiting, pools=[science])
    return decide(event, [pool_named(event, wants)])


@pytest.mark.parametrize(
    "waiting", [1000, pytest.param(10_000, marks=pytest.mark.full)]
)
@pytest.mark.parametrize(
    ("wants", "state"),
    [("science", State.WAITLISTED), ("business", State.CONFIRMED)],
    ids=["the full contingent", "the free one"],
)
def test_a_decision_behind_a_long_line_costs_what_it_costs_behind_ten(
    app, wants, state, waiting
):
    short, few, _state = behind(10, wants=wants)
    long, many, found = behind(waiting, wants=wants)

    assert (many, found) == (few, state)
    assert long < FACTOR * short + 0.004, (long, short)


@pytest.mark.parametrize("listing", ["registrations", "inbox"])
def test_a_page_with_many_asks_as_little_as_one_with_few(app, client, sign_in, listing):
    sign_in("director")
    event = make_event(needs_approval=True)
    address = (
        "/manage/inbox"
        if listing == "inbox"
        else f"/manage/events/{event.slug}/registrations"
    )
    make_crowd(event, State.PENDING, 60, name="Few")
    client.get(address)
    with counted() as few:
        assert client.get(address).status_code == 200
    make_crowd(event, State.PENDING, 240)
    with counted() as many:
        assert client.get(address).status_code == 200

    assert len(many) == len(few)
    assert db.session.query(Registration).count() == 300
    assert queries.inbox_count() == 300
