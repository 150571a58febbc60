"""Offers that ended because the event was moved close to its start."""

from datetime import timedelta

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import history, log, overtaken, services
from eventreg.registrations.states import State
from eventreg.web.roles import Role
from tests.factories import make_event, make_registration
from tests.factories.letters import letters_leave

OLE = Actor(ActorKind.STAFF, "ole")
WORKER = Actor.worker()
pytestmark = pytest.mark.usefixtures("app")


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def starts_in(event, away):
    starts = clock.to_local(clock.now() + away, event.timezone)
    values = {"starts_local": starts, "ends_local": starts + timedelta(hours=2)}
    do(events.postpone, event, values, by=OLE)


def offered(*, moved_to, **columns):
    event = make_event(offer_hours=48, starts_in=timedelta(days=30))
    ada = make_registration(event, State.OFFERED, **columns)
    starts_in(event, moved_to)
    letters_leave()
    return ada


def expired(*, moved_to, **columns):
    ada = offered(moved_to=moved_to, **columns)
    with clock.at(max(clock.now(), ada.offer_expires_at) + timedelta(seconds=30)):
        do(services.expire, ada, by=WORKER)
    return ada


NEAR, FAR = timedelta(hours=2), timedelta(hours=20)


def said(name):
    letter = db.session.query(Letter).filter_by(letter=name).one()
    return " ".join(render(letter, current_sender()).text.split())


@pytest.mark.parametrize("moved_to", [NEAR, FAR], ids=["over at once", "shorter"])
@pytest.mark.parametrize(
    ("language", "moved", "late", "door"),
    [
        (
            "de",
            "Damit ist die Zeit vorbei, in der Sie Ihren Platz annehmen konnten",
            "nichts von Ihnen gehört",
            "freie Plätze dort vergeben",
        ),
        (
            "en",
            "the time to accept your seat is over",
            "did not hear from you in time",
            "free seats are given there",
        ),
        (
            "tr",
            "yerinizi kabul etme süresi sona erdi",
            "sizden haber alamadık",
            "boş yerler orada veriliyor",
        ),
    ],
)
def test_only_who_had_time_to_answer_was_late(moved_to, language, moved, late, door):
    expired(moved_to=moved_to, language=language)

    text = said("offer_expired")

    was_ended = moved_to is NEAR
    assert (moved in text, late in text) == (was_ended, not was_ended)
    assert door in text


def test_an_offer_that_ends_long_before_the_start_leads_to_the_line():
    event = make_event(offer_hours=48, starts_in=timedelta(days=30))
    ada = make_registration(event, State.OFFERED)

    with clock.at(ada.offer_expires_at):
        do(services.expire, ada, by=WORKER)

    text = said("offer_expired")
    assert "gets you a free seat that nobody is waiting for" in text
    assert "come to the entrance" not in text


@pytest.mark.parametrize("moved_to", [NEAR, FAR], ids=["over at once", "shorter"])
def test_the_own_page_says_who_ended_the_offer(client, moved_to):
    ada = expired(moved_to=moved_to)

    page = client.get(f"/my/{ada.token}?lang=en").page.main.text

    ended = "The organiser has moved the event, and so the time to accept your seat was"
    was_ended = moved_to is NEAR
    assert (ended in page) is was_ended
    assert ("You did not answer in time" in page) is not was_ended


@pytest.mark.parametrize("moved_to", [NEAR, FAR], ids=["over at once", "shorter"])
def test_staff_read_who_ended_the_offer(client, sign_in, moved_to):
    ada = expired(moved_to=moved_to)
    sign_in("office")

    page = client.get(f"/manage/registrations/{ada.reference}").page.main.text

    was_ended = moved_to is NEAR
    assert ("The event was moved, and so the time to accept" in page) is was_ended
    assert ("Did not answer in time" in page) is not was_ended
    with force_locale("en"):
        overtaken_by = overtaken.overtaken_words(ada, "Ada")
    assert ("the event was moved, and so" in overtaken_by) is was_ended
    assert ("did not accept the seat in time" in overtaken_by) is not was_ended


def test_both_histories_say_that_it_was_over_at_once():
    ada = offered(moved_to=NEAR)

    with force_locale("en"):
        own = {step.words for step in history.steps(ada)}
        staffs = {line.words for line in log.lines(ada, by=Role.DIRECTOR)}

    assert "The time to accept the seat is over, because the event was moved" in own
    assert "The seat is kept less long" not in own
    assert "Offer ends at once: the event was moved" in staffs
    assert "Offer ends earlier: the event was moved" not in staffs


def test_who_is_late_for_the_next_offer_was_not_moved_away_again():
    ada = expired(moved_to=NEAR)
    with clock.at(clock.now() + timedelta(minutes=5)):
        starts_in(ada.event, timedelta(days=30))
        do(services.rejoin, ada)
        assert ada.state is State.OFFERED
        letters_leave()

    with clock.at(ada.offer_expires_at):
        do(services.expire, ada, by=WORKER)

    first, last = (move for move in ada.moves if move.new is State.EXPIRED)
    with force_locale("en"):
        assert log.not_late_words(last) == ""
        assert log.not_late_words(first).startswith("The event was moved")
