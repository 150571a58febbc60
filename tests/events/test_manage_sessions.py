"""A workshop gets its sessions on the page that makes it."""

import pytest
import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.states import EventState, Kind, PoolKind

NEW = "/manage/events/new/workshop"
TYPED = {
    "title": "Customs made simple",
    "language": "en",
    "place_name": "Digitalhub",
    "timezone": "Europe/Istanbul",
    "starts_local": "2027-06-17T14:00",
    "ends_local": "2027-06-17T18:00",
    "capacity": "12",
}


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def test_a_workshop_with_two_sessions_is_published_with_four_clicks(client):
    typed = {**TYPED, "sessions": " Customs;  8\r\n\r\nOrigin, in depth\r\n"}

    choose = client.get("/manage/events").page.find("a", string="New event")
    workshop = client.get(choose["href"]).page.find("a", string="Workshop")
    made = client.post(workshop["href"], data=typed).location
    publish = client.get(made).page.select_one("form.act[action$='/publish']")
    client.post(publish["action"])

    event = db.session.scalars(sa.select(Event)).one()
    assert event.state is EventState.PUBLISHED
    assert [(p.names, p.capacity) for p in event.pools_of(PoolKind.SESSION)] == [
        ({"en": "Customs"}, 8),
        ({"en": "Origin, in depth"}, 12),
    ]


@pytest.mark.parametrize(
    ("sessions", "status", "error"),
    [
        (
            "\n".join("abcdefghijklmnopqrstu"),
            422,
            "Enter at most 20 sessions here; add others later",
        ),
        *(
            (typed, 422, f"Write the session “{typed}” as a name, a comma, a number")
            for typed in ("B, -3", "C, 99999999999999999999", ", 12", "D, 0.5")
        ),
        ("A, 5\nA, 6", 422, "Give each session a name of its own"),
        (
            "x" * 121,
            422,
            "Use 120 characters or fewer for the name of a session",
        ),
        ("Customs, 999999", 409, "Enter a number of seats from 0 to 100000."),
    ],
    ids=["many", "minus", "huge", "no name", "half", "twice", "long", "seats"],
)
def test_sessions_that_cannot_be_come_back(client, sessions, status, error):
    answer = client.post(NEW, data={**TYPED, "sessions": sessions})

    assert (answer.status_code, answer.errors) == (status, [error])
    assert answer.page.select_one("#sessions").text.strip() == sessions


def test_only_workshops_ask_for_sessions(client):
    asked = [
        bool(client.get(f"/manage/events/new/{kind}").page.select("#sessions"))
        for kind in Kind
    ]

    assert asked == [False, True, False]
