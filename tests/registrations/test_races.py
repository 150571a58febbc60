"""Many at once: threads on a real database, with the guard and without it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.events.models import SeatPool
from eventreg.events.queries import by_slug
from eventreg.events.states import PoolKind
from eventreg.registrations import queries, services
from eventreg.registrations.models import Registration
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.services import running
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration, pool_named


def at_once(app, *acts):
    """Run ``acts`` in threads that start together; what each gave or raised."""
    barrier = Barrier(len(acts))

    def run(act):
        with app.app_context():
            barrier.wait()
            try:
                return act()
            except (DomainError, sa.exc.IntegrityError) as error:
                return error
            finally:
                db.session.remove()

    db.session.rollback()  # what the test holds is read again
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def verify(token):
    def act():
        with write_tx():
            return services.verify(queries.by_token(token))

    return act


def states(event):
    return queries.counts(event)


def test_without_the_guard_the_last_seats_are_sold_twice(app):
    event = make_event(capacity=5)
    pool_id = event.pool(PoolKind.EVENT).id
    barrier = Barrier(8)

    def look_then_count():
        taken = db.session.get(SeatPool, pool_id).taken
        db.session.rollback()
        barrier.wait()
        with write_tx() as session:
            session.execute(
                sa.update(SeatPool)
                .where(SeatPool.id == pool_id)
                .values(taken=taken + 1)
            )

    at_once(app, *[look_then_count] * 8)

    assert db.session.get(SeatPool, pool_id).taken == 1, "eight people, one counted"


def test_without_the_guard_more_people_come_than_there_are_seats(app):
    """Look whether both pools have room, then write: what the guard is for."""
    event = make_event(capacity=6, contingents={"science": 3})
    science = pool_named(event, "science")
    people = [
        make_registration(event, State.UNVERIFIED, pools=[science]).id for _ in range(8)
    ]
    pool_ids, barrier = [pool.id for pool in event.pools], Barrier(8)

    def look_then_write(id_):
        def act():
            seen = [db.session.get(SeatPool, pool_id).taken for pool_id in pool_ids]
            barrier.wait()
            with write_tx() as session:
                session.get(Registration, id_).state = State.CONFIRMED
                for pool_id, taken in zip(pool_ids, seen, strict=True):
                    session.get(SeatPool, pool_id).taken = taken + 1

        return act

    at_once(app, *map(look_then_write, people))

    assert states(event)[State.CONFIRMED] == 8, "three seats, eight people"
    assert differences() != []


def test_twelve_people_confirm_at_once_for_five_seats(app):
    event = make_event(capacity=5)
    people = [make_registration(event, State.UNVERIFIED) for _ in range(12)]

    at_once(app, *[verify(person.token) for person in people])

    counts = states(event)
    assert (counts[State.CONFIRMED], counts[State.WAITLISTED]) == (5, 7)
    assert differences() == []


def test_the_same_person_cancels_twice_at_once_and_one_moves_up(app):
    event = make_event(capacity=2)
    ada = make_registration(event, State.CONFIRMED).token
    make_registration(event, State.CONFIRMED)
    for _ in range(3):
        make_registration(event, State.WAITLISTED)

    def cancel():
        with write_tx():
            registration = queries.by_token(ada)
            return services.cancel(registration, by=Actor.person(registration))

    answers = at_once(app, *[cancel] * 4)

    assert sum(isinstance(answer, DomainError) for answer in answers) == 3
    assert states(event)[State.CONFIRMED] == 2
    assert differences() == []


def test_cancel_against_promote_ends_without_a_deadlock(app):
    event = make_event(capacity=2, offer_hours=48)
    ada = make_registration(event, State.CONFIRMED).token
    ben = make_registration(event, State.WAITLISTED).token

    def cancel():
        with write_tx():
            registration = queries.by_token(ada)
            services.cancel(registration, by=Actor.person(registration))

    def promote():
        with write_tx():
            services.promote(queries.by_token(ben), by=Actor.worker())

    answers = at_once(app, cancel, promote)

    # Whoever comes second finds the seat given away, and is told so.
    assert answers[0] is None
    assert answers[1] is None or isinstance(answers[1], MoveNotAllowed)
    assert queries.by_token(ben).state == State.OFFERED
    assert differences() == []


def test_two_directors_give_one_decision(app):
    event = make_event(needs_approval=True)
    ada = make_registration(event, State.PENDING).token

    def decide(verb):
        def act():
            with write_tx():
                getattr(services, verb)(queries.by_token(ada), by=Actor.worker())

        return act

    answers = at_once(app, decide("approve"), decide("decline"))

    assert sum(isinstance(a, services.AlreadyDecided) for a in answers) == 1
    assert differences() == []


def test_an_offer_is_accepted_and_expires_in_the_same_second(app):
    event = make_event(capacity=1, offer_hours=48)
    ada = make_registration(event, State.OFFERED)
    token, ends_at = ada.token, ada.offer_expires_at
    make_registration(event, State.WAITLISTED)

    def accept():
        with write_tx():
            services.accept(queries.by_token(token))

    def expire():
        # As a worker whose clock is ahead of the person's.
        with write_tx():
            running.expire_at(queries.by_token(token), ends_at, by=Actor.worker())

    at_once(app, accept, expire)

    assert differences() == []
    assert states(event)[State.CONFIRMED] + states(event)[State.OFFERED] == 1


def test_two_tabs_send_the_same_form(app, letters):
    slug = make_event().slug
    values: dict[str, Any] = {
        "given_name": "Ada",
        "family_name": "Berg",
        "email": "ada@example.org",
        "language": "en",
    }

    def sign_up():
        with write_tx():
            services.sign_up(by_slug(slug), services.Applicant(**values))

    at_once(app, *[sign_up] * 4)

    count = db.session.scalar(sa.select(sa.func.count()).select_from(Registration))
    assert count == 1
    assert letters() == [("confirm_your_address", "ada@example.org")]


@pytest.mark.full
def test_sixty_people_confirm_at_once_for_twenty_five_seats(app):
    event = make_event(capacity=25)
    people = [make_registration(event, State.UNVERIFIED) for _ in range(60)]

    at_once(app, *[verify(person.token) for person in people])

    counts = states(event)
    assert (counts[State.CONFIRMED], counts[State.WAITLISTED]) == (25, 35)
    assert differences() == []
