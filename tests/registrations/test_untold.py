"""Offers that nobody could be told of, because no letter left or arrived."""

from datetime import timedelta

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.states import PoolKind
from eventreg.outbox import LetterState
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import history, log, services
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import State
from eventreg.web.roles import Role
from tests.factories import letters_leave, make_event, make_party, make_registration

pytestmark = pytest.mark.usefixtures("app")
WORKER = Actor.worker()
DAY = timedelta(days=1)
FAILED = {"state": LetterState.FAILED, "last_error": "550 no such mailbox"}
LATE = {"state": LetterState.WITHDRAWN, "last_error": "too late to be sent"}


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def offered(**columns):
    """Ben in line got the seat of Ada; his letter waits."""
    event = make_event(capacity=1, offer_hours=48, **columns)
    ada = make_registration(event)
    ben = make_registration(event, State.WAITLISTED, email="ben@example.org")
    do(services.cancel, ada, by=Actor.person(ada))
    return ben


def offers():
    found = db.session.query(Letter).filter_by(letter="offer").order_by(Letter.id)
    return [letter.state for letter in found]


@pytest.mark.parametrize(
    "came_to",
    [
        None,
        {"state": LetterState.RETRYING, "last_error": "451 later"},
        LATE,
    ],
    ids=["waiting", "retrying", "too late"],
)
def test_an_offer_nobody_could_be_told_of_begins_anew(came_to):
    ben = offered(starts_in=30 * DAY)
    if came_to:
        letters_leave(**came_to)

    with clock.at(ben.offer_expires_at + DAY):
        do(services.expire, ben, by=WORKER)

        left = ben.offer_expires_at - clock.now()
    assert (ben.state, left) == (State.OFFERED, timedelta(hours=48))
    assert offers() == [LetterState.WITHDRAWN, LetterState.WAITING]
    assert ben.changes[-1].changes.keys() == {"told_late"}
    assert differences() == []


def test_both_histories_say_that_the_letter_was_late():
    ben = offered(starts_in=30 * DAY)

    with clock.at(ben.offer_expires_at + DAY), force_locale("en"):
        do(services.expire, ben, by=WORKER)
        office = log.lines(ben, by=Role.OFFICE)[0]
        own = history.steps(ben)[0]

    assert office.words == "Could not be told in time: offer extended"
    assert own.words == (
        "Our e-mail could not leave in time, so the seat is kept longer"
    )
    assert {d.field for d in (*office.differences, *own.differences)} == {
        "Seat kept until"
    }


def test_whoever_was_told_anew_and_does_not_answer_loses_the_seat(letters):
    ben = offered(starts_in=30 * DAY)
    with clock.at(ben.offer_expires_at + DAY):
        do(services.expire, ben, by=WORKER)
        letters_leave()

    with clock.at(ben.offer_expires_at + DAY):
        do(services.expire, ben, by=WORKER)

    assert (ben.state, ben.moves[-1].note) == (State.EXPIRED, "")
    assert letters()[-1] == ("offer_expired", "ben@example.org")


@pytest.mark.parametrize(
    "state", [LetterState.SENT, LetterState.KEPT], ids=["sent", "kept"]
)
def test_whoever_was_told_and_does_not_answer_loses_the_seat(state):
    ben = offered(starts_in=30 * DAY)
    sent = {"sent_at": clock.now()} if state is LetterState.SENT else {}
    letters_leave(state=state, **sent)

    with clock.at(ben.offer_expires_at + DAY):
        do(services.expire, ben, by=WORKER)

    assert (ben.state, ben.moves[-1].note) == (State.EXPIRED, "")


def test_a_letter_that_is_just_leaving_is_waited_for():
    ben = offered(starts_in=30 * DAY)
    ends_at = ben.offer_expires_at
    letters_leave(
        state=LetterState.SENDING, lease_until=ends_at + timedelta(seconds=90)
    )

    with clock.at(ends_at + timedelta(seconds=1)):
        do(services.expire, ben, by=WORKER)

    assert (ben.state, ben.offer_expires_at) == (State.OFFERED, ends_at)


@pytest.mark.parametrize(
    ("away", "came_to", "note", "words"),
    [
        (
            *(2 * DAY, LATE, "untold"),
            "The person could not be told of the offer in time.",
        ),
        (
            *(DAY, FAILED, "undelivered"),
            "The e-mail about the offer could not be delivered.",
        ),
        (
            *(DAY, {"state": LetterState.WITHDRAWN}, "withdrawn"),
            "The e-mail about the offer was withdrawn by hand.",
        ),
    ],
    ids=["no time left", "refused", "by hand"],
)
def test_where_it_ends_untold_everybody_reads_why(
    client, sign_in, away, came_to, note, words
):
    starts_in = 3 * DAY if note == "untold" else 30 * DAY
    ben = offered(starts_in=starts_in)
    letters_leave(**came_to)
    ends_at = ben.event.cut_off_at if note == "untold" else ben.offer_expires_at

    with clock.at(ends_at + timedelta(minutes=1)):
        do(services.expire, ben, by=WORKER)
    letter = db.session.query(Letter).filter_by(letter="offer_expired").one()
    sign_in("office")
    staff = client.get(f"/manage/registrations/{ben.reference}").page.main.text

    assert (ben.state, ben.moves[-1].note) == (State.EXPIRED, note)
    assert ben.event.pool(PoolKind.EVENT).taken == 0
    assert "could not tell you in time" in render(letter, current_sender()).text
    assert words in staff
    assert "Did not answer in time" not in staff
    own = client.get(f"/my/{ben.token}?lang=en").page.main.text
    assert "our e-mail did not reach you in time" in own
    assert "You did not answer" not in own


def test_who_finds_the_seat_before_the_letter_leaves_is_not_late():
    ben = offered(starts_in=30 * DAY)

    with clock.at(ben.offer_expires_at + DAY):
        do(services.accept, ben)

    assert ben.state == State.CONFIRMED


def test_a_party_is_told_anew_together():
    event = make_event(
        capacity=2, offer_hours=48, only_together=True, starts_in=30 * DAY
    )
    coming = [make_registration(event) for _ in range(2)]
    party = make_party(event, State.WAITLISTED, 2, together=True)
    for each in coming:
        do(services.cancel, each, by=Actor.person(each))

    with clock.at(party[0].offer_expires_at + DAY):
        do(services.expire, party[1], by=WORKER)

    assert [each.state for each in party] == [State.OFFERED] * 2
    assert party[0].offer_expires_at == party[1].offer_expires_at
    assert [len(each.changes) for each in party] == [1, 1]
