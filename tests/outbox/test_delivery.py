"""Handing letters to a real mail server that says yes, no, later, or nothing."""

from datetime import timedelta

import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox import claims, deliver_due, services, troubles
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from eventreg.web.models import Network
from tests.factories import make_letter
from tests.live import free_port
from tests.outbox.rows import first_letter, states

ADA = "ada@example.org"
BEN = "ben@example.org"


def test_a_letter_arrives_and_is_kept_as_it_was_sent(app, post):
    letter = make_letter()

    assert deliver_due() == 1

    [(to, message)] = post.letters()
    letter = first_letter()
    assert (to, letter.state) == (ADA, LetterState.SENT)
    assert message["Message-ID"] == letter.message_id
    assert letter.message_id == f"<{letter.reference}@example.org>"
    assert message["Subject"] == letter.subject
    assert message.get_body(("html",)).get_content().splitlines() == (
        (letter.html or "").splitlines()
    )
    assert (letter.lease_until, letter.last_error, letter.attempts) == (None, "", 1)


def test_what_cannot_be_delivered_goes_back_to_its_own_address(app, post):
    app.config["MAIL_BOUNCE"] = "bounces@example.org"
    make_letter()

    deliver_due()

    [(_to, message)] = post.letters()
    assert (post.senders, message["From"]) == (
        ["bounces@example.org"],
        "Business Network Aachen <network@example.org>",
    )


def test_an_address_whose_domain_has_an_umlaut_is_reached(app, post):
    make_letter(to="joerg@münchen.example")

    assert deliver_due() == 1

    [(to, message)] = post.letters()
    assert (to, first_letter().state) == (
        "joerg@xn--mnchen-3ya.example",
        LetterState.SENT,
    )
    assert message["To"] == to


def test_nothing_is_sent_before_it_is_due(app, post, clock_at):
    make_letter(due_at=clock.now() + timedelta(minutes=10))

    assert deliver_due() == 0
    clock_at(timedelta(minutes=11))
    assert deliver_due() == 1


def test_one_connection_carries_a_batch(app, post):
    for number in range(25):
        make_letter(to=f"p{number}@example.org")

    assert (deliver_due(), deliver_due(), deliver_due()) == (20, 5, 0)

    assert (len(post), post.connections) == (25, 2)


def test_what_a_server_refuses_for_good_has_failed(app, post):
    post.rcpt[ADA] = ["550 no such user"]
    make_letter(to=ADA)
    make_letter(to=BEN)

    deliver_due()

    assert states() == {ADA: LetterState.FAILED, BEN: LetterState.SENT}
    assert first_letter().last_error == "550 no such user"
    assert (bool(troubles()), troubles().failed_count) == (True, 1)


def test_what_a_server_does_not_take_yet_goes_again(app, post, clock_at):
    post.rcpt[ADA] = ["451 greylisted", "250 OK"]
    make_letter(to=ADA)
    moment = clock_at(clock.now())

    deliver_due()
    letter = first_letter()
    first = (letter.state, letter.last_error, letter.due_at - moment)
    first_id = letter.message_id
    clock_at(timedelta(minutes=1))
    deliver_due()

    assert first == (LetterState.RETRYING, "451 greylisted", timedelta(minutes=1))
    assert first_letter().state == LetterState.SENT
    assert [message["Message-ID"] for _, message in post.letters()] == [first_id]


def test_pauses_grow_until_the_letter_is_given_up(app, post, clock_at):
    post.rcpt[ADA] = ["452 mailbox full"]
    make_letter(to=ADA)
    clock_at(clock.now())
    pauses = []

    while first_letter().state != LetterState.FAILED:
        deliver_due()
        pauses.append((first_letter().due_at - clock.now()).total_seconds() / 60)
        clock_at(max(first_letter().due_at, clock.now()))
        db.session.rollback()

    assert pauses[:-1] == [1, 5, 15, 60, 180, 480, 1440, 1440, 1440]
    assert first_letter().last_error == "given up after 10 attempts: 452 mailbox full"


def test_an_address_that_cannot_be_mailed_has_failed_with_a_reason(app, post):
    make_letter(to="jürgen@example.org")

    deliver_due()

    assert first_letter().state == LetterState.FAILED
    assert (
        first_letter().last_error
        == "letters outside ASCII before the @ cannot be mailed"
    )
    assert len(post) == 0


def test_a_letter_that_cannot_be_written_keeps_nobody_waiting(app, post):
    nowhere: tuple[str, dict[str, str]] = ("nowhere", {})
    links = dict.fromkeys(("own_page", "event_page", "not_me"), nowhere)
    make_letter(to=ADA, links=links)
    make_letter(to=BEN)

    deliver_due()

    assert states() == {ADA: LetterState.FAILED, BEN: LetterState.SENT}
    assert first_letter().last_error.startswith(
        "cannot be written: Could not build url"
    )


def test_an_overdue_letter_is_an_alarm(app, clock_at):
    app.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=free_port())
    clock_at(clock.now())
    make_letter()
    deliver_due()

    before = troubles()
    clock_at(timedelta(minutes=6))

    assert not before
    assert (troubles().overdue_count, troubles().retrying_count) == (1, 1)
    assert "refused" in troubles().overdue_error


def test_each_reason_stands_with_what_it_is_about(app, post, clock_at):
    post.rcpt[ADA] = ["550 no such user"]
    post.rcpt[BEN] = ["451 greylisted"]
    clock_at(clock.now())
    make_letter(to=BEN)
    deliver_due()
    of_a_retrying_one = troubles()
    make_letter(to=ADA)
    deliver_due()
    app.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=free_port())
    make_letter()
    deliver_due()

    clock_at(timedelta(minutes=10))

    found = troubles()
    assert not of_a_retrying_one
    assert (found.failed_count, found.failed_error) == (1, "550 no such user")
    assert found.overdue_count == 2
    assert "refused" in found.overdue_error


def test_a_letter_that_is_put_off_for_an_hour_is_an_alarm(app, post, clock_at):
    post.rcpt[BEN] = ["451 greylisted"] * 9
    clock_at(clock.now())
    first = clock.now()
    make_letter(to=BEN)
    counts, calm = [], []
    for minutes in (0, 1, 5, 15, 60):
        clock_at(timedelta(minutes=minutes))
        deliver_due()
        counts.append(troubles().deferred_count)
        calm.append(troubles().put_off_count)

    found = troubles()
    assert counts == [0, 0, 0, 0, 1]
    assert calm == [0, 0, 1, 1, 0]
    assert (found.deferred_since, found.deferred_error) == (first, "451 greylisted")
    assert (found.failed_count, found.overdue_count) == (0, 0)


def test_what_is_sent_again_by_hand_has_not_waited_yet(app, post, clock_at):
    post.rcpt[BEN] = ["451 greylisted"] * 9
    clock_at(clock.now())
    letter = make_letter(to=BEN)
    deliver_due()
    clock_at(timedelta(hours=2))
    deliver_due()
    before = troubles().deferred_count

    with write_tx():
        services.resend(letter, by=Actor.worker())

    assert (before, troubles().deferred_count) == (1, 0)


def test_a_letter_that_is_too_large_has_failed(app, post):
    post.mail_from = "552 too large"
    make_letter()

    deliver_due()

    assert (first_letter().state, first_letter().last_error) == (
        LetterState.FAILED,
        "552 too large",
    )


def test_a_demo_without_mail_server_keeps_its_letters(app):
    app.config["MAIL_SERVER"] = ""
    _make_demo()
    make_letter()

    assert deliver_due() == 1

    assert (first_letter().state, bool(troubles())) == (LetterState.KEPT, False)


def test_production_without_mail_server_lets_letters_wait_and_says_so(app, clock_at):
    clock_at(clock.now())
    app.config["MAIL_SERVER"] = ""
    make_letter()

    assert deliver_due() == 0
    clock_at(timedelta(minutes=6))

    assert (first_letter().state, troubles().overdue_count) == (LetterState.WAITING, 1)


def test_no_more_leave_in_a_minute_than_allowed(app, post, clock_at):
    app.config["MAIL_PER_MINUTE"] = 3
    clock_at(clock.now())
    for number in range(5):
        make_letter(to=f"p{number}@example.org")

    in_this_minute = deliver_due(), deliver_due()
    clock_at(timedelta(seconds=61))

    assert in_this_minute == (3, 0)
    assert deliver_due() == 2


def test_what_came_too_late_is_withdrawn(app, post, clock_at):
    clock_at(clock.now())
    make_letter(not_after=clock.now() + timedelta(hours=1))

    clock_at(timedelta(hours=2))
    deliver_due()

    assert (first_letter().state, first_letter().last_error) == (
        LetterState.WITHDRAWN,
        "too late to be sent",
    )
    assert len(post) == 0


def test_what_a_dead_worker_held_goes_when_its_lease_ends(app, post, clock_at):
    clock_at(clock.now())
    make_letter()
    with write_tx():
        claims.claim(5, domain="example.org")

    at_once = deliver_due()
    clock_at(timedelta(seconds=121))

    assert (at_once, deliver_due()) == (0, 1)


def test_a_late_refusal_does_not_undo_what_another_worker_sent(app, post, clock_at):
    clock_at(clock.now())
    make_letter()
    with write_tx():
        [slow] = claims.claim(5, domain="example.org")
    clock_at(timedelta(seconds=121))
    deliver_due()

    with write_tx():
        claims.note_later(slow, "451 later")

    assert first_letter().state == LetterState.SENT


def test_a_demo_keeps_nothing_that_is_too_late_by_now(app):
    app.config["MAIL_SERVER"] = ""
    _make_demo()
    now = clock.now()
    make_letter(not_after=now + timedelta(days=1))
    make_letter(not_after=now + timedelta(days=3))

    with clock.at(now + timedelta(days=2)):
        deliver_due()

    db.session.expire_all()
    found = db.session.query(Letter).order_by(Letter.id)
    assert [letter.state for letter in found] == [
        LetterState.WITHDRAWN,
        LetterState.KEPT,
    ]


def _make_demo():
    with write_tx() as session:
        session.execute(sa.update(Network).values(is_demo=True))
