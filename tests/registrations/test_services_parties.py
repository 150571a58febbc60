"""Parties: one form for several people, who go on alone."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.events.states import PoolKind
from eventreg.outbox.models import Letter
from eventreg.registrations import queries, services
from eventreg.registrations.models import PhotoLevel, Registration
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import State, Why
from tests.factories import make_event, make_party, make_registration, pool_named

pytestmark = pytest.mark.usefixtures("app")

OLE = Actor(ActorKind.STAFF, "ole")


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def person(given, *, email=None, pools=(), **values):
    return services.Applicant(
        given_name=given,
        family_name="Berg",
        email=f"{given.lower()}@example.org" if email is None else email,
        language="en",
        pool_ids=tuple(pool.id for pool in pools),
        **values,
    )


def sign_up(event, *people, **options):
    """The party as it stands before anything is confirmed, the lead first."""
    draft = do(services.sign_up, event, people[0], people[1:], **options)
    lead = db.session.get(Registration, draft.registration_id)
    return [lead, *queries.companions(lead)]


def states(registrations):
    return [registration.state for registration in registrations]


def letters_about():
    rows = db.session.query(Letter).order_by(Letter.id)
    names = {r.reference: r.given_name for r in db.session.query(Registration)}
    return [(names[row.registration], row.letter, row.to) for row in rows]


def test_one_form_writes_to_the_lead_only():
    ada, ben, cyd = sign_up(
        make_event(), person("Ada"), person("Ben"), person("Cyd", email="")
    )

    assert states([ada, ben, cyd]) == [State.UNVERIFIED] * 3
    assert (ben.lead, cyd.lead, cyd.email) == (ada, ada, None)
    assert letters_about() == [("Ada", "confirm_your_address", "ada@example.org")]


def test_the_lead_confirms_for_all_and_each_is_decided_alone():
    event = make_event(capacity=2)
    party = sign_up(event, person("Ada"), person("Ben"), person("Cyd"))

    do(services.verify, party[0])

    assert states(party) == [State.CONFIRMED, State.CONFIRMED, State.WAITLISTED]
    assert letters_about()[1:] == [
        ("Ada", "confirmed", "ada@example.org"),
        ("Ben", "confirmed", "ben@example.org"),
        ("Cyd", "waitlisted", "cyd@example.org"),
    ]


def test_letters_about_a_companion_without_an_address_go_to_the_lead():
    party = sign_up(make_event(), person("Ada"), person("Ben", email=""))

    do(services.verify, party[0])

    assert letters_about()[1:] == [
        ("Ada", "confirmed", "ada@example.org"),
        ("Ben", "confirmed", "ada@example.org"),
    ]


def test_a_companion_agrees_to_nothing_by_being_named():
    _ada, ben = sign_up(
        make_event(),
        person("Ada", show_name=True, photo_level=PhotoLevel.PUBLIC),
        person("Ben"),
    )

    assert (ben.show_name, ben.photo_level) == (False, PhotoLevel.NONE)


def test_one_cancels_and_the_others_stay():
    event = make_event(capacity=3)
    ada, ben, cyd = make_party(event, size=3)

    do(services.cancel, ada, by=Actor.person(ada))

    assert states([ada, ben, cyd]) == [
        State.CANCELLED,
        State.CONFIRMED,
        State.CONFIRMED,
    ]
    assert event.pool(PoolKind.EVENT).taken == 2


def test_the_lead_does_not_learn_that_a_companion_is_registered():
    event = make_event()
    there = make_registration(
        event, given_name="Ben", family_name="Berg", email="ben@example.org"
    )

    party = sign_up(event, person("Ada"), person("Ben"))

    assert [r.given_name for r in party] == ["Ada"]
    assert there.lead is None
    assert letters_about() == [
        ("Ben", "already_registered", "ben@example.org"),
        ("Ada", "confirm_your_address", "ada@example.org"),
    ]


def test_not_me_of_a_companion_frees_the_seat_and_tells_the_lead():
    event = make_event(capacity=2)
    ada, ben = make_party(event, email=None)
    with write_tx():
        ada.email, ben.email = "ada@example.org", "ben@example.org"
    dan = make_registration(event, State.WAITLISTED, email="dan@example.org")

    do(services.not_me, ben)

    assert states([ada, ben, dan]) == [
        State.CONFIRMED,
        State.CANCELLED,
        State.CONFIRMED,
    ]
    assert ben.moves[-1].why == Why.NOT_ME
    assert [(row.letter, row.to) for row in db.session.query(Letter)] == [
        ("companion_gone", "ada@example.org"),
        ("confirmed", "dan@example.org"),
    ]


def test_not_me_of_the_lead_ends_what_nobody_confirmed():
    party = sign_up(make_event(), person("Ada"), person("Ben"))

    do(services.not_me, party[0])

    assert states(party) == [State.CANCELLED] * 2


def test_a_second_form_replaces_the_companions_of_the_first():
    event = make_event()
    sign_up(event, person("Ada"), person("Ben"))

    party = sign_up(event, person("Ada"), person("Cyd"))

    assert [r.given_name for r in party] == ["Ada", "Cyd"]
    assert db.session.query(Registration).count() == 2


def test_a_companion_who_signs_up_alone_belongs_to_nobody():
    event = make_event(only_together=True)
    ada, ben = sign_up(event, person("Ada"), person("Ben"), together=True)

    sign_up(event, person("Ben"))

    assert (ben.lead, ben.together, ben.head_id) == (None, False, None)
    assert ada.together is False, "a party of one is none"


def test_a_companion_who_confirms_before_the_lead_goes_on_alone():
    event = make_event(only_together=True)
    ada, ben = sign_up(event, person("Ada"), person("Ben"), together=True)

    do(services.verify, ben)

    assert (ben.state, ben.together, ada.together) == (State.CONFIRMED, False, False)
    do(services.verify, ada)
    assert ada.state == State.CONFIRMED


def test_a_session_lacks_places_for_the_whole_party():
    event = make_event(sessions={"robots": 1})
    robots = [pool_named(event, "robots")]

    with pytest.raises(services.ChoiceIsFull):
        sign_up(event, person("Ada", pools=robots), person("Ben", pools=robots))

    db.session.rollback()
    assert db.session.query(Registration).count() == 0


def test_where_the_director_decides_each_is_decided_alone():
    event = make_event(needs_approval=True)
    ada, ben = sign_up(event, person("Ada"), person("Ben"))
    do(services.verify, ada)

    do(services.approve, ada, by=OLE)
    do(services.decline, ben, by=OLE)

    assert states([ada, ben]) == [State.CONFIRMED, State.DECLINED]


def test_more_than_eight_do_not_fit_on_a_form():
    event = make_event()
    people = [person(f"P{number}") for number in range(9)]

    with pytest.raises(ValueError, match="too large"):
        sign_up(event, *people)

    db.session.rollback()
    assert len(sign_up(event, *people[:8])) == 8


@pytest.mark.parametrize(
    ("allowed", "size"), [(False, 2), (True, 5)], ids=["not here", "too many"]
)
def test_who_may_not_ask_to_come_only_together(allowed, size):
    event = make_event(only_together=allowed)
    people = [person(f"P{number}") for number in range(size)]

    with pytest.raises(ValueError, match="only together"):
        sign_up(event, *people, together=True)


def test_a_party_that_nobody_confirms_is_forgotten_whole():
    event = make_event()
    make_party(event, State.UNVERIFIED, size=3)
    old = timedelta(days=7, minutes=1)
    with write_tx():
        for registration in db.session.query(Registration):
            registration.submitted_at -= old

    assert do(services.forget_unverified) == 3
    assert differences() == []
