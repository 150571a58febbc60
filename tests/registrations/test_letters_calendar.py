"""The entry in a person's calendar: one, which is changed and taken away again."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.registrations import letters, services
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration

pytestmark = pytest.mark.usefixtures("app")

OLE = Actor(ActorKind.STAFF, "ole")


def entries():
    """Letter, method and number of each entry that was sent, in order."""
    db.session.rollback()
    rows = db.session.query(Letter).order_by(Letter.id)
    return [
        (r.letter, r.calendar["method"], r.calendar["sequence"])
        for r in rows
        if r.calendar
    ]


def do(act, *arguments, **options):
    with write_tx():
        act(*arguments, **options)


def test_a_seat_given_up_and_taken_again_is_one_entry_that_changes():
    ada = make_registration(make_event(), State.WAITLISTED)

    do(services.promote, ada, note="first", by=OLE)
    do(services.cancel, ada, by=OLE)
    do(services.reinstate, ada, by=OLE)

    assert entries() == [
        ("confirmed", "REQUEST", 1),
        ("cancelled", "CANCEL", 2),
        ("confirmed", "REQUEST", 3),
    ]
    uids = {r.calendar["uid"] for r in db.session.query(Letter) if r.calendar}
    assert len(uids) == 1


@pytest.mark.parametrize(
    ("state", "sent"),
    [
        (State.CONFIRMED, [("cancelled", "CANCEL", 1)]),
        (State.OFFERED, []),
        (State.WAITLISTED, []),
        (State.PENDING, []),
    ],
)
def test_only_who_leaves_confirmed_has_an_entry_taken_away(state, sent):
    ada = make_registration(make_event(offer_hours=48), state)

    do(services.cancel, ada, by=OLE)

    assert entries() == sent


@pytest.mark.parametrize(
    "letter",
    [
        letters.received,
        letters.reconsidered,
        letters.already_registered,
        letters.waitlisted,
        letters.approved,
        letters.offer,
        letters.offer_expired,
    ],
    ids=lambda letter: letter.__name__,
)
def test_no_other_letter_brings_an_entry(letter):
    ends_at = clock.now() + timedelta(hours=9)
    ada = make_registration(make_event(), State.OFFERED, offer_expires_at=ends_at)

    do(letter, ada)

    assert entries() == []
    assert db.session.query(Letter).count() == 1
