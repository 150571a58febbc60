"""After an offer ran out: a free seat that nobody waits for, or the line."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.house import text_of

TAKE = "Take the free seat"
QUEUE = "Join the waitlist again"


def button(client, registration):
    page = client.get(f"/my/{registration.token}").page
    return text_of(page.select_one(f"form[action='/my/{registration.token}/rejoin']"))


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({}, TAKE),
        ({"capacity": 0}, QUEUE),
        ({"line_paused": True}, QUEUE),
        ({"starts_in": timedelta(hours=2)}, QUEUE),
    ],
    ids=["free", "full", "paused", "cut-off"],
)
def test_the_own_page_says_whether_a_seat_is_free(client, columns, words):
    ada = make_registration(make_event(**columns), State.EXPIRED)

    said = text_of(client.get(f"/my/{ada.token}").page.main)

    assert button(client, ada) == words
    assert ("a seat is free, and nobody is waiting for it" in said) == (words == TAKE)
    assert ("at its end" in said) == (words == QUEUE)


def test_a_seat_for_which_somebody_waits_is_not_promised(client):
    event = make_event(capacity=1)
    make_registration(event, State.WAITLISTED)
    ada = make_registration(event, State.EXPIRED)

    assert button(client, ada) == QUEUE


@pytest.mark.parametrize(
    ("capacity", "words"), [(2, "Take the free seats"), (1, QUEUE)]
)
def test_a_party_needs_seats_for_all_of_it(client, capacity, words):
    event = make_event(capacity=capacity, only_together=True)
    lead, *_others = make_party(event, State.EXPIRED, 2, together=True)

    assert button(client, lead) == words


def test_the_page_behind_the_letter_says_it_too(client):
    ada = make_registration(make_event(), State.EXPIRED)
    ben = make_registration(make_event(capacity=0), State.EXPIRED)

    pages = [client.get(f"/my/{one.token}/rejoin").page for one in (ada, ben)]

    assert [text_of(page.h1) for page in pages] == [
        "Would you still like to come?",
        "Join the waitlist again?",
    ]
    buttons = [text_of(page.select_one("main form button")) for page in pages]
    assert buttons == [TAKE, QUEUE]


STOPPED = "The organiser has stopped the waitlist for now."
AT_THE_ENTRANCE = "Seats that come free are given at the entrance."


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"line_paused": True}, STOPPED),
        ({"starts_in": timedelta(hours=2)}, AT_THE_ENTRANCE),
        ({"capacity": 0}, ""),
    ],
    ids=["paused", "cut-off", "full"],
)
@pytest.mark.parametrize("page", ["", "/rejoin"])
def test_nobody_is_promised_a_seat_in_a_line_that_stands_still(
    client, columns, words, page
):
    ada = make_registration(make_event(**columns), State.EXPIRED)

    said = text_of(client.get(f"/my/{ada.token}{page}").page.main)

    assert [one for one in (STOPPED, AT_THE_ENTRANCE) if one in said] == [
        *filter(None, [words])
    ]
    assert ("it is yours" in said) == (page == "/rejoin" and not words)


@pytest.mark.parametrize("page", ["", "/rejoin"])
def test_a_free_seat_that_must_be_accepted_is_only_kept(client, page):
    ada = make_registration(make_event(offer_hours=48), State.EXPIRED)

    said = text_of(client.get(f"/my/{ada.token}{page}").page.main)

    assert ("then please accept it" in said, "yours" in said) == (True, False)


@pytest.mark.parametrize("is_member", [True, False])
def test_with_a_full_line_a_seat_that_must_be_accepted_is_only_kept(client, is_member):
    event = make_event(capacity=0, offer_hours=48, members_first=True)
    ada = make_registration(event, State.EXPIRED, is_member=is_member)

    said = text_of(client.get(f"/my/{ada.token}/rejoin").page.main)

    assert ("then please accept it" in said, "yours" in said) == (True, False)


def last_letter(registration):
    rows = db.session.query(Letter).filter_by(registration=registration.reference)
    return render(rows.order_by(Letter.id.desc()).first(), current_sender()).text


def test_the_letter_promises_no_line_where_a_seat_may_be_free(app):
    ada = make_registration(make_event(), State.OFFERED, offer_expires_at=clock.now())

    with write_tx():
        services.expire(ada, by=Actor.worker())

    assert "a free seat that nobody is waiting for" in last_letter(ada)


def rows(client, registration):
    page = client.get(f"/manage/registrations/{registration.reference}").page
    return [text_of(row) for row in page.select("tbody tr")]


def test_nobody_who_never_waited_has_moved_up_in_the_history(client, sign_in):
    ada = make_registration(make_event(), State.EXPIRED)
    with write_tx():
        services.rejoin(ada)
    sign_in("office")

    staff, own = rows(client, ada), client.get(f"/my/{ada.token}").page.main

    assert [row for row in staff if "oved up" in row or "again" in row] == []
    assert "Confirmed: Came back; a seat was free" in text_of(own)
    assert any("Confirmed: Came back; a seat was free" in row for row in staff)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "Good news: a seat is free, and it is yours."),
        (48, "Good news: a seat is free, and we are keeping it for you."),
    ],
    ids=["at once", "offered"],
)
def test_the_letter_says_that_a_seat_is_free(app, hours, said):
    ada = make_registration(make_event(offer_hours=hours), State.EXPIRED)

    with write_tx():
        services.rejoin(ada)

    text = last_letter(ada)
    assert (said in text, "waitlist" in text) == (True, False)


def test_the_lead_reads_that_a_seat_is_free_for_a_companion(app):
    event = make_event()
    lead = make_registration(event, State.CANCELLED)
    ben = make_registration(event, State.EXPIRED, lead_id=lead.id, email=None)

    with write_tx():
        services.rejoin(ben)

    text = last_letter(ben).replace("*", "")
    name = f"{ben.given_name} {ben.family_name}"
    assert f"a seat is free for {name}, and it is confirmed" in text


def test_who_came_back_and_waited_has_moved_up(client, sign_in, clock_at):
    event = make_event(line_paused=True)
    ada = make_registration(event, State.EXPIRED)
    with write_tx():
        services.rejoin(ada)
    clock_at(clock.now() + timedelta(hours=1))
    sign_in("director")

    client.post(f"/manage/events/{event.slug}/waitlist/resume")

    staff = rows(client, ada)
    assert any("Confirmed: Moved up from the waitlist" in row for row in staff)
    assert any("Joined the waitlist again" in row for row in staff)
