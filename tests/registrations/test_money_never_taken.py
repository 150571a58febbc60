"""Whoever was named did not want the seat: what else falls back with it."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.registrations import services as registrations
from eventreg.registrations.money import queries, rules
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import RegistrationRole
from tests.factories import make_event, make_fees, make_registration
from tests.house import text_of
from tests.registrations.handing_over import (
    hand_over,
    mark,
    not_me,
    paragraphs,
    reinstate,
)

GUEST = RegistrationRole.GUEST
DUE, WAIVED = PaymentState.DUE, PaymentState.WAIVED


@pytest.fixture
def ada(app):
    """She has a seat that costs €100."""
    event = make_event()
    ada = make_registration(
        event, given_name="Ada", family_name="Berg", email="ada@example.org"
    )
    make_fees(event, {GUEST: 10_000}, steps={rules.today(event): 25})
    return ada


def state_of(registration):
    db.session.expire_all()
    return queries.money_of(registration).state


def letter_says(registration):
    return paragraphs(registration, "substitute_gone", "€", "settle")


def test_who_had_the_seat_paid_for_by_another_reads_whose_money_it_is(client, ada):
    mark(ada, PaymentState.PAID)
    ben = hand_over(ada, "Ben")

    not_me(hand_over(ben, "Cem"))

    assert letter_says(ben) == [
        "You get €100.00 back.",
        "The seat was paid for, all or in part, before it was taken over from Ada "
        "Berg; please settle it among yourselves.",
    ]
    page = client.get(f"/my/{ben.token}").page
    assert [text_of(p) for p in page.select("main p") if "€" in text_of(p)] == [
        "You get €100.00 back. The seat was paid for, all or in part, before you took "
        "it over from Ada Berg; please settle it between the two of you."
    ]


def test_who_paid_reads_of_nobody_else(ada):
    mark(ada, PaymentState.PAID)

    not_me(hand_over(ada, "Ben"))

    assert letter_says(ada) == ["You get €100.00 back."]


@pytest.mark.parametrize("is_back_before", [True, False])
def test_what_was_waived_falls_back_with_the_seat(ada, is_back_before):
    mark(ada, WAIVED)
    ben = hand_over(ada, "Ben")
    if is_back_before:
        reinstate(ada)
        assert state_of(ada) is DUE

    not_me(ben)
    if not is_back_before:
        reinstate(ada)

    assert (state_of(ada), state_of(ben)) == (WAIVED, None)


def test_what_was_waived_for_the_new_person_alone_does_not(ada):
    ben = hand_over(ada, "Ben")
    mark(ben, WAIVED)
    reinstate(ada)

    not_me(ben)

    assert state_of(ada) is DUE


def test_it_waives_no_cost_of_having_left_another_seat(ada):
    mark(ada, WAIVED)
    ben = hand_over(ada, "Ben")
    reinstate(ada)
    with write_tx():
        registrations.cancel(ada, by=Actor.person(ada))

    not_me(ben)

    assert state_of(ada) is DUE
