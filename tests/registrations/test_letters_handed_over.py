"""What the e-mails about a seat that changes hands say of what was paid for it."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.registrations import services as registrations
from eventreg.registrations.money import queries
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import (
    make_account,
    make_account_of_network,
    make_event,
    make_fees,
    make_registration,
)
from tests.registrations import handing_over
from tests.registrations.handing_over import OLE, mark, not_me, paragraphs

pytestmark = pytest.mark.every_case
GUEST, VIP = RegistrationRole.GUEST, RegistrationRole.VIP
PAID, REFUND_DUE = PaymentState.PAID, PaymentState.REFUND_DUE


@pytest.fixture
def event(app):
    make_account_of_network()
    return make_event(starts_in=timedelta(days=60), needs_approval=True)


def seated(event, *, is_paid=True, **values):
    """Ada, who has a seat for 120 euros, and has paid or not."""
    given = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
    ada = make_registration(event, **given | values)
    make_fees(event, {GUEST: 12_000, VIP: 15_000})
    if is_paid:
        mark(ada, PAID)
    return ada


def hand_over(ada, *, role=GUEST, language="en", by=None, name="Ben"):
    """Somebody, ``role``, has her seat."""
    ben = handing_over.hand_over(ada, name, by=by, language=language)
    if ben.state is State.PENDING:
        with write_tx():
            ben.role = role
        with write_tx():
            registrations.approve(ben, by=OLE)
    assert ben.state is State.CONFIRMED
    return ben


def about_money(registration, letter, word="€"):
    """Its last e-mail of that kind: the paragraphs with ``word``."""
    return paragraphs(registration, letter, word)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "The €120.00 that was paid for your seat has gone along with it to Ben "
            "Klug. Please settle it between the two of you.",
        ),
        (
            "de",
            "Die 120,00 €, die für Ihren Platz bezahlt wurden, sind mit dem Platz an "
            "Ben Klug übergegangen. Bitte gleichen Sie das untereinander aus.",
        ),
        (
            "tr",
            "Yeriniz için ödenen €120,00, yerle birlikte Ben Klug adlı kişiye geçti. "
            "Lütfen bunu aranızda halledin.",
        ),
    ],
)
@pytest.mark.parametrize("by", [None, OLE], ids=["by oneself", "by staff"])
def test_who_hands_a_paid_seat_over_reads_that_the_money_goes_along(
    event, language, said, by
):
    ada = seated(event, language=language)

    hand_over(ada, by=by)

    assert about_money(ada, "substituted") == [said]


def test_who_had_not_paid_reads_that_the_fee_is_no_longer_theirs(event):
    ada = seated(event, is_paid=False)

    hand_over(ada)

    assert about_money(ada, "substituted", "fee") == [
        "You no longer have to pay the fee: it is now due for Ben Klug."
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "The fee of €120.00 is already paid: it came along with the seat. There "
            "is nothing you need to transfer.",
        ),
        (
            "de",
            "Die Teilnahmegebühr von 120,00 € ist schon bezahlt: Sie ist mit dem "
            "Platz übergegangen. Sie müssen nichts überweisen.",
        ),
        (
            "tr",
            "€120,00 tutarındaki katılım ücreti zaten ödendi; yerle birlikte size "
            "geçti. Havale yapmanız gerekmez.",
        ),
    ],
)
def test_who_takes_a_paid_seat_over_reads_that_it_is_paid(event, language, said):
    ben = hand_over(seated(event), language=language)

    assert about_money(ben, "confirmed") == [said]


def test_who_owes_the_rest_reads_what_is_paid_and_what_is_open(event):
    ben = hand_over(seated(event), role=VIP)

    first, amount = about_money(ben, "confirmed")

    assert first == (
        "Of the fee, €120.00 is paid already and €30.00 is still open. Please "
        "transfer the rest:"
    )
    assert amount.startswith("- Amount: €30.00\n")


class TestThatWasNotMe:
    def test_who_paid_gets_it_back_and_reads_so(self, event):
        ada = seated(event)

        not_me(hand_over(ada))

        assert queries.money_of(ada).state is REFUND_DUE
        assert about_money(ada, "substitute_gone") == ["You get €120.00 back."]

    def test_nothing_is_noted_for_the_stranger(self, event):
        ben = hand_over(seated(event))

        not_me(ben)

        assert queries.payment_of(ben) is None
        assert queries.sums(event) == {REFUND_DUE: (1, 12_000)}

    def test_where_nobody_paid_nothing_is_said(self, event):
        ada = seated(event, is_paid=False)

        not_me(hand_over(ada))

        assert about_money(ada, "substitute_gone") == []

    def test_of_several_the_last_who_handed_it_over_gets_it_back(self, event):
        ada = seated(event)
        ben = hand_over(ada)

        not_me(hand_over(ben, name="Cyd"))

        assert about_money(ben, "substitute_gone") == ["You get €120.00 back."]
        assert queries.payment_of(ada) is None

    def test_it_counts_for_the_seat_that_they_have_again(self, event):
        ada = seated(event)
        ben = hand_over(ada)
        with write_tx():
            registrations.reinstate(ada, by=OLE)

        not_me(ben)

        money = queries.money_of(ada)
        assert (money.state, money.paid) == (PAID, 12_000)
        assert about_money(ada, "substitute_gone") == [
            "The €120.00 that had gone along with the seat counts for you again."
        ]

    def test_who_paid_reads_it_also_where_the_lead_named_the_person(self, event):
        lead = seated(event, is_paid=False)
        cem = seated(event, given_name="Cem", email="cem@example.org", lead=lead)

        not_me(hand_over(cem, by=Actor.person(lead)))

        assert about_money(cem, "substitute_gone") == ["You get €120.00 back."]
        assert "was named to come instead of you" in str(
            about_money(cem, "substitute_gone", "named")
        )

    def test_the_lead_reads_it_for_whoever_has_no_address(self, event):
        lead = seated(event, is_paid=False)
        cem = seated(event, given_name="Cem", email=None, lead=lead)

        not_me(hand_over(cem, by=Actor.person(lead)))

        assert about_money(cem, "substitute_gone") == [
            "For Cem Berg, €120.00 is paid back to you."
        ]
        assert not db.session.query(Letter).filter_by(letter="companion_gone").count()


@pytest.mark.parametrize("by_staff", [True, False], ids=["by staff", "by oneself"])
def test_who_gives_the_seat_up_gets_the_money_and_reads_whose_it_was(event, by_staff):
    ben = hand_over(seated(event))

    with write_tx():
        by = OLE if by_staff else Actor.person(ben)
        registrations.cancel(ben, by=by)

    assert about_money(ben, "cancelled") == ["You get €120.00 back."]
    assert about_money(ben, "cancelled", "settle") == [
        "The seat was paid for, all or in part, before it was taken over from Ada "
        "Berg; please settle it among yourselves."
    ]


def test_who_paid_the_own_seat_reads_of_nobody_else(event):
    ben = hand_over(seated(event, is_paid=False))
    mark(ben, PAID)

    with write_tx():
        registrations.cancel(ben, by=Actor.person(ben))

    assert about_money(ben, "cancelled", "settle") == []


def test_who_is_taken_back_reads_what_became_of_the_first_payment(event):
    ada = seated(event)
    hand_over(ada)

    with write_tx():
        registrations.reinstate(ada, by=OLE)

    assert about_money(ada, "confirmed")[0] == (
        "The fee below is for the seat that you have now. The €120.00 for the seat "
        "you handed over to Ben Klug has gone along with that seat; please settle it "
        "between the two of you."
    )


@pytest.mark.parametrize("has_money_right", [True, False])
@pytest.mark.parametrize(
    ("letter", "is_of_new"), [("substituted", False), ("confirmed", True)]
)
def test_the_office_reads_what_was_paid_only_with_the_right(
    client, sign_in, event, has_money_right, letter, is_of_new
):
    ada = seated(event)
    ben = hand_over(ada)
    sign_in(account=make_account(role="office", has_money_right=has_money_right))
    about = ben if is_of_new else ada
    rows = db.session.query(Letter).filter_by(letter=letter)
    row = rows.filter_by(registration=about.reference).one()

    shown = [
        client.get(f"/manage/letters/{row.reference}{part}").text
        for part in ("", "/html")
    ]

    words = ("120.00", "along with", "Klug")
    is_told = [has_money_right, has_money_right, True]
    assert [[word in text for word in words] for text in shown] == [is_told] * 2
