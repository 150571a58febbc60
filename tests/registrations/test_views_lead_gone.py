"""Whoever signed others up is out: what their own pages say, and a party in line."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of
from tests.registrations.parties import main_text, party_of, post


class TestSubstituteOfTheLead:
    """Whoever takes over the lead's seat has signed nobody up."""

    def hand_over(self, old, by=None):
        eve = services.Applicant(
            given_name="Eve",
            family_name="Zimt",
            email="eve@example.org",
            language="en",
        )
        with write_tx():
            return services.substitute(old, eve, by=by or Actor.person(old))

    def test_the_companions_read_who_signed_them_up(self, client):
        ada, ben = party_of(make_event())
        eve = self.hand_over(ada)

        text = main_text(client, ben)

        assert "Ada Berg has signed you up. Ada Berg is no longer coming along" in text
        assert "Eve" not in text
        assert "Whom you signed up" not in main_text(client, eve)

    def test_the_new_person_cannot_cancel_for_them(self, client):
        ada, ben = party_of(make_event())
        eve = self.hand_over(ada)

        assert post(client, eve, ben, "cancel").status_code == 404
        assert ben.state is State.CONFIRMED

    def test_staff_read_who_signed_them_up(self, client, sign_in):
        ada, ben = party_of(make_event())
        self.hand_over(ada)
        sign_in("office")

        page = client.get(f"/manage/registrations/{ben.reference}").page

        assert [text_of(li) for li in page.select("ul.parts li")] == [
            "Ada Berg signed them up Cancelled",
            "Ben Wait Confirmed",
        ]

    @pytest.mark.parametrize(
        ("is_by_lead", "letter"), [(True, "companion_gone"), (False, "substitute_gone")]
    )
    def test_who_named_a_companions_substitute_reads_that_it_was_wrong(
        self, client, letters, is_by_lead, letter
    ):
        ada, ben = party_of(make_event())
        eve = self.hand_over(ben, by=Actor.person(ada if is_by_lead else ben))
        page = client.get(f"/my/{eve.token}/not-me").page

        client.post(f"/my/{eve.token}/not-me")

        named_by = ada if is_by_lead else ben
        assert letters()[-1] == (letter, named_by.email)
        assert ("We tell Ben Wait" in text_of(page.main)) is not is_by_lead


def test_a_party_in_line_reads_how_many_seats_it_needs(client):
    event = make_event(capacity=1)
    together = party_of(event, State.WAITLISTED, together=True)
    alone = make_registration(event, State.WAITLISTED)

    texts = [main_text(client, one) for one in (*together, alone)]

    needs = "You need 2 seats at once. 1 is free at the moment."
    assert [needs in text for text in texts] == [True, True, False]
    no_seat = "There is no seat free for you yet."
    assert [no_seat in text for text in texts] == [False, False, True]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "When it is your turn, the seats are yours at once"),
        (48, "we keep seats for all of you and write to you"),
    ],
)
def test_a_party_in_line_reads_of_seats_and_not_of_one(client, hours, words):
    event = make_event(capacity=1, offer_hours=hours)
    ada, _ben = party_of(event, State.WAITLISTED, together=True)
    alone = make_registration(event, State.WAITLISTED)

    texts = [main_text(client, one) for one in (ada, alone)]

    assert [words in text for text in texts] == [True, False]
