"""What was decided since the digest, as the page behind it lists it."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events.services import cancel as cancel_event
from eventreg.registrations import services as registrations
from tests.factories import make_event, pool_named
from tests.house import text_of
from tests.messages.links import make_pending


def _cancel_event(trip, ada, ole):
    cancel_event(trip, by=Actor.staff(ole), reason={"en": "Storm"})


def _undo(trip, ada, ole):
    registrations.decline(ada, by=Actor.staff(ole))
    registrations.undo(ada, by=Actor.staff(ole))


def _decline_and_reconsider(trip, ada, ole):
    registrations.decline(ada, by=Actor.staff(ole))
    registrations.send_now(ada, by=Actor.staff(ole))
    registrations.reconsider(ada, by=Actor.staff(ole))


def _choose_anew(trip, ada, ole):
    registrations.approve(ada, by=Actor.staff(ole))
    registrations.choose(
        ada, [pool_named(trip, "Press")], by=Actor.person(ada), language="en"
    )


@pytest.mark.parametrize(
    "happens",
    [_cancel_event, _undo, _decline_and_reconsider, _choose_anew],
    ids=["event cancelled", "undone", "reconsidered", "another contingent"],
)
@pytest.mark.every_case
def test_only_decisions_that_stand_stand_below(client, page, ole, clock_at, happens):
    trip = make_event(needs_approval=True, contingents={"Press": 5, "Science": 5})
    ben = make_pending(trip, "Ben", pools=[pool_named(trip, "Science")])
    with write_tx():
        registrations.decline(ben, by=Actor.staff(ole))
    ada = make_pending(trip, pools=[pool_named(trip, "Science")])
    clock_at(timedelta(minutes=11))
    with write_tx():
        happens(trip, ada, ole)
    clock_at(timedelta(minutes=30))

    lines = client.get(page).page.select("main h2 + ul > li")

    assert [text_of(line).partition(" (")[0] for line in lines] == [
        "Ben Berg: Declined"
    ]
