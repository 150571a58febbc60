"""Another date, another clock, or no event at all."""

from datetime import timedelta

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events import services as events
from eventreg.events.services.postponing import StartsInThePast
from eventreg.events.states import PoolKind
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import history, log, queries, services
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import LIVE, State
from eventreg.web.dates import format_when
from eventreg.web.roles import Role
from tests.factories import make_event, make_registration
from tests.registrations.postponing import OLE, do, postpone

pytestmark = pytest.mark.usefixtures("app")


def one_in_each_state(event):
    people = {}
    for state in State:
        name = state.value
        people[state] = make_registration(event, state, email=f"{name}@example.org")
    return people


def test_everybody_who_is_not_out_is_written_to(letters):
    event = make_event(capacity=2)
    people = one_in_each_state(event)

    postpone(event, timedelta(days=7), words={"en": "Snow"})

    told = {to.split("@")[0] for letter, to in letters() if letter == "event_moved"}
    assert told == {str(state) for state in LIVE - {State.UNVERIFIED}}
    assert {state: r.state for state, r in people.items()} == {s: s for s in State}


def moved_letter(event, **values):
    do(events.postpone, event, values, by=OLE)
    return db.session.query(Letter).filter_by(letter="event_moved").one()


@pytest.mark.parametrize(
    ("days", "hours", "place", "news"),
    [
        (7, 0, None, "New date"),
        (0, 1, None, "New time"),
        (0, 0, "New hall", "New place"),
        (7, 0, "New hall", "New date and place"),
        (0, 1, "New hall", "New time and place"),
    ],
)
def test_the_letter_says_what_is_new_and_what_was_before(days, hours, place, news):
    # At seven in the evening an hour later is the same day, whenever the test runs.
    seven = (clock.now() + timedelta(days=30)).replace(
        hour=19, minute=0, second=0, microsecond=0, tzinfo=None
    )
    event = make_event(place_name="Old hall", place_address="", starts_local=seven)
    make_registration(event)
    before = (event.starts_at.isoformat(), event.ends_at.isoformat())
    by = timedelta(days=days, hours=hours)
    values = {
        "starts_local": event.starts_local + by,
        "ends_local": event.ends_local + by,
        "place_name": place or "Old hall",
    }

    letter = moved_letter(event, **values)

    assert letter.values["news"] == news
    was = letter.values["was_when"]
    assert (was and (was["from"], was["until"])) == (before if by else "")
    assert letter.values["was_place"] == ("Old hall" if place else "")
    assert render(letter, current_sender()).subject.startswith(f"{news}: ")


def test_only_a_confirmed_person_gets_the_new_calendar_entry():
    event = make_event(capacity=2)
    people = one_in_each_state(event)
    postpone(event, timedelta(days=7))
    postpone(event, timedelta(days=7))

    entries = [
        (row.to, row.calendar["sequence"], row.calendar["starts_at"])
        for row in db.session.query(Letter).order_by(Letter.id)
        if row.calendar
    ]
    assert [entry[:2] for entry in entries] == [
        ("confirmed@example.org", 1),
        ("confirmed@example.org", 2),
    ]
    assert entries[1][2] == event.starts_at.isoformat()
    assert people[State.CONFIRMED].calendar_sequence == 2
    assert event.sequence == 2


def test_a_decision_nobody_was_told_of_goes_out_with_the_new_date():
    event = make_event(needs_approval=True)
    ada = make_registration(event, State.PENDING)
    do(services.approve, ada, by=OLE)
    due = ada.decision_shown_at

    postpone(event, timedelta(days=7))

    rows = db.session.query(Letter).filter_by(letter="confirmed").order_by(Letter.id)
    assert [(row.state, row.due_at) for row in rows] == [
        ("withdrawn", due),
        ("held", due),
    ]
    assert rows[1].values["when"]["from"] == event.starts_at.isoformat()
    do(services.undo, ada, by=OLE)
    assert {row.state for row in rows} == {"withdrawn"}


def test_no_offer_outlasts_the_cut_off_of_the_new_date():
    event = make_event(offer_hours=48, starts_in=timedelta(days=30))
    ada = make_registration(event, State.OFFERED)

    postpone(event, -timedelta(days=29))

    assert ada.offer_expires_at == event.cut_off_at
    assert ada.offer_expires_at < clock.now() + timedelta(hours=22)


def text_to(registration):
    rows = db.session.query(Letter).filter_by(registration=registration.reference)
    letter = rows.filter_by(letter="event_moved").one()
    return " ".join(render(letter, current_sender()).text.replace("*", "").split())


@pytest.mark.parametrize("days", [-29, 7], ids=["earlier", "later"])
def test_who_has_an_offer_reads_until_when_it_is_kept(app, days):
    event = make_event(offer_hours=48, starts_in=timedelta(days=30))
    ada = make_registration(event, State.OFFERED)

    postpone(event, timedelta(days=days))

    with force_locale("en"):
        until = format_when(ada.offer_expires_at, event.timezone)
        steps = [step.words for step in history.steps(ada)]
    text = text_to(ada)
    assert (f"it is now kept until {until}" in text) is (days < 0)
    assert (f"The seat is still kept until {until}" in text) is (days > 0)
    assert f"/my/{ada.token}/accept" in text
    assert "give the seat back <http://localhost/my/" + ada.token + "/refuse>" in text
    assert "Your registration stays as it is" not in text
    assert ("The seat is kept less long" in steps) is (days < 0)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"place_address": ""}, False),
        ({"place_address": "Theaterplatz 1, Aachen"}, True),
    ],
    ids=["no directions", "an address"],
)
def test_the_letter_leads_only_to_what_the_event_page_has(app, columns, said):
    event = make_event(**columns)
    ada = make_registration(event)

    postpone(event, timedelta(days=7))

    text = text_to(ada)
    assert ("How to get there is on the event page" in text) is said
    assert "Programme" not in text


def test_staff_read_that_an_offer_became_shorter(app):
    event = make_event(offer_hours=48, starts_in=timedelta(days=30))
    ada = make_registration(event, State.OFFERED)
    with force_locale("en"):
        old = format_when(ada.offer_expires_at, event.timezone)

        postpone(event, -timedelta(days=29))

        lines = {line.words: line for line in log.lines(ada, by=Role.DIRECTOR)}
        new = format_when(event.cut_off_at, event.timezone)
    [pair] = lines["Offer ends earlier: the event was moved"].differences
    assert (pair.field, pair.old, pair.new) == ("Seat kept until", old, new)


def test_an_unseen_approval_says_nothing_of_a_shorter_offer(app):
    event = make_event(
        needs_approval=True, accept_hours=48, starts_in=timedelta(days=30)
    )
    ada = make_registration(event, State.PENDING)
    do(services.approve, ada, by=OLE)

    postpone(event, -timedelta(days=29))

    assert ada.offer_expires_at == event.cut_off_at
    assert ada.changes == []
    assert "kept until" not in text_to(ada)


def test_an_event_is_not_moved_into_the_past(letters):
    event = make_event()
    make_registration(event)

    with pytest.raises(DomainError):
        postpone(event, -timedelta(days=31))

    assert letters() == []


def test_a_start_in_the_past_is_refused_as_that_and_nothing_else():
    yesterday = clock.to_local(clock.now() - timedelta(days=1), "Europe/Berlin")
    event = make_event(starts_in=timedelta(days=3), deadline_local=yesterday)

    with pytest.raises(StartsInThePast):
        postpone(event, -timedelta(days=10))


def test_a_line_that_stood_still_moves_with_a_later_date():
    event = make_event(capacity=1, starts_in=timedelta(hours=2))
    ben = make_registration(event, State.WAITLISTED)

    postpone(event, timedelta(days=7))

    assert ben.state == State.CONFIRMED
    assert differences() == []


def test_a_called_off_event_ends_everything_and_seats_nobody(letters):
    event = make_event(capacity=3)
    people = one_in_each_state(event)
    make_registration(event)

    do(events.cancel, event, by=OLE, reason={"en": "Storm"})

    assert {r.state for r in people.values() if r.state in LIVE} == set()
    assert event.pool(PoolKind.EVENT).taken == 0
    assert [letter for letter, _to in letters()] == ["event_cancelled"] * 5
    assert queries.waitlist(event) == []


def test_whoever_has_not_confirmed_is_asked_anew_with_the_new_date(letters):
    event = make_event()
    make_registration(event, State.UNVERIFIED, email="ada@example.org")
    lead = make_registration(event, State.CONFIRMED)
    make_registration(event, State.UNVERIFIED, lead_id=lead.id)

    postpone(event, timedelta(days=7))

    assert letters() == [
        ("confirm_your_address", "ada@example.org"),
        ("event_moved", lead.email),
    ]
    letter = db.session.query(Letter).filter_by(letter="confirm_your_address").one()
    assert letter.values["when"]["from"] == event.starts_at.isoformat()
    text = render(letter, current_sender()).text
    assert "New date: something about this event has changed" in text.replace("*", "")
    assert "- Date before: " in text


def test_a_form_of_today_says_nothing_of_another_date(app):
    ada = make_registration(make_event(), State.UNVERIFIED)

    do(services.signing_up.ask_to_confirm, ada)

    letter = db.session.query(Letter).filter_by(letter="confirm_your_address").one()
    text = render(letter, current_sender()).text
    assert ("has changed" in text, "before" in text) == (False, False)


@pytest.mark.parametrize(
    ("language", "over", "stays"),
    [
        ("en", "the time to accept your seat is over", "stays as it is"),
        ("de", "die Zeit vorbei, in der Sie Ihren Platz annehmen", "bleibt, wie"),
        ("tr", "yerinizi kabul etme süresi sona erdi", "olduğu gibi"),
    ],
)
def test_an_offer_that_a_move_ends_is_said_to_be_over(language, over, stays):
    event = make_event()
    make_registration(event, State.OFFERED, language=language)
    starts = clock.to_local(clock.now() + timedelta(hours=2), event.timezone)
    values = {"starts_local": starts, "ends_local": starts + timedelta(hours=2)}

    text = " ".join(
        render(moved_letter(event, **values), current_sender()).text.split()
    )

    assert over in text
    assert stays not in text
