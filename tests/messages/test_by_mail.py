"""Reminders and calendar entries as they arrive at a real mail server."""

import re
import signal
from collections import Counter
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask_babel import force_locale
from icalendar import Calendar

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.events.states import Kind
from eventreg.messages.jobs import send_digests, send_reminders
from eventreg.outbox import deliver_due
from eventreg.registrations import services
from eventreg.registrations.jobs import expire_offers
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from eventreg.web.dates import format_when
from tests.factories import make_account, make_event, make_registration
from tests.house import text_of
from tests.mailbox import text_of as plain
from tests.messages.links import make_pending
from tests.outbox.conftest import _forget
from tests.outbox.workers import workers

__all__ = ["_forget"]

BY = Actor.worker()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AFTER_ITS_LEASE = timedelta(minutes=3)


def make_one_of_each(event, name):
    """Somebody in each state, three days ago."""
    for state in State:
        ends = clock.now() + 3 * DAY + 20 * HOUR if state is State.OFFERED else None
        email = f"{name}-{state}@example.org"
        make_registration(event, state, email=email, offer_expires_at=ends)


def test_reminders_arrive_once_though_a_worker_dies_between(app, post, clock_at):
    now = clock.now()
    clock_at(now - 3 * DAY)
    spans = {"evening": 4 * DAY - HOUR, "trip": 10 * DAY - HOUR}
    for kind, span in spans.items():
        event = make_event(kind=Kind(kind), starts_in=span, capacity=2)
        make_one_of_each(event, kind)
    clock_at(now)
    reminded = [State.CONFIRMED, State.OFFERED, State.UNVERIFIED]
    expected = Counter(
        f"{kind}-{state}@example.org" for kind in spans for state in reminded
    )

    with workers(app) as [worker]:
        post.wait_for(2, seconds=60)
        worker.send_signal(signal.SIGKILL)
    for _life in range(2):
        clock_at(AFTER_ITS_LEASE)
        send_reminders()
        deliver_due()

    # The one that it was handing over may come twice, as one and the same e-mail.
    found = {(to, letter["Message-ID"]) for to, letter in post.letters()}
    assert Counter(to for to, _id in found) == expected


def entry_of(message):
    """Method, number, status, start and name of the entry that comes with it."""
    [part] = [p for p in message.walk() if p.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    [event] = calendar.events
    assert part.get_param("method") == str(calendar["METHOD"])
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    number = event.sequence
    return str(calendar["METHOD"]), number, str(event["STATUS"]), event.start, event.uid


def postpone(event, later):
    values = {
        "starts_local": event.starts_local + later,
        "ends_local": event.ends_local + later,
    }
    events.postpone(event, values, by=BY)


def do(*steps, of):
    """Each step with the registration as the table has it; letters leave between."""
    for step in steps:
        with write_tx():
            step(db.session.get(Registration, of))
        deliver_due()
        db.session.rollback()


def test_one_entry_follows_from_the_seat_to_the_end_of_the_event(app, post):
    event = make_event()
    ada = make_registration(event, State.UNVERIFIED, email="ada@example.org").id
    start, later = event.starts_at, event.starts_at + 7 * DAY

    do(
        services.verify,
        lambda ada: postpone(ada.event, 7 * DAY),
        lambda ada: services.cancel(ada, by=BY),
        lambda ada: services.reinstate(ada, by=BY),
        lambda ada: events.cancel(ada.event, by=BY),
        of=ada,
    )

    entries = [entry_of(message) for _to, message in post.letters()]
    assert len({uid for *_rest, uid in entries}) == 1
    assert [each[:4] for each in entries] == [
        ("REQUEST", 1, "CONFIRMED", start),
        ("REQUEST", 2, "CONFIRMED", later),
        ("CANCEL", 3, "CANCELLED", later),
        ("REQUEST", 4, "CONFIRMED", later),
        ("CANCEL", 5, "CANCELLED", later),
    ]


@pytest.mark.parametrize("state", [State.PENDING, State.WAITLISTED, State.OFFERED])
def test_who_has_no_seat_gets_no_entry_of_a_move_or_an_end(app, post, state):
    ends = clock.now() + DAY if state is State.OFFERED else None
    event = make_event(offer_hours=48)
    one = make_registration(event, state, offer_expires_at=ends).id

    do(
        lambda one: postpone(one.event, 7 * DAY),
        lambda one: events.cancel(one.event, by=BY),
        of=one,
    )

    found = [message for _to, message in post.letters()]
    kinds = {part.get_content_type() for one in found for part in one.walk()}
    assert (len(found), "text/calendar" in kinds) == (2, False)


def test_an_urgent_note_arrives_at_once_and_once(app, client, post, clock_at):
    now = clock.to_utc(datetime(2027, 6, 1, 15), "Europe/Berlin")
    clock_at(now)
    make_account("ole@example.org", role="director", language="en")
    deadline = clock.to_local(now + 10 * HOUR, "Europe/Berlin")
    event = make_event(title="Trip", needs_approval=True, deadline_local=deadline)
    make_pending(event)

    for _round in range(3):
        send_digests()
        deliver_due()
        clock_at(2 * HOUR)

    [(to, message)] = post.letters()
    said = plain(message)
    [path] = set(re.findall(r"/decide/[^>\s]+", said))
    assert to == "ole@example.org"
    assert "Ada Berg" in said
    assert "Trip" in said
    assert "ada@" not in said
    assert "Ada Berg" in text_of(client.get(path).page.main)


@pytest.mark.parametrize("sends_first", [True, False], ids=["sends", "ends offers"])
def test_after_days_without_a_worker_no_offer_arrives_that_has_ended(
    app, post, clock_at, sends_first
):
    now = clock.now()
    clock_at(now)
    event = make_event(capacity=1, offer_hours=48, starts_in=30 * DAY)
    ada = make_registration(event, email="ada@example.org").id
    make_registration(event, State.WAITLISTED, email="ben@example.org", language="en")
    with write_tx():
        services.cancel(db.session.get(Registration, ada), by=BY)
    clock_at(5 * DAY)

    for work in (deliver_due, expire_offers) if sends_first else (expire_offers,):
        work()
        send_reminders()
    deliver_due()

    [offer] = [plain(each) for to, each in post.letters() if to == "ben@example.org"]
    ben = db.session.scalars(sa.select(Registration).filter_by(state=State.OFFERED))
    with force_locale("en"):
        until = format_when(ben.one().offer_expires_at, "Europe/Berlin")
        ended = format_when(now + 2 * DAY, "Europe/Berlin")
    assert until != ended
    assert " ".join(str(until).split()) in " ".join(offer.split())
    assert " ".join(str(ended).split()) not in " ".join(offer.split())
