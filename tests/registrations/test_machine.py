"""Everything that can happen to an event, in any order: what must hold after each.

The machine presses every button there is, mostly where it can be pressed and
now and then where it cannot. ``tests/registrations/laws.py`` says what holds.
"""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db
from eventreg.events import services as events
from eventreg.events.states import EventState, PoolKind
from eventreg.registrations import services
from eventreg.registrations.states import LIVE, RegistrationRole, State
from tests.factories import make_member, make_person
from tests.registrations.laws import Laws
from tests.registrations.stage import Stage

OLE = Actor(ActorKind.STAFF, "ole")
MEMBERS = 6
PICK = st.integers(0, 40)

#: What is pressed about one person, and in which states it makes sense.
BY_STAFF = {
    "approve": {State.PENDING},
    "onto_waitlist": {State.PENDING},
    "decline": {State.PENDING, State.WAITLISTED},
    "later": {State.PENDING},
    "promote": {State.WAITLISTED},
    "let_in": {State.WAITLISTED},
    "pause": {State.WAITLISTED},
    "resume": {State.WAITLISTED},
    "extend": {State.OFFERED},
    "reinstate": {State.CANCELLED, State.EXPIRED},
    "reconsider": {State.DECLINED},
    "cancel": LIVE,
}
BY_THEMSELVES = {
    "verify": {State.UNVERIFIED},
    "not_me": LIVE,
    "accept": {State.OFFERED},
    "refuse": {State.OFFERED},
    "rejoin": {State.EXPIRED},
}


class Life(RuleBasedStateMachine):
    """One event with few seats, and whoever comes."""

    def __init__(self):
        super().__init__()
        self.stage = Stage()
        self.laws: Laws | None = None

    @initialize(
        capacity=st.integers(1, 6),
        science=st.integers(0, 3),
        needs_approval=st.booleans(),
        accept_hours=st.sampled_from([0, 24]),
        offer_hours=st.sampled_from([0, 0, 48]),
        members_first=st.booleans(),
        first=st.lists(st.integers(0, 7), min_size=3, max_size=6),
    )
    def open(self, capacity, science, first, **columns):
        self.stage.open(
            capacity=capacity,
            contingents={"science": science, "business": 2},
            sessions={"robots": 2},
            team_seats=1,
            only_together=True,
            **columns,
        )
        self.laws = Laws(self.stage)
        for wanted in first:
            self.come(wanted)
        self.come(0, companions=2, together=True)

    def come(self, wanted, companions=0, together=False):
        """Sign up and confirm in one go, so that there is something to press."""
        pool_ids = self.pools(wanted)
        lead, *others = (
            self.stage.applicant(None, pool_ids=pool_ids) for _ in range(companions + 1)
        )
        draft = self.stage.act(
            services.sign_up, self.stage.event, lead, others, together=together
        )
        if draft is not None:
            self.stage.act(services.verify, self.stage.by_id(draft.registration_id))
        self.laws.check()

    def people(self, states=frozenset(State)):
        return [r for r in self.stage.people() if r.state in states]

    def one(self, pick, states=frozenset(State)):
        people = self.people(states)
        return people[pick % len(people)] if people else None

    def pools(self, wanted):
        """Ids: bit 0 science, bit 1 business instead, bit 2 the session."""
        science, business, robots = self.stage.event.pools[2:5]
        chosen = [science] if wanted & 1 else [business] if wanted & 2 else []
        chosen += [robots] if wanted & 4 else []
        return tuple(pool.id for pool in chosen)

    @rule(member=st.integers(0, MEMBERS * 3), wanted=st.integers(0, 7))
    def sign_up(self, member, wanted):
        pool_ids = self.pools(wanted)
        applicant = self.stage.applicant(
            member if member < MEMBERS else None, pool_ids=pool_ids
        )
        self.stage.act(services.sign_up, self.stage.event, applicant)

    @rule(
        size=st.integers(2, 4),
        wanted=st.integers(0, 3),
        together=st.booleans(),
        addressless=st.booleans(),
        verify=st.booleans(),
    )
    def sign_up_a_party(self, size, wanted, together, addressless, verify):
        lead, *others = (
            self.stage.applicant(None, pool_ids=self.pools(wanted)) for _ in range(size)
        )
        if addressless:
            others[0] = self.stage.without_address(others[0])
        draft = self.stage.act(
            services.sign_up, self.stage.event, lead, others, together=together
        )
        if verify and draft is not None:
            self.stage.act(services.verify, self.stage.by_id(draft.registration_id))

    @rule(number=PICK)
    def sign_up_again(self, number):
        again = self.one(number, {State.UNVERIFIED, State.DECLINED, State.CANCELLED})
        if again is not None and again.email:
            applicant = self.stage.again(again)
            self.stage.act(services.sign_up, self.stage.event, applicant)

    @rule(wanted=st.integers(0, 7), is_here=st.sampled_from([False, False, True]))
    def enter(self, wanted, is_here):
        applicant = self.stage.applicant(None, pool_ids=self.pools(wanted))
        event = self.stage.event
        self.stage.act(services.enter, event, applicant, by=OLE, is_here=is_here)

    @rule(number=PICK)
    def confirm(self, number):
        if one := self.one(number, {State.UNVERIFIED}):
            self.stage.act(services.verify, one)

    @rule(number=PICK, verb=st.sampled_from(sorted(BY_STAFF)))
    def staff(self, number, verb):
        if one := self.one(number, BY_STAFF[verb]):
            self.stage.act(getattr(services, verb), one, by=OLE)

    @rule(number=PICK, verb=st.sampled_from(sorted(BY_THEMSELVES)))
    def themselves(self, number, verb):
        if one := self.one(number, BY_THEMSELVES[verb]):
            self.stage.act(getattr(services, verb), one)

    @rule(number=PICK)
    def cancel(self, number):
        if one := self.one(number, LIVE - {State.UNVERIFIED}):
            self.stage.act(services.cancel, one, by=Actor.person(one))

    @rule(
        number=PICK,
        verb=st.sampled_from(["approve", "approve", "decline", "onto_waitlist"]),
        then=st.sampled_from(["undo", "send_now", None]),
    )
    def decide(self, number, verb, then):
        if one := self.one(number, {State.PENDING}):
            self.stage.act(getattr(services, verb), one, by=OLE)
            self.laws.check()
            if then and self.stage.is_hidden(one):
                self.stage.act(getattr(services, then), one, by=OLE)

    @rule(number=PICK, verb=st.sampled_from(["undo", "undo", "send_now"]))
    def take_back(self, number, verb):
        hidden = [r for r in self.people() if self.stage.is_hidden(r)]
        if hidden:
            one = hidden[number % len(hidden)]
            self.stage.act(getattr(services, verb), one, by=OLE)

    @rule(number=PICK, verb=st.sampled_from(sorted(BY_STAFF)))
    def press_what_cannot_be(self, number, verb):
        if one := self.one(number):
            self.stage.act(getattr(services, verb), one, by=OLE)

    @rule(number=PICK, by_staff=st.booleans())
    def substitute(self, number, by_staff):
        if one := self.one(number, {State.CONFIRMED}):
            by = OLE if by_staff else Actor.person(one)
            applicant = self.stage.applicant(None)
            self.stage.act(services.substitute, one, applicant, by=by)

    @rule(number=PICK, other=PICK)
    def merge(self, number, other):
        one, second = self.one(number, LIVE), self.one(other, LIVE)
        if one and second:
            self.stage.act(services.merge, one, second, by=OLE)

    @rule(
        number=PICK,
        wanted=st.integers(0, 7),
        role=st.sampled_from([None, *RegistrationRole]),
        by_staff=st.booleans(),
    )
    def choose(self, number, wanted, role, by_staff):
        """Also by who was decided on and does not know it yet."""
        if one := self.one(number, LIVE):
            pools = [p for p in self.stage.event.pools if p.id in self.pools(wanted)]
            by, role = (OLE, role) if by_staff else (Actor.person(one), None)
            self.stage.act(services.choose, one, pools, by=by, language="en", role=role)

    @rule(pool=st.integers(0, 4), capacity=st.integers(0, 7))
    def set_capacity(self, pool, capacity):
        event = self.stage.event
        self.stage.act(events.set_capacity, event, event.pools[pool], capacity, by=OLE)

    @rule(column=st.sampled_from(["line_paused", "members_first"]), value=st.booleans())
    def edit(self, column, value):
        self.stage.act(events.edit, self.stage.event, {column: value}, by=OLE)

    @rule(
        hours=st.sampled_from([0.2, 5, 30, 100]), until=st.sampled_from([49, 47, 4, 1])
    )
    def time_passes(self, hours, until):
        """Up to so many hours before the start; then the worker's minute."""
        self.stage.post()
        self.stage.wait(timedelta(hours=hours), at_most=timedelta(hours=until))
        for _step in self.stage.work():
            self.laws.check()

    @rule(until=st.sampled_from([47, 2]))
    def time_passes_and_the_worker_sleeps(self, until):
        self.stage.wait(timedelta(days=5), at_most=timedelta(hours=until))

    @rule(days=st.integers(-2, 4))
    def postpone(self, days):
        starts = self.stage.event.starts_local + timedelta(days=days)
        values = {"starts_local": starts, "ends_local": starts + timedelta(hours=3)}
        self.stage.act(
            events.postpone, self.stage.event, values, by=OLE, words={"en": "Snow"}
        )

    @precondition(lambda self: len(self.stage.people()) > 12)
    @rule(sure=st.sampled_from([False, False, True]))
    def call_off(self, sure):
        if sure and self.stage.event.state is not EventState.CANCELLED:
            self.stage.act(
                events.cancel, self.stage.event, by=OLE, reason={"en": "Storm"}
            )

    @invariant()
    def the_laws_hold(self):
        if self.laws is not None:
            self.laws.check()

    def teardown(self):
        db.session.rollback()
        self.stage.close()


def _run(examples, steps, **options):
    company = make_member("Acme")
    for number in range(MEMBERS):
        make_person(
            company,
            given_name="Mia",
            family_name=f"Member {number}",
            email=f"mia{number}@example.org",
        )
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            # As found: to shrink forty steps on a database takes minutes.
            phases=[Phase.generate],
            print_blob=False,
            suppress_health_check=list(HealthCheck),
            **options,
        ),
    )


@pytest.mark.usefixtures("app")
def test_the_laws_hold_whatever_people_do():
    is_fast = db.engine.dialect.name == "sqlite"
    _run(10 if is_fast else 3, 30, derandomize=True)


@pytest.mark.full
@pytest.mark.usefixtures("app")
def test_the_laws_hold_whatever_many_people_do():
    _run(60, 60)


@pytest.mark.usefixtures("app")
def test_the_machine_notices_a_seat_that_was_given_twice():
    stage = Stage()
    stage.open(capacity=1)
    laws = Laws(stage)
    draft = stage.act(services.sign_up, stage.event, stage.applicant(None))
    stage.act(services.verify, stage.by_id(draft.registration_id))
    laws.check()

    with stage.writing():
        stage.event.pool(PoolKind.EVENT).taken = 0

    with pytest.raises(AssertionError):
        laws.check()


def _begun(**columns):
    life = Life()
    known = {"accept_hours": 0, "offer_hours": 0, "members_first": False}
    life.open(**{"science": 1, "needs_approval": False, **known, **columns})
    return life


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("verb", ["approve", "decline", "onto_waitlist"])
def test_the_laws_hold_when_a_decision_is_taken_back(verb):
    life = _begun(capacity=1, needs_approval=True, first=[0, 0, 1])
    life.decide(0, "approve", None)
    life.the_laws_hold()

    life.decide(0, verb, "undo")

    life.the_laws_hold()


@pytest.mark.usefixtures("app")
def test_the_laws_hold_behind_a_party_that_needs_more_seats():
    life = _begun(capacity=3, first=[0, 0, 0])
    life.come(0)

    for _ in range(3):
        life.cancel(0)
        life.the_laws_hold()
