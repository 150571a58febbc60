"""What somebody reads whom the lead has cancelled."""

from eventreg.registrations.states import State
from tests.factories import make_event
from tests.registrations.parties import main_text, party_of, post, show


def test_whose_application_the_lead_withdraws_reads_by_whom(client):
    event = make_event(needs_approval=True)
    ada, ben = party_of(event, State.PENDING)

    post(client, ada, ben, "cancel")

    assert show(client, ben).heading.startswith("Your application has been with")
    text = main_text(client, ben)
    assert "It was withdrawn by Ada Berg." in text
    assert "you can apply yourself" in text


def test_who_was_cancelled_has_not_changed_their_mind(client):
    ada, ben = party_of(make_event())

    post(client, ada, ben, "cancel")

    text = main_text(client, ben)
    assert "you can sign up yourself" in text
    assert "change your mind" not in text


def test_a_cancelled_registration_is_not_said_to_be_the_organisers_doing(client):
    ada, ben = party_of(make_event(), language="de")

    post(client, ada, ben, "cancel")

    assert show(client, ben).heading.startswith("Ihre Anmeldung wurde abgesagt, ")
