"""Everybody at once, through the real site: nothing oversold, lost or doubled."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.accounts import services as accounts
from eventreg.accounts.passwords import hash_of
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.states import PoolKind
from eventreg.outbox.models import Letter
from eventreg.registrations import jobs
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import State, Why
from eventreg.web.models import Network
from eventreg.web.roles import Role
from tests.factories import make_event, pool_named
from tests.factories.crowds import make_crowd
from tests.live import live_site
from tests.visitors import Visitor
from tests.whole.rush import DONE, FRIENDLY, like, opened, press_all

PASSWORD = "correct horse battery staple"
DIRECTORS = ("ole@example.org", "deputy@example.org")


def fill():
    with write_tx() as session:
        session.add(Network(name="Business Network", set_up_at=clock.now()))
        for email in DIRECTORS:
            accounts.add(
                email=email,
                name="Ole Organiser",
                role=Role.DIRECTOR,
                password_hash=hash_of(PASSWORD),
                by=Actor.worker(),
            )


@pytest.fixture(
    scope="module",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.full)],
)
def site(request, tmp_path_factory):
    """gunicorn with two processes of eight threads, on either database."""
    if request.param == "postgresql":
        from tests.postgres import temporary_postgres

        server: AbstractContextManager[str] = temporary_postgres()
    else:
        server = nullcontext("")
    folder = tmp_path_factory.mktemp("rush")
    with (
        server as address,
        live_site(
            folder, fill=fill, database=address, threads=8, worker=False
        ) as running,
        running.app.app_context(),
    ):
        yield running
        db.session.remove()


@pytest.fixture(autouse=True)
def books(site):
    """After each rush the books are right, and the site has logged no error."""
    began = site.log.stat().st_size
    yield
    db.session.rollback()
    assert differences() == []
    assert '"ERROR"' not in site.log.read_text()[began:]


def counted(event):
    """How many are in which state, as the database has it now."""
    db.session.rollback()
    rows = db.session.execute(
        sa.select(Registration.state, sa.func.count())
        .where(Registration.event_id == event.id)
        .group_by(Registration.state)
    )
    return {str(state): count for state, count in rows}


def letters(event):
    """How many of which letter; never two of one about one person."""
    rows = list(
        db.session.execute(
            sa.select(Letter.letter, Letter.registration).where(
                Letter.event == event.slug
            )
        )
    )
    assert len(set(rows)) == len(rows), "a letter was written twice"
    return Counter(letter for letter, _registration in rows)


def moved(event, why):
    """How many such moves there are, as the database has it now."""
    db.session.rollback()
    return db.session.scalar(
        sa.select(sa.func.count())
        .select_from(RegistrationMove)
        .join(RegistrationMove.registration)
        .where(Registration.event_id == event.id, RegistrationMove.why == why)
    )


def own(tokens, verb):
    return [f"/my/{token}/{verb}" for token in tokens]


def all_press(site, paths):
    """Each path's button, by browsers that have opened the first one's page."""
    ready = opened(site, paths[0])
    return press_all(site, [like(ready, path) for path in paths])


@pytest.mark.parametrize(
    ("people", "seats"),
    [(100, 10), pytest.param(500, 50, marks=pytest.mark.full)],
)
def test_all_confirm_at_once_for_the_seats_of_two_contingents(site, people, seats):
    half = seats // 2
    event = make_event(capacity=seats, contingents={"science": half, "business": half})
    pools = [pool_named(event, "science"), pool_named(event, "business")]
    tokens = make_crowd(event, State.UNVERIFIED, people, pools=pools)

    answers = all_press(site, own(tokens, "confirm"))

    waiting = people - seats
    assert answers == [DONE] * people
    assert counted(event) == {"confirmed": seats, "waitlisted": waiting}
    assert [pool.taken for pool in pools] == [half, half]
    assert letters(event) == {"confirmed": seats, "waitlisted": waiting}


@pytest.mark.parametrize("each", [15, pytest.param(50, marks=pytest.mark.full)])
def test_cancellations_against_acceptances(site, each):
    event = make_event(capacity=2 * each, offer_hours=48)
    coming = make_crowd(event, State.CONFIRMED, each, name="Comes")
    offered = make_crowd(event, State.OFFERED, each, name="Offered")
    make_crowd(event, State.WAITLISTED, each + 10, name="Waits")
    gone, taken = opened(site, f"/my/{coming[0]}/cancel"), f"/my/{offered[0]}/accept"
    accepts = opened(site, taken)

    answers = press_all(
        site,
        [like(gone, path) for path in own(coming, "cancel")]
        + [like(accepts, path) for path in own(offered, "accept")],
    )

    assert answers == [DONE] * 2 * each
    assert counted(event) == {
        "cancelled": each,
        "confirmed": each,
        "offered": each,
        "waitlisted": 10,
    }
    assert letters(event) == {"cancelled": each, "confirmed": each, "offer": each}


def signed_in(site, email=DIRECTORS[0]):
    visitor = Visitor(f"127.0.0.1:{site.port}")
    page = visitor.get("/account/sign-in")
    values = {"email": email, "password": PASSWORD}
    assert visitor.submit("/account/sign-in", page, values).status == DONE
    return visitor


def test_twenty_raised_capacities_against_sign_ups(site):
    event = make_event(capacity=10)
    make_crowd(event, State.CONFIRMED, 10, name="Comes")
    make_crowd(event, State.WAITLISTED, 10, name="Waits")
    tokens = make_crowd(event, State.UNVERIFIED, 30)
    seats = f"/manage/events/{event.slug}/edit/seats"
    ole, guest = signed_in(site), opened(site, f"/my/{tokens[0]}/confirm")
    page = opened(site, seats, by=ole)

    raises = [
        like(page, seats, capacity=str(11 + number), team="10") for number in range(20)
    ]
    confirms = [like(guest, path) for path in own(tokens, "confirm")]
    answers = press_all(site, [*raises, *confirms], also={422})

    assert answers[20:] == [DONE] * 30
    states, pool = counted(event), event.pool(PoolKind.EVENT)
    assert states["confirmed"] == pool.taken == pool.capacity
    assert states["confirmed"] + states["waitlisted"] == 50
    # One e-mail to each newcomer, and one to each who moved up.
    assert letters(event).total() == 30 + moved(event, Why.MOVED_UP)


def test_two_directors_approve_the_same_twenty_people_at_once(site):
    event = make_event(capacity=15, needs_approval=True)
    make_crowd(event, State.PENDING, 20)
    references = list(
        db.session.scalars(
            sa.select(Registration.reference).where(Registration.event_id == event.id)
        )
    )
    pages = [
        opened(site, "/manage/inbox", by=signed_in(site, email)) for email in DIRECTORS
    ]

    answers = press_all(
        site,
        [
            like(page, f"/manage/inbox/{reference}/approve")
            for reference in references
            for page in pages
        ],
    )

    assert answers == [DONE] * 40
    assert counted(event) == {"confirmed": 15, "waitlisted": 5}
    assert moved(event, Why.APPROVED) == 20
    assert letters(event) == {"confirmed": 15, "waitlisted": 5}


def test_the_same_people_cancel_twice_at_once(site):
    event = make_event(capacity=10)
    coming = make_crowd(event, State.CONFIRMED, 10, name="Comes")
    make_crowd(event, State.WAITLISTED, 15, name="Waits")

    answers = all_press(site, own([*coming, *coming], "cancel"))

    assert set(answers) <= {DONE, FRIENDLY}
    assert counted(event) == {"cancelled": 10, "confirmed": 10, "waitlisted": 5}
    assert letters(event) == {"cancelled": 10, "confirmed": 10}


def test_offers_expire_in_the_second_in_which_they_are_accepted(site):
    event = make_event(capacity=15, offer_hours=48)
    tokens = make_crowd(event, State.OFFERED, 15)
    make_crowd(event, State.WAITLISTED, 20, name="Waits")
    accepts = opened(site, f"/my/{tokens[0]}/accept")
    soon = clock.now() + timedelta(milliseconds=400)
    with write_tx() as session:
        session.execute(
            sa.update(Registration)
            .where(Registration.event_id == event.id, Registration.state == "offered")
            .values(offer_expires_at=soon)
        )

    def work(_number):
        """What the worker does, as often as it can."""
        with site.app.app_context():
            while clock.now() < soon + timedelta(seconds=2):
                jobs.expire_offers()
            db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        worker = pool.submit(work, 0)
        answers = press_all(site, [like(accepts, p) for p in own(tokens, "accept")])
        worker.result()

    states = counted(event)
    accepted = states.get("confirmed", 0)
    assert answers.count(DONE) >= accepted
    assert states.get("expired", 0) == states.get("offered", 0) == 15 - accepted
    assert letters(event).total() == accepted + 2 * (15 - accepted)


#: So many clicks on one button, each over a connection of its own.
CLICKS = 8


def one_of(event, state):
    """Somebody in ``state``: the token and the reference."""
    [token] = make_crowd(event, state, 1)
    found = sa.select(Registration.reference).where(Registration.token == token)
    return token, db.session.scalar(found)


def clicked(site, path, *, by=None):
    """The same button eight times at once; nobody sees an error."""
    answers = press_all(site, [opened(site, path, by=by)] * CLICKS)
    assert set(answers) <= {DONE, FRIENDLY}
    assert DONE in answers


def test_eight_clicks_on_approve_are_one_decision(site):
    event = make_event(capacity=3, needs_approval=True)
    _token, reference = one_of(event, State.PENDING)
    inbox, ole = "/manage/inbox", signed_in(site)
    approve = like(opened(site, inbox, by=ole), f"{inbox}/{reference}/approve")

    answers = press_all(site, [approve] * CLICKS)

    assert answers == [DONE] * CLICKS
    assert moved(event, Why.APPROVED) == 1
    assert (counted(event), letters(event)) == ({"confirmed": 1}, {"confirmed": 1})


def test_eight_clicks_on_accept_take_one_seat(site):
    event = make_event(capacity=3, offer_hours=48)
    token, _reference = one_of(event, State.OFFERED)

    clicked(site, f"/my/{token}/accept")

    assert moved(event, Why.ACCEPTED) == 1
    assert (counted(event), letters(event)) == ({"confirmed": 1}, {"confirmed": 1})


def test_eight_clicks_on_cancel_give_one_seat_back(site):
    event = make_event(capacity=1)
    token, _reference = one_of(event, State.CONFIRMED)
    make_crowd(event, State.WAITLISTED, 3, name="Waits")

    clicked(site, f"/my/{token}/cancel")

    assert moved(event, Why.CANCELLED) == moved(event, Why.SEAT_CAME_FREE) == 1
    assert counted(event) == {"cancelled": 1, "confirmed": 1, "waitlisted": 2}
    assert letters(event) == {"cancelled": 1, "confirmed": 1}


def test_yes_and_no_to_one_offer_at_once_are_one_answer(site):
    event = make_event(capacity=1, offer_hours=48)
    token, _reference = one_of(event, State.OFFERED)
    make_crowd(event, State.WAITLISTED, 2, name="Waits")
    accept, refuse = (
        opened(site, f"/my/{token}/{act}") for act in ("accept", "refuse")
    )

    answers = press_all(site, [accept, refuse] * (CLICKS // 2))

    assert set(answers) <= {DONE, FRIENDLY}
    said = moved(event, Why.ACCEPTED), moved(event, Why.REFUSED)
    assert said in {(1, 0), (0, 1)}
    assert moved(event, Why.SEAT_CAME_FREE) == said[1]
    assert event.pool(PoolKind.EVENT).taken == 1
