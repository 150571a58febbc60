"""Whoever stays in a party that comes only together is told how things stand."""

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.people.names import full_name
from eventreg.registrations import services
from eventreg.registrations.seats_audit import differences
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


@pytest.mark.parametrize("state", ANSWERED)
def test_who_holds_an_offer_for_three_reads_that_one_is_gone(app, state):
    ada, ben, cyd = a_party(state, 3)

    leaves(ben)

    letters = {to: text.replace("*", "") for to, text in told().items()}
    assert list(letters) == ([ada.email] if state is State.OFFERED else [])
    for text in letters.values():
        assert f"{full_name(ben)} is no longer coming along." in text
        assert f"for yourself and {full_name(cyd)}." in text
        assert "Please accept by" in text


def test_who_takes_one_out_of_an_offered_party_is_not_told(app):
    ada, ben, _cyd = a_party(State.OFFERED, 3)

    leaves(ben, by=Actor.person(ada))

    assert told() == {}


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


def hands_over(registration, by=None):
    eve = services.Applicant(
        given_name="Eve", family_name="Ay", email="eve@example.org", language="en"
    )
    with write_tx():
        by = by or Actor.person(registration)
        return services.substitute(registration, eve, by=by)


def test_whom_somebody_signed_up_reads_that_another_one_comes_instead(app):
    ada, ben, _cyd, dan = make_party(make_event(), size=4, given_name="Ada")
    leaves(dan)
    with write_tx():
        ada.companions[1].email = None

    hands_over(ada)

    [(to, text)] = told().items()
    text = text.replace("*", "")
    assert to == ben.email
    assert f"{full_name(ada)} has handed over the seat" in text
    assert "Your own registration stays as it is." in text
    for untrue in ("on your own", "you answer", "Eve Ay", "Nothing is decided"):
        assert untrue not in text


@pytest.mark.parametrize("by", [None, OLE])
def test_those_who_come_only_together_read_it_once_each(app, by):
    ada, ben, cyd = a_confirmed_party()

    hands_over(ada, by)

    assert sorted(told()) == sorted([ben.email, cyd.email])
    assert all("answers for all" not in text for text in told().values())


def a_confirmed_party(**columns):
    event = make_event(only_together=True, **columns)
    return make_party(event, State.CONFIRMED, 3, together=True)


def test_who_hands_over_a_companions_seat_changes_nothing_for_the_others(app):
    _ada, ben, _cyd = a_confirmed_party()

    hands_over(ben)

    assert told() == {}


def test_an_offer_still_says_until_when_it_is_kept(app):
    event = make_event(offer_hours=48)
    ada, ben = make_party(event, State.OFFERED)
    with write_tx():
        services.accept(ada)

    hands_over(ada)

    assert "Please accept the seat by" in told()[ben.email]


def approved_unseen():
    event = make_event(needs_approval=True, only_together=True)
    people = make_party(event, State.PENDING, 3, together=True)
    with write_tx():
        services.approve(people[0], by=OLE)
    return people


@pytest.mark.parametrize("which", [0, 1], ids=["lead", "companion"])
def test_an_undo_leaves_who_took_over_one_of_the_seats(app, which):
    people = approved_unseen()
    old = people.pop(which)
    eve = hands_over(old, OLE)

    with write_tx():
        services.undo(people[0], by=OLE)

    assert [each.state for each in people] == [State.PENDING] * 2
    assert (eve.state, old.state) == (State.CONFIRMED, State.CANCELLED)
    assert differences() == []


def test_what_nobody_was_told_is_not_given_away_by_a_handed_over_seat(app):
    ada, ben, _cyd = approved_unseen()

    hands_over(ada, OLE)

    text = told()[ben.email].replace("*", "")
    assert f"{full_name(ada)} is no longer coming along." in text
    assert "handed over" not in text
    assert "Nothing is decided yet." in text
