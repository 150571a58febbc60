"""Saying no behind the link in the digest, from a page that is out of date."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.messages import services as messages
from eventreg.messages.services import Act
from eventreg.registrations import services as registrations
from eventreg.registrations.services import AlreadyDecided
from eventreg.registrations.states import State
from tests.factories import make_account, make_event
from tests.house import text_of
from tests.messages.links import make_decision_link, make_pending


@pytest.fixture
def una(app):
    account = make_account("una@example.org", role="director", name="Una")
    return Actor.staff(account)


@pytest.fixture
def link(app):
    return make_decision_link(make_account("ole@example.org", role="director"))


@pytest.fixture
def ada(app, una):
    """Waits in line since the other director said so."""
    ada = make_pending(make_event(capacity=0, needs_approval=True))
    with write_tx():
        registrations.onto_waitlist(ada, by=una)
    return ada


def test_what_was_written_too_late_is_kept_and_overturns_nothing(client, link, ada):
    address = f"/decide/{link[1]}/{ada.reference}/decline"

    answer = client.post(address, data={"text": "Next year!"})

    assert (answer.status_code, ada.state, ada.reason) == (409, State.WAITLISTED, "")
    [said] = answer.errors
    assert said.startswith("Una has decided on Ada Berg already (")
    assert text_of(answer.page.select_one("#text")) == "Next year!"
    assert [text_of(b) for b in answer.page.select("main button")] == []


def test_a_no_from_a_link_is_only_for_who_waits_for_a_decision(link, ada):
    by = Actor.staff(link[0].account)

    with pytest.raises(AlreadyDecided), write_tx():
        messages.decide(link[0], Act.DECLINE, ada, by=by, shown="pending")

    assert ada.state is State.WAITLISTED
