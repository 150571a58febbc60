"""What pages and e-mails say where money comes back, is promised, or counts again."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.errors import MoveNotAllowed
from eventreg.events.states import Kind
from eventreg.registrations import services as registrations
from eventreg.registrations.money import queries, rules
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_event, make_fees, make_registration
from tests.house import text_of
from tests.registrations.handing_over import (
    OLE,
    hand_over,
    mark,
    not_me,
    paragraphs,
    reinstate,
)

pytestmark = pytest.mark.every_case
GUEST = RegistrationRole.GUEST
DUE, PAID = PaymentState.DUE, PaymentState.PAID
WAIVED, BACK = PaymentState.WAIVED, PaymentState.REFUND_DUE


@pytest.fixture
def event(app):
    found = make_event(starts_in=timedelta(days=60))
    make_fees(found, {GUEST: 10_000}, steps={rules.today(found): 25})
    return found


def seated(event, *, state=PAID, language="en"):
    """Ada, who was told of her seat."""
    ada = make_registration(
        *(event, State.WAITLISTED),
        given_name="Ada",
        family_name="Berg",
        email="ada@example.org",
        language=language,
    )
    with write_tx():
        registrations.promote(ada, by=OLE)
    if state is not DUE:
        mark(ada, state)
    return ada


def accept(registration):
    with write_tx():
        registrations.accept(registration, terms_read=registration.event.terms_version)


def cancel(registration, *, by=None):
    with write_tx():
        registrations.cancel(registration, by=by or Actor.person(registration))


def said(client, registration, part=""):
    """The paragraphs with an amount on a page of this person."""
    page = client.get(f"/my/{registration.token}{part}").page
    return [text_of(p) for p in page.select("main p") if "€" in text_of(p)]


def letter_says(registration, letter, words="€"):
    return paragraphs(registration, letter, words)


class TestPaidTwice:
    @pytest.fixture
    def ada(self, event):
        ada = seated(event)
        ben = hand_over(ada)
        reinstate(ada)
        mark(ada, PAID)
        not_me(ben)
        return ada

    def test_the_page_names_what_is_too_much(self, client, ada):
        assert said(client, ada) == [
            "The fee of €100.00 is paid. More was paid than that: you get €100.00 back."
        ]
        assert letter_says(ada, "substitute_gone") == ["You get €100.00 back."]

    def test_cancelling_costs_a_share_of_the_fee(self, client, ada):
        assert said(client, ada, "/cancel") == [
            "Cancelling today costs €25.00 (25% of the fee). You get €175.00 back."
        ]
        cancel(ada)
        assert letter_says(ada, "cancelled") == [
            "Cancelling costs €25.00.",
            "You get €175.00 back.",
        ]

    def test_the_money_page_has_both_and_pays_only_the_rest_back(
        self, client, sign_in, event, ada
    ):
        sign_in("director")
        page = client.get(f"/manage/events/{event.slug}/money").page

        assert (
            text_of(page.select("tbody td")[-1]) == "€100.00 €100.00 paid for the seat"
        )
        assert queries.sums(event) == {PAID: (1, 10_000), BACK: (1, 10_000)}
        with pytest.raises(MoveNotAllowed):
            mark(ada, PAID)
        mark(ada, None)
        assert queries.sums(event) == {PAID: (1, 10_000)}


class TestTakenBackIn:
    @pytest.mark.parametrize(
        ("language", "words"),
        [
            (
                "en",
                "The €100.00 you paid counts for your seat; nothing is to be given "
                "back, and there is nothing you need to transfer.",
            ),
            (
                "de",
                "Die 100,00 €, die Sie bezahlt haben, gelten für Ihren Platz. Es wird "
                "nichts zurückgezahlt, und Sie müssen nichts überweisen.",
            ),
            (
                "tr",
                "Ödediğiniz €100,00 yeriniz için sayılır. Geri ödenecek bir tutar yok, "
                "havale yapmanız da gerekmez.",
            ),
        ],
    )
    def test_the_letter_says_that_what_was_paid_counts(self, event, language, words):
        ada = seated(event, language=language)
        cancel(ada)

        reinstate(ada)

        assert letter_says(ada, "confirmed") == [words]

    def test_the_page_says_so_and_cancelling_costs_what_it_did(self, client, event):
        ada = seated(event)
        cancel(ada)
        assert said(client, ada) == ["You get €75.00 back."]

        reinstate(ada)

        assert said(client, ada) == [
            "The €100.00 you paid counts for your seat; nothing is to be given back."
        ]
        assert said(client, ada, "/cancel") == [
            "Cancelling today costs €25.00 (25% of the fee). You get €75.00 back."
        ]
        assert queries.sums(event) == {PAID: (1, 10_000)}

    def test_what_was_paid_out_is_due_again(self, client, event):
        ada = seated(event)
        cancel(ada)
        mark(ada, None)
        assert said(client, ada) == ["Cancelling cost €25.00; that is paid."]

        reinstate(ada)

        assert said(client, ada) == ["This is the rest: €25.00 is paid already."]
        assert queries.sums(event) == {DUE: (1, 7_500), PAID: (1, 2_500)}

    def test_whose_money_it_is_stays_so(self, client, event):
        ada = seated(event)
        ben = hand_over(ada)
        cyd = hand_over(ben, "Cyd")
        cancel(cyd, by=OLE)
        reinstate(cyd)

        assert said(client, cyd) == ["The fee of €100.00 is paid."]
        cancel(cyd)
        settle = "before you took it over from Ben Klug"
        assert settle in said(client, cyd)[0]
        assert letter_says(cyd, "cancelled", "taken over from Ben Klug")

    def test_what_came_back_has_not_gone_along(self, client, event):
        ada = seated(event)
        ben = hand_over(ada)
        not_me(ben)

        reinstate(ben)

        assert said(client, ada) == ["You get €100.00 back."]
        assert queries.sums(event) == {BACK: (1, 10_000), DUE: (1, 10_000)}

    def test_who_has_the_seat_again_is_not_thanked_for_another(self, client, event):
        ben = hand_over(seated(event))
        cyd = hand_over(ben, "Cyd")
        reinstate(ben)

        not_me(cyd)

        assert said(client, ben) == ["The fee of €100.00 is paid."]


class TestAnOffer:
    @pytest.fixture
    def ada(self, app):
        """She has paid, has cancelled, and has an offer again."""
        trip = make_event(kind=Kind.TRIP, needs_approval=True, accept_hours=168)
        make_fees(trip, {GUEST: 30_000}, steps={rules.today(trip): 10})
        ada = make_registration(trip, State.PENDING, email="ada@example.org")
        with write_tx():
            registrations.approve(ada, by=OLE)
            ada.decision_shown_at = None
        accept(ada)
        mark(ada, PAID)
        cancel(ada)
        reinstate(ada)
        assert ada.state is State.OFFERED
        return ada

    def test_the_page_says_what_becomes_of_the_money(self, client, ada):
        assert said(client, ada) == [
            "The €300.00 that was paid counts for your seat as soon as you have one. "
            "If you do not get or take a seat, you get €270.00 back."
        ]

    def test_what_comes_back_to_who_has_an_offer_counts_for_it(self, client, ada):
        accept(ada)
        ben = hand_over(ada, by=OLE)
        reinstate(ada)
        assert ada.state is State.OFFERED

        not_me(ben)

        assert letter_says(ada, "substitute_gone") == [
            "The €300.00 that had gone along with the seat counts for you again."
        ]
        assert said(client, ada)[0].startswith("The €300.00 that was paid counts for")

    def test_accepting_shows_the_fee_the_steps_and_what_counts(self, client, ada):
        page = client.get(f"/my/{ada.token}/accept").page

        shown = text_of(page.main)
        assert "Fee: €300.00" in shown
        assert (
            "€300.00 of it is paid already and counts. There is nothing left" in shown
        )
        assert "cancelling costs 10% of the fee." in shown
        assert "By accepting you agree to this." in shown

    def test_then_the_letter_does_not_say_not_to_pay(self, client, ada):
        version = str(ada.event.terms_version)
        client.post(f"/my/{ada.token}/accept", data={"terms_version": version})

        assert ada.state is State.CONFIRMED
        assert letter_says(ada, "confirmed") == [
            "The €300.00 you paid counts for your seat; nothing is to be given back, "
            "and there is nothing you need to transfer."
        ]
        assert letter_says(ada, "confirmed", "payment") == []
        assert letter_says(ada, "confirmed", "do not book anything")


def test_the_lead_reads_what_leaving_cost_those_without_an_address(client, event):
    lead = seated(event, state=DUE)
    cem = make_registration(
        event, given_name="Cem", family_name="Berg", email=None, lead=lead
    )
    make_fees(event, {GUEST: 10_000}, steps={rules.today(event): 25})
    mark(cem, PAID)
    cancel(cem, by=Actor.person(lead))
    name = "Cem Berg"

    assert f"{name}: €75.00 is paid back to you." in said(client, lead)
    assert not [each for each in said(client, lead) if "the fee of" in each]
    mark(cem, None)
    assert f"{name}: cancelling cost €25.00; that is paid." in said(client, lead)


class TestWaived:
    def test_who_never_took_the_seat_over_stands_nowhere(self, client, event):
        ben = hand_over(seated(event, state=WAIVED))

        not_me(ben)

        page = text_of(client.get(f"/my/{ben.token}").page.main)
        assert "You need not pay" not in page
        assert queries.sums(event) == {}

    def test_who_cancels_stands_nowhere_and_is_remembered(self, client, event):
        ada = seated(event, state=WAIVED)
        cancel(ada)

        page = text_of(client.get(f"/my/{ada.token}").page.main)
        assert "You need not pay" not in page
        assert (queries.sums(event), queries.payments(event)) == ({}, [])

        reinstate(ada)
        assert queries.sums(event) == {WAIVED: (1, 10_000)}


def test_what_was_never_paid_has_not_gone_along(client, event):
    ada = seated(event)
    ben = hand_over(ada)
    cyd = hand_over(ben, "Cyd")

    mark(cyd, DUE)

    assert said(client, ada) == said(client, ben) == []
    assert queries.sums(event) == {DUE: (1, 10_000)}


def test_staff_open_no_form_to_hand_over_what_is_gone(client, sign_in, event):
    ada = seated(event)
    cancel(ada)
    sign_in("office")

    answer = client.get(f"/manage/registrations/{ada.reference}/substitute")

    assert answer.status_code == 303
    page = client.get(answer.location).page
    assert "Your click has changed nothing." in text_of(page)
    assert "Ada Berg" in text_of(page.select_one("[class*=flash], [role=status]"))


def test_in_german_the_seat_is_free_and_not_who_was_named(client, event):
    ada = seated(event)
    not_me(hand_over(ada))

    page = client.get(f"/my/{ada.token}?lang=de").page

    words = "übernimmt den Platz aber nicht. Der Platz ist jetzt frei für andere"
    assert words in text_of(page.select_one(".standing"))
