"""Whoever stays in a party that comes only together is told how things stand."""

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.people.names import full_name
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_party
from tests.house import text_of

OLE = Actor(ActorKind.STAFF, "ole")
ANSWERED = [State.PENDING, State.WAITLISTED, State.OFFERED]
#: What the letter says of each state.
STANDS = {
    State.PENDING: "Nothing is decided yet.",
    State.WAITLISTED: "The place in line on the waitlist stays.",
    State.OFFERED: "Please accept",
}


def a_party(state, size, **columns):
    event = make_event(capacity=4 if state is State.OFFERED else 0, offer_hours=48)
    return make_party(event, state, size, together=True, **columns)


def leaves(registration, by=None):
    with write_tx():
        services.cancel(registration, by=by or Actor.person(registration))


def told():
    """To whom went a letter about a changed party, and what it says."""
    rows = db.session.query(Letter).filter_by(letter="party_changed")
    rows = rows.order_by(Letter.id)
    return {row.to: render(row, current_sender()).text for row in rows}


@pytest.mark.parametrize("state", ANSWERED)
def test_the_last_of_two_is_told(client, state):
    ada, ben = a_party(state, 2)

    leaves(ada)

    [(to, text)] = told().items()
    assert to == ben.email
    assert f"{full_name(ada)} is no longer coming along." in text.replace("*", "")
    assert "You are now registered on your own" in text
    assert STANDS[state] in text
    page = client.get(f"/my/{ben.token}").page
    assert "is no longer coming along; your own registration stays" in text_of(page)
    assert text_of(page.select(".history td")[1]) == "Your party has changed"


@pytest.mark.parametrize("state", ANSWERED)
def test_the_lead_who_stays_alone_is_told_too(app, state):
    ada, ben = a_party(state, 2)

    leaves(ben)

    [(to, text)] = told().items()
    assert (to, "You are now registered on your own" in text) == (ada.email, True)
    assert STANDS[state] in text


def test_a_lead_who_cancels_for_the_companion_is_not_told(app):
    ada, ben = a_party(State.WAITLISTED, 2)

    leaves(ben, by=Actor.person(ada))

    assert told() == {}


@pytest.mark.parametrize("state", ANSWERED)
def test_of_three_each_reads_who_answers_now(app, state):
    ada, ben, cyd = a_party(state, 3)

    leaves(ada)

    letters = {to: text.replace("*", "") for to, text in told().items()}
    assert list(letters) == [ben.email, cyd.email]
    assert f"for yourself and {full_name(cyd)}." in letters[ben.email]
    assert f"From now on {full_name(ben)} answers for all" in letters[cyd.email]
    accepts = ["[Accept" in text or "/accept" in text for text in letters.values()]
    assert accepts == [state is State.OFFERED, False]


@pytest.mark.parametrize("who", [1, 2])
def test_nobody_writes_to_a_lead_who_has_left(app, who):
    party = a_party(State.WAITLISTED, 3)
    with write_tx():
        party[who].email = None

    leaves(party[0])

    [(to, text)] = told().items()
    assert to == party[3 - who].email
    assert full_name(party[who]) in text


def test_a_lead_who_has_left_reads_when_a_companion_is_left_alone(app):
    ada, ben, cyd = a_party(State.WAITLISTED, 3)
    with write_tx():
        cyd.email = None
    leaves(ada)

    leaves(ben)

    text = told()[ada.email].replace("*", "")
    assert f"{full_name(cyd)} is now registered alone" in text


@pytest.mark.parametrize("state", [State.CONFIRMED, State.UNVERIFIED])
def test_where_nobody_answers_for_others_nobody_is_told(app, state):
    event = make_event(capacity=4)
    ada, _ben, _cyd = make_party(event, state, 3, together=True)

    leaves(ada, by=OLE)

    assert told() == {}
