"""A session that has places left, but not for all of a party who have chosen it."""

import pytest

from eventreg.database import write_tx
from eventreg.events.states import PoolKind
from eventreg.registrations import seats
from eventreg.registrations.states import State
from tests.factories import make_event
from tests.factories.events import pool_named
from tests.house import text_of
from tests.registrations.parties import party_of


def claim(registration, event, pool):
    seats.claim(registration, event, [pool])


@pytest.mark.parametrize("together", [False, True], ids=["each alone", "together"])
def test_the_last_place_that_two_have_chosen_stays_with_the_first(client, together):
    event = make_event(sessions={"Morning": 1}, only_together=True)
    ada, ben = party_of(event, State.UNVERIFIED, together=together)
    with write_tx():
        for each in (ada, ben):
            claim(each, event, pool_named(event, "Morning"))

    response = client.post(f"/my/{ada.token}/confirm")

    assert response.errors == [
        "Only 1 place is left at “Morning”, and 2 of the party chose it. "
        "Ben Wait needs another choice."
    ]
    link = response.page.find("a", string="Choose again, then confirm")["href"]
    client.post(link, data={"language": "en"})
    client.post(f"/my/{ada.token}/confirm")
    assert (ada.state, ben.state) == (State.CONFIRMED, State.CONFIRMED)
    assert pool_named(event, "Morning").taken == 1


@pytest.mark.parametrize(
    ("state", "together"),
    [(State.UNVERIFIED, False), (State.UNVERIFIED, True), (State.PENDING, True)],
    ids=["form", "form of a party", "application"],
)
def test_what_another_of_the_party_needs_cannot_be_chosen_besides(
    client, state, together
):
    event = make_event(sessions={"Morning": 1}, only_together=True)
    ada, ben = party_of(event, state, together=together)
    with write_tx():
        claim(ben, event, pool_named(event, "Morning"))

    chosen = {"language": "en", "sessions": "morning"}
    response = client.post(f"/my/{ada.token}/change", data=chosen)

    assert (response.status_code, response.errors) == (
        409,
        [
            "Only 1 place is left at “Morning”, and 2 of the party would need one. "
            "Everything stays as it was."
        ],
    )
    assert [text_of(one) for one in response.page.select("[checked]+label")] != []
    assert [claim.pool.kind for claim in ada.claims] == [PoolKind.EVENT]


def test_who_is_decided_on_alone_chooses_alone(client):
    event = make_event(sessions={"Morning": 1}, needs_approval=True)
    ada, ben = party_of(event, State.PENDING)
    with write_tx():
        claim(ben, event, pool_named(event, "Morning"))

    chosen = {"language": "en", "sessions": "morning"}
    client.post(f"/my/{ada.token}/change", data=chosen)

    assert len(ada.claims) == 2
