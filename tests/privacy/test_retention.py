"""What the privacy notice promises happens by itself."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock, outbox
from eventreg.audit import services as audit
from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.privacy.jobs import delete_what_is_due
from eventreg.registrations.models import Registration
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import SEATED, State
from tests.factories import make_event, make_registration

pytestmark = pytest.mark.usefixtures("app")


def an_event_that_was(days_ago):
    return make_event(starts_in=timedelta(days=-days_ago))


def write_to(registration):
    with write_tx():
        letter = outbox.queue(
            letter="test",
            to=registration.email,
            language="en",
            links={"home": ("events.index", {})},
            registration=registration.reference,
        )
        letter.text = "Dear Ada"


def states():
    db.session.expire_all()
    return sorted(r.state for r in db.session.scalars(sa.select(Registration)))


@pytest.mark.parametrize("state", sorted(set(State) - SEATED))
def test_who_did_not_take_part_is_deleted_after_ninety_days(state):
    ada = make_registration(an_event_that_was(91), state)
    ben = make_registration(an_event_that_was(89), state)
    write_to(ada)

    delete_what_is_due()

    assert states() == [ben.state]
    assert db.session.scalars(sa.select(Letter)).all() == []


def test_who_took_part_keeps_counting_without_a_name():
    make_registration(
        an_event_that_was(731), email="ada@example.org", family_name="Berg"
    )
    make_registration(an_event_that_was(729), email="ben@example.org")

    delete_what_is_due()

    db.session.expire_all()
    rows = db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()
    assert [(r.state, r.email) for r in rows] == [
        (State.CONFIRMED, None),
        (State.CONFIRMED, "ben@example.org"),
    ]
    assert (rows[0].given_name, rows[0].family_name) == ("", "–")
    assert differences() == []


def test_letters_are_emptied_after_ninety_days(clock_at):
    write_to(make_registration(make_event(starts_in=timedelta(days=300))))
    clock_at(timedelta(days=91))

    delete_what_is_due()

    db.session.expire_all()
    (letter,) = db.session.scalars(sa.select(Letter))
    assert (letter.text, letter.links) == (None, {})


def test_the_log_is_kept_for_a_year(clock_at):
    with write_tx():
        audit.record("event.published", "old", by=Actor.worker())
    clock_at(timedelta(days=366))
    with write_tx():
        audit.record("event.published", "new", by=Actor.worker())

    delete_what_is_due()

    rows = db.session.scalars(sa.select(AuditEntry)).all()
    assert [row.target for row in rows] == ["new"]
    assert rows[0].at == clock.now()
