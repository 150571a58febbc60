"""When people can sign up, in words; what an event lacks."""

from datetime import datetime, timedelta

import pytest

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events import lookups, rules
from eventreg.events.rules import Missing, Part
from eventreg.events.states import EventState, PoolKind
from tests.factories import make_event

pytestmark = pytest.mark.usefixtures("english")

STARTS = datetime(2027, 6, 17, 19, 30)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({}, None),
        ({"state": EventState.DRAFT}, "This event is not published yet."),
        ({"state": EventState.CLOSED}, "Sign-up is closed."),
        ({"state": EventState.CANCELLED}, "This event is cancelled."),
        ({"starts_local": datetime(2027, 5, 1, 19, 30)}, "This event is over."),
        ({"starts_local": datetime(2027, 6, 1, 11, 30)}, "This event has started."),
        (
            {"opens_local": datetime(2027, 6, 3, 9, 0)},
            "Sign-up opens on Thu 3 June 2027, 09:00.",
        ),
        ({"opens_local": datetime(2027, 6, 1, 12, 0)}, None),
        (
            {"deadline_local": datetime(2027, 5, 31, 18, 0)},
            "The deadline was Mon 31 May 2027, 18:00.",
        ),
        ({"deadline_local": datetime(2027, 6, 17, 21, 0)}, None),
    ],
    ids=[
        "open",
        "draft",
        "closed",
        "cancelled",
        "over",
        "begun",
        "opens later",
        "opens now",
        "deadline",
        "deadline during the event",
    ],
)
def test_the_reason_why_nobody_can_sign_up(clock_at, columns, reason):
    now = clock_at(clock.to_utc(datetime(2027, 6, 1, 12, 0), "Europe/Berlin"))
    event = make_event(**{"starts_local": STARTS, **columns})

    assert rules.closed_reason(event, now) == reason


def test_a_foreign_clock_is_named(clock_at):
    now = clock_at(clock.to_utc(datetime(2027, 6, 1, 12, 0), "Europe/Berlin"))
    event = make_event(
        starts_local=STARTS,
        timezone="Europe/Istanbul",
        opens_local=datetime(2027, 6, 3, 9, 0),
    )

    assert rules.closed_reason(event, now) == (
        "Sign-up opens on Thu 3 June 2027, 09:00 (local time in Istanbul, UTC+3)."
    )


def test_a_deadline_counts_to_the_second():
    event = make_event(starts_local=STARTS, deadline_local=STARTS)

    reasons = [
        rules.closed_reason(event, event.closes_at - timedelta(seconds=1)),
        rules.closed_reason(event, event.closes_at),
    ]

    assert reasons == [None, "The deadline was Thu 17 June 2027, 19:30."]


@pytest.mark.parametrize(
    ("columns", "taken", "words"),
    [
        ({}, 19, "Sign up"),
        ({}, 20, "Join the waitlist"),
        ({"line_paused": True}, 0, "Join the waitlist"),
        ({"needs_approval": True}, 20, "Apply"),
    ],
    ids=["seats left", "full", "line paused", "approval"],
)
def test_the_button_says_what_it_does(columns, taken, words):
    event = make_event(capacity=20, **columns)
    with write_tx():
        event.pool(PoolKind.EVENT).taken = taken

    outlook = lookups.outlook(event, clock.now())
    assert rules.sign_up_words(outlook) == words


def test_a_bare_draft_lacks_texts_but_can_be_published():
    event = make_event(state=EventState.DRAFT, contact_email="ole@example.org")

    assert rules.missing(event, clock.now()) == [
        Missing("The summary is missing.", Part.TEXTS),
        Missing("The description is missing.", Part.TEXTS),
        Missing("How to get in is not described yet.", Part.TEXTS),
    ]


def test_what_stands_in_the_way_comes_first():
    event = make_event(
        state=EventState.DRAFT,
        starts_in=timedelta(days=-3),
        capacity=0,
        place_name="",
        contact_email="ole@example.org",
        text={"summary": "S", "description": "D"},
    )

    assert rules.missing(event, clock.now()) == [
        Missing("The place is missing.", Part.WHEN_AND_WHERE, blocks=True),
        Missing("The event is in the past.", Part.WHEN_AND_WHERE, blocks=True),
        Missing("There are no seats.", Part.SEATS, blocks=True),
        Missing("How to get in is not described yet.", Part.TEXTS),
    ]


def test_a_language_without_a_text_is_named():
    event = make_event(
        contact_email="ole@example.org",
        languages=["de"],
        text={"summary": "S", "description": "D", "access": "A"},
    )
    with write_tx():
        event.languages = ["de", "tr"]

    assert rules.missing(event, clock.now()) == [
        Missing("Turkish text missing: German is shown.", Part.TEXTS, language="tr")
    ]


def test_what_a_language_lacks_is_named_text_by_text():
    event = make_event(
        contact_email="ole@example.org",
        languages=["de", "tr"],
        text={"summary": "S", "description": "D", "access": "A", "price": "15 €"},
        sessions={"Hafen": 3},
    )
    with write_tx():
        turkish = next(text for text in event.texts if text.language == "tr")
        turkish.price = turkish.summary = ""
        event.pools[2].names = {"de": "Hafen"}

    assert rules.missing(event, clock.now()) == [
        Missing(
            "In Turkish still missing: summary, price. German is shown.",
            Part.TEXTS,
            language="tr",
        ),
        Missing("No name in Turkish yet: Hafen.", Part.SEATS),
    ]
