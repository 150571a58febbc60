"""What pages say of money before, and after, a seat changes hands."""

from datetime import date

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations import services as registrations
from eventreg.registrations.money import services
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import RegistrationRole
from tests.factories import (
    make_account,
    make_account_of_network,
    make_event,
    make_fees,
    make_registration,
)
from tests.house import count_queries, text_of
from tests.registrations.handing_over import hand_over, not_me

pytestmark = pytest.mark.every_case
GUEST = RegistrationRole.GUEST
DUE, PAID = PaymentState.DUE, PaymentState.PAID
WORKER = Actor.worker()


@pytest.fixture
def event(app):
    make_account_of_network()
    return make_event(capacity=40)


def seated(event, *, state=PAID, **values):
    """Ada, who has a seat for 120 euros; and how she stands with the fee."""
    given = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
    ada = make_registration(event, **given | values)
    make_fees(event, {GUEST: 12_000})
    mark(ada, state)
    return ada


def mark(registration, state):
    if state is not DUE:
        with write_tx():
            services.mark(registration, state, by=WORKER)


def cancel(registration):
    with write_tx():
        registrations.cancel(registration, by=Actor.person(registration))


def reinstate(registration):
    with write_tx():
        registrations.reinstate(registration, by=WORKER)


def page_of(client, registration):
    return client.get(f"/my/{registration.token}").page


def money_on(page):
    return [text_of(p) for p in page.select("p") if "€" in text_of(p)]


class TestThePageOfWhoHadTheSeat:
    def test_after_that_was_not_me_nobody_comes_and_the_money_is_back(
        self, client, event
    ):
        ada = seated(event)
        not_me(hand_over(ada))

        page = page_of(client, ada)

        assert text_of(page.h1).startswith("Nobody comes in your place")
        assert text_of(page.select_one(".standing")).endswith(
            "Ben Klug was to come instead of you, but is not taking over the seat. It "
            "is free for others now, and your own registration has ended."
        )
        assert money_on(page) == ["You get €120.00 back."]

    @pytest.mark.parametrize(
        ("after", "said"),
        [
            (lambda ben: None, "Somebody else comes in your place."),
            (
                lambda ben: hand_over(ben, name="Cyd"),
                "Somebody else comes in your place.",
            ),
            (
                cancel,
                "You gave your seat to somebody else, and your own registration "
                "ended with that.",
            ),
        ],
        ids=["comes", "handed on", "cancelled"],
    )
    def test_it_says_that_somebody_comes_only_as_long_as_one_does(
        self, client, event, after, said
    ):
        ada = seated(event)
        ben = hand_over(ada)
        after(ben)

        page = page_of(client, ada)

        assert text_of(page.select_one(".standing")).endswith(said)

    def test_who_had_not_paid_reads_that_nothing_is_due(self, client, event):
        ada = seated(event, state=DUE)
        hand_over(ada)

        assert "You need not pay anything." in text_of(page_of(client, ada).main)

    def test_who_is_taken_back_reads_why_it_costs_once_more(self, client, event):
        ada = seated(event)
        hand_over(ada)
        reinstate(ada)

        assert money_on(page_of(client, ada)) == [
            "This fee is for the seat that you have now. The €120.00 for the seat you "
            "handed over to Ben Klug has gone along with that seat; please settle it "
            "between the two of you."
        ]


def test_who_gives_the_seat_up_reads_whose_money_comes_back(client, event):
    ben = hand_over(seated(event))
    cancel(ben)

    assert money_on(page_of(client, ben)) == [
        "You get €120.00 back. The seat was paid for, all or in part, before you took "
        "it over from Ada Berg; please settle it between the two of you."
    ]


@pytest.mark.parametrize("is_old_one_back", [True, False])
def test_who_took_over_is_never_thanked_for_a_payment_of_another(
    client, event, is_old_one_back
):
    ada = seated(event)
    ben = hand_over(ada)
    if is_old_one_back:
        reinstate(ada)

    assert money_on(page_of(client, ben)) == ["The fee of €120.00 is paid."]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (
            PAID,
            "The €120.00 that was paid for the seat goes along with it; please settle "
            "it among yourselves. Where the new person pays a higher fee, the rest is "
            "due for them; what is too much comes back to you.",
        ),
        (DUE, "The €120.00 still to be paid is then due for the new person."),
        (PaymentState.WAIVED, None),
    ],
)
def test_before_handing_over_the_page_says_what_becomes_of_the_fee(
    client, event, state, said
):
    ada = seated(event, state=state)

    page = client.get(f"/my/{ada.token}/substitute").page

    assert money_on(page) == ([said] if said else [])


@pytest.mark.parametrize(
    ("has_money_right", "said"),
    [
        (True, "€120.00 was paid for the seat and goes along with it."),
        (
            False,
            "What was paid for the seat goes along with it; what is not paid is then "
            "due for the new person.",
        ),
    ],
)
def test_staff_read_it_too_and_amounts_only_with_the_right(
    client, sign_in, event, has_money_right, said
):
    ada = seated(event)
    sign_in(account=make_account(role="office", has_money_right=has_money_right))

    page = client.get(f"/manage/registrations/{ada.reference}/substitute").page

    back = "Where the new person pays a lower fee, what is too much goes back to"
    assert text_of(page.select_one(".standing")) == f"{said} {back} Ada Berg."
    assert ("€" in text_of(page.main)) is has_money_right


def test_staff_read_nothing_of_fees_where_there_are_none(client, sign_in, event):
    ada = make_registration(event)
    sign_in("office")

    page = client.get(f"/manage/registrations/{ada.reference}/substitute").page

    assert page.select(".standing") == []


class TestTheLeadsPage:
    def led(self, event, number, **values):
        lead = seated(event, state=DUE)
        names = ("Ben", "Cem", "Dua", "Eda", "Fay", "Gül", "Hal")[:number]
        given = {"family_name": "Wait", "email": None, "lead": lead, "state": DUE}
        return lead, [
            seated(event, given_name=name, **given | values) for name in names
        ]

    def test_it_has_each_persons_fee_and_the_sum(self, client, event):
        lead, (ben, cem) = self.led(event, 2)
        mark(cem, PAID)

        part = page_of(client, lead).select_one("[aria-labelledby=fees-of-others]")

        assert [text_of(h3) for h3 in part.select("h3")] == [
            "Ben Wait: €120.00 to be paid"
        ]
        assert money_on(part) == [
            "Cem Wait: the fee of €120.00 is paid.",
            "All together: €240.00",
        ]
        assert text_of(part.select_one("dd")) == ben.reference

    def test_it_says_by_when_also_where_the_own_fee_is_paid(self, client, event):
        lead, _others = self.led(event, 1)
        mark(lead, PAID)
        make_fees(event, {GUEST: 12_000}, due_on=date(2027, 5, 1))

        part = page_of(client, lead).select_one("[aria-labelledby=fees-of-others]")

        said = [text_of(p) for p in part.select("p")]
        assert said[-3:-1] == [
            "All together: €120.00",
            "Please pay by Sat 1 May 2027.",
        ]

    def test_who_has_an_address_pays_alone(self, client, event):
        lead, _others = self.led(event, 1, email="ben@example.org")

        page = page_of(client, lead)

        assert page.select("[aria-labelledby=fees-of-others]") == []

    def test_it_needs_as_many_queries_for_one_as_for_seven(self, client, event):
        counted = []
        for number in (1, 7):
            another = make_event(slug=f"e{number}", capacity=40)
            lead, _others = self.led(another, number)
            with count_queries() as found:
                page_of(client, lead)
            counted.append(len(found))

        assert counted[0] == counted[1]
