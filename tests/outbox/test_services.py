"""Queueing letters, taking them back, sending them again."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock, outbox
from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.errors import MoveNotAllowed
from eventreg.outbox import services
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from tests.factories import make_letter

SOON = timedelta(minutes=10)


def test_a_rollback_leaves_no_letter(app, letters):
    def half():
        with write_tx():
            _queue()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    assert letters() == []


def test_a_second_letter_with_the_same_key_is_not_written(app, letters):
    first = make_letter(key="registration:R1:confirmed")

    second = make_letter(key="registration:R1:confirmed", to="ben@example.org")

    assert second.id == first.id
    assert letters() == [("received", "ada@example.org")]


def test_a_letter_for_later_is_held(app):
    assert make_letter(due_at=clock.now() + SOON).state == LetterState.HELD
    assert make_letter(due_at=clock.now() - SOON).state == LetterState.WAITING


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"letter": "hello"}, "no letter 'hello'"),
        ({"language": "fr"}, "no letters in 'fr'"),
        ({"values": {"nmae": "Ada"}}, r"test: unknown placeholders \['nmae'\]"),
        ({"links": {}}, r"test: missing placeholders \['home'\]"),
    ],
)
def test_a_letter_that_could_not_be_written_is_refused_at_once(app, wrong, complaint):
    with pytest.raises(ValueError, match=complaint), write_tx():
        _queue(**wrong)


def test_a_withdrawn_letter_frees_its_key(app, letters):
    make_letter(key="decision:R1", due_at=clock.now() + SOON)

    with write_tx():
        was_withdrawn = outbox.withdraw("decision:R1")
    again = make_letter("confirmed", key="decision:R1")

    assert was_withdrawn
    assert again.letter == "confirmed"
    assert _states() == [LetterState.WITHDRAWN, LetterState.WAITING]


def test_a_letter_that_left_cannot_be_withdrawn(app):
    make_letter(key="decision:R1")
    _set(state=LetterState.SENT, sent_at=clock.now())

    with write_tx():
        assert not outbox.withdraw("decision:R1")


def test_a_held_letter_can_be_let_go(app):
    letter = make_letter(key="decision:R1", due_at=clock.now() + SOON)

    with write_tx():
        assert outbox.send_now("decision:R1")

    assert letter.state == LetterState.WAITING
    assert letter.due_at <= clock.now()


def test_a_failed_letter_goes_again_as_it_is(app):
    letter = make_letter()
    _set(state=LetterState.FAILED, last_error="550 unknown", attempts=3)

    with write_tx():
        again = outbox.resend(letter, by=Actor.worker())

    assert again.id == letter.id
    assert (again.state, again.attempts) == (LetterState.WAITING, 0)


def test_a_sent_letter_goes_again_as_a_copy(app):
    letter = make_letter(key="decision:R1")
    _set(state=LetterState.SENT, sent_at=clock.now(), message_id="<1@example.org>")

    with write_tx():
        again = outbox.resend(letter, by=Actor.worker())

    assert _states() == [LetterState.SENT, LetterState.WAITING]
    assert (again.values, again.links, again.to) == (
        letter.values,
        letter.links,
        letter.to,
    )
    assert (again.key, again.message_id) == (None, None)


@pytest.mark.parametrize("state", [LetterState.HELD, LetterState.WITHDRAWN])
def test_the_letter_of_a_decision_that_can_be_undone_is_not_sent_by_hand(app, state):
    letter = make_letter()
    _set(state=state)

    with pytest.raises(MoveNotAllowed), write_tx():
        outbox.resend(letter, by=Actor.worker())


def test_what_staff_did_is_noted(app):
    letter = make_letter()

    with write_tx():
        services.withdraw_letter(letter, by=Actor.worker())

    noted = db.session.execute(sa.select(AuditEntry.act, AuditEntry.target)).all()
    assert noted == [("letter.withdrawn", letter.reference)]


def test_a_letter_on_its_way_is_left_alone(app):
    letter = make_letter()
    _set(state=LetterState.SENDING, lease_until=clock.now() + SOON)

    with pytest.raises(MoveNotAllowed), write_tx():
        services.withdraw_letter(letter, by=Actor.worker())
    with pytest.raises(MoveNotAllowed), write_tx():
        outbox.resend(letter, by=Actor.worker())


@pytest.mark.parametrize(
    "impossible",
    [
        {"state": LetterState.SENT},
        {"sent_at": clock.now()},
        {"state": LetterState.SENDING},
        {"lease_until": clock.now()},
        {"state": LetterState.FAILED},
        {"attempts": -1},
    ],
    ids=lambda columns: "-".join(columns),
)
def test_the_table_refuses_what_cannot_be(app, impossible):
    make_letter()

    with pytest.raises(sa.exc.IntegrityError):
        _set(**impossible)


def _queue(**wrong):
    wanted = {
        "letter": "test",
        "to": "ada@example.org",
        "language": "en",
        "links": {"home": ("outbox.index", {})},
    }
    return outbox.queue(**(wanted | wrong))


def _set(**values):
    with write_tx() as session:
        session.execute(sa.update(Letter).values(values))


def _states():
    return list(db.session.scalars(sa.select(Letter.state).order_by(Letter.id)))
