"""What the own page says about a seat that is given back: only what is true."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events.states import Kind
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.house import text_of

GOES_ON, IS_FREE = "goes to the next in line at once", "becomes free again"


def page(client, registration, act):
    return text_of(client.get(f"/my/{registration.token}/{act}").page.main)


def full_event(state):
    event = make_event(capacity=1, offer_hours=48)
    return event, make_registration(event, state)


BOTH = pytest.mark.parametrize(
    ("state", "act"), [(State.CONFIRMED, "cancel"), (State.OFFERED, "refuse")]
)


@BOTH
def test_a_seat_goes_to_the_next_in_line(client, state, act):
    event, ada = full_event(state)
    make_registration(event, State.WAITLISTED)

    text = page(client, ada, act)

    assert (GOES_ON in text, IS_FREE in text) == (True, False)


@BOTH
def test_where_nobody_waits_it_becomes_free(client, state, act):
    _event, ada = full_event(state)

    text = page(client, ada, act)

    assert ("next in line" in text, IS_FREE in text) == (False, True)


@BOTH
@pytest.mark.parametrize("stopped", ["line", "person"])
def test_where_the_line_stands_still_it_becomes_free(client, state, act, stopped):
    event, ada = full_event(state)
    ben = make_registration(event, State.WAITLISTED)
    with write_tx():
        event.line_paused = stopped == "line"
        ben.is_paused = stopped == "person"

    text = page(client, ada, act)

    assert ("next in line" in text, IS_FREE in text) == (False, True)


def test_who_waits_for_a_full_session_does_not_get_it(client):
    event = make_event(capacity=1, sessions={"Morning": 1})
    ada = make_registration(event)
    morning = [pool for pool in event.pools if pool.capacity == 1][1:]
    make_registration(event, State.WAITLISTED, pools=morning)
    with write_tx():
        morning[0].taken = 1

    assert IS_FREE in page(client, ada, "cancel")


def test_afterwards_the_page_promises_it_to_nobody(client):
    _event, ada = full_event(State.OFFERED)

    client.post(f"/my/{ada.token}/refuse")

    text = text_of(client.get(f"/my/{ada.token}").page.main)
    assert "You did not take the seat. It is free for somebody else." in text


def test_a_companions_seat_too(client):
    event = make_event(capacity=2)
    ada, ben = make_party(event, State.CONFIRMED, 2)
    address = f"/my/{ada.token}/companions/{ben.reference}/cancel"

    alone = text_of(client.get(address).page.main)
    make_registration(event, State.WAITLISTED)
    followed = text_of(client.get(address).page.main)

    assert "The seat becomes free again." in alone
    assert "The seat goes to the next in line at once." in followed


def test_once_all_are_in_nobody_has_to_answer_for_the_others(client):
    event = make_event(kind=Kind.TRIP, only_together=True)
    ada, *_others = make_party(event, State.CONFIRMED, 3, together=True)

    assert "from then on" not in page(client, ada, "cancel")


def test_who_leaves_a_party_reads_who_stays_and_who_answers(client):
    event = make_event(kind=Kind.TRIP, only_together=True, capacity=1)
    ada, ben, cyd = make_party(event, State.WAITLISTED, 3, together=True)
    with write_tx():
        for one, name in ((ada, "Ada"), (ben, "Ben"), (cyd, "Cyd")):
            one.given_name, one.family_name = name, "Yu"

    text = page(client, ada, "cancel")
    assert "Everybody else stays: Ben Yu and Cyd Yu." in text
    assert "Ben Yu answers for them from then on." in text

    with write_tx():
        services.cancel(ada, by=Actor.person(ada))
    assert (cyd.head_id, ben.state) == (ben.id, State.WAITLISTED)


def test_who_leaves_the_line_reads_that_one_can_join_it_again(client):
    ada = make_registration(make_event(capacity=0), State.WAITLISTED)

    lede = client.get(f"/my/{ada.token}/cancel").page.select_one("main .lede")

    assert text_of(lede) == (
        "You then give up your place in line. You can sign up again as long as sign-up "
        "is open, and join the line anew."
    )
