"""How the pools of an event stand."""

from eventreg.registrations import queries
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_event, make_registration, pool_named
from tests.house import count_queries


def figures(event):
    return [
        (n.pool.taken, n.pool.free, n.confirmed, n.offered, n.waiting, n.pending)
        for n in queries.numbers(event)
    ]


def test_each_pool_counts_those_who_want_a_seat_in_it(app):
    event = make_event(capacity=9, team_seats=2, contingents={"Science": 4, "Press": 3})
    science, press = pool_named(event, "Science"), pool_named(event, "Press")
    for state in State:
        make_registration(event, state, pools=[science])
    make_registration(event, State.CONFIRMED, pools=[press])
    make_registration(event, State.CONFIRMED, role=RegistrationRole.TEAM)

    assert figures(event) == [
        (3, 6, 2, 1, 1, 1),
        (1, 1, 1, 0, 0, 0),
        (2, 2, 1, 1, 1, 1),
        (1, 2, 1, 0, 0, 0),
    ]


def test_another_event_counts_for_itself(app):
    event, other = make_event(capacity=9), make_event()
    make_registration(other, State.PENDING)

    assert figures(event)[0] == (0, 9, 0, 0, 0, 0)


def test_all_of_it_takes_one_query(app):
    event = make_event(contingents={"Science": 4, "Press": 3})
    make_registration(event, State.PENDING, pools=[pool_named(event, "Press")])
    assert event.pools

    with count_queries() as statements:
        queries.numbers(event)

    assert len(statements) == 1
