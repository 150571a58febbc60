"""The contact of a delegation learns how it goes on with those who get no letters."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg.database import db, write_tx
from eventreg.jobs import registry
from eventreg.outbox.models import Letter
from eventreg.registrations.models import Registration
from eventreg.registrations.services import cancel, reinstate
from eventreg.web.dates import format_when
from tests.factories import make_event, make_registration
from tests.factories.lists import OLE
from tests.registrations.lists import HEAD, entered, undo

pytestmark = pytest.mark.usefixtures("app")

TWO = f"{HEAD}\nŞükrü;Kılıç;;Bursa Odası\nIsa;Ak;;Bursa Odası".encode()
ASSISTANT = {"name": "Elif Demir", "email": "office@example.org", "language": "en"}
SETTLED = timedelta(minutes=11)


def tell():
    return registry.JOBS["tell_contacts"].work()


def told():
    rows = db.session.scalars(
        sa.select(Letter).filter_by(letter="delegation_changed").order_by(Letter.id)
    )
    return [(row.to, row.values["count"], row.values["people"]) for row in rows]


def people():
    return db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()


def put_out(registration):
    with write_tx():
        cancel(registration, by=OLE)


def test_who_was_put_out_is_told_once_to_the_contact(clock_at):
    entered(make_event(), TWO, outside=ASSISTANT)
    put_out(people()[0])
    clock_at(SETTLED)

    counts = [tell(), tell()]

    sukru = people()[0]
    line = f"Şükrü Kılıç – Cancelled ({sukru.reference})"
    assert counts == [1, 0]
    assert told() == [("office@example.org", 1, line)]


def test_who_is_taken_back_in_later_is_told_too(clock_at):
    entered(make_event(), TWO, outside=ASSISTANT)
    put_out(people()[0])
    clock_at(SETTLED)
    tell()
    with write_tx():
        reinstate(people()[0], by=OLE)
    clock_at(SETTLED)

    tell()

    line = f"Şükrü Kılıç – Confirmed ({people()[0].reference})"
    assert told()[1:] == [("office@example.org", 1, line)]


def test_what_is_undone_within_ten_minutes_is_no_news(clock_at):
    entered(make_event(), TWO, outside=ASSISTANT)
    clock_at(SETTLED)
    put_out(people()[0])
    early = tell()
    with write_tx():
        reinstate(people()[0], by=OLE)
    clock_at(SETTLED)

    assert (early, tell(), told()) == (0, 0, [])


def test_a_list_withdrawn_as_a_whole_is_one_letter(clock_at):
    brought = entered(make_event(), TWO, outside=ASSISTANT)
    undo(brought)
    clock_at(SETTLED)

    tell()

    assert [(to, count) for to, count, _people in told()] == [("office@example.org", 2)]


def test_a_contact_of_the_list_is_told_of_the_others(clock_at):
    entered(make_event(), contact=2)
    put_out(people()[2])
    clock_at(SETTLED)

    tell()

    assert [(to, count) for to, count, _people in told()] == [("mehmet@example.org", 1)]


def test_so_is_one_who_had_been_registered_before(clock_at):
    event = make_event()
    make_registration(
        event,
        given_name="Mehmet",
        family_name="Öztürk",
        email="mehmet@example.org",
    )
    entered(event, contact=2)
    put_out(people()[2])
    clock_at(SETTLED)

    tell()

    assert [(to, count) for to, count, _people in told()] == [("mehmet@example.org", 1)]


def test_nobody_is_written_to_once_the_event_is_over(clock_at):
    entered(make_event(starts_in=timedelta(days=1)), TWO, outside=ASSISTANT)
    put_out(people()[0])
    clock_at(timedelta(days=3))

    assert (tell(), told()) == (0, [])


def test_a_list_without_contact_has_nobody_to_tell(clock_at):
    entered(make_event(), TWO)
    put_out(people()[0])
    clock_at(SETTLED)

    assert (tell(), told()) == (0, [])


def test_of_sixty_only_who_really_stands_otherwise_is_named(clock_at):
    rows = "\n".join(f"Gast;Nummer {number};;Bursa Odası" for number in range(60))
    entered(make_event(capacity=80), f"{HEAD}\n{rows}".encode(), outside=ASSISTANT)
    everybody = people()
    with write_tx():
        for each in everybody:  # nothing about how they stand
            each.phone, each.company = "+905321234567", "Bursa  Odası"
    put_out(everybody[7])
    clock_at(SETTLED)

    tell()

    gone = f"Gast Nummer 7 – Cancelled ({everybody[7].reference})"
    assert told() == [("office@example.org", 1, gone)]


def test_who_is_offered_a_seat_is_told_with_its_end(clock_at):
    event = make_event(capacity=1, offer_hours=48)
    entered(event, TWO, outside=ASSISTANT)
    with write_tx():
        cancel(people()[0], by=OLE)
    clock_at(SETTLED)

    tell()

    isa = people()[1]
    with force_locale("en"):
        until = format_when(isa.offer_expires_at, event.timezone)
    [(_to, _count, lines)] = told()
    asks = db.session.scalars(sa.select(Letter).filter_by(letter="delegation_changed"))
    assert asks.one().values["has_offer"] is True
    assert f"Isa Ak – Seat offered until {until} ({isa.reference})" in lines
