"""An answer belongs to one registration and to the wording it was given under."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from eventreg.database import db, write_tx
from eventreg.events.questions.models import Question
from eventreg.registrations.answers.models import Answer
from tests.factories import make_answer, make_event, make_question, make_registration


@pytest.fixture
def answer(app):
    """Ada's, the only one there is."""
    event = make_event()
    return make_answer(make_registration(event), make_question(event), "beans")


def left():
    return db.session.scalar(sa.select(sa.func.count()).select_from(Answer))


def test_one_registration_answers_a_question_once(answer):
    again = {"registration_id": answer.registration_id, "version": 1, "value": "fish"}
    again["question_id"] = answer.question_id

    with pytest.raises(IntegrityError), write_tx() as session:
        session.execute(sa.insert(Answer), [again])


def test_no_answer_without_the_wording_it_was_given_under(app):
    event = make_event()

    with pytest.raises(IntegrityError):
        make_answer(make_registration(event), make_question(event), "x", version=2)


def test_answers_go_with_their_registration(answer):
    with write_tx() as session:
        session.delete(answer.registration)

    assert left() == 0


def test_answers_go_with_their_question(answer):
    with write_tx() as session:
        session.execute(sa.delete(Question))

    assert left() == 0


@pytest.mark.parametrize("value", ["two\nlines", 3, 2.5, True, False, ["a", "b"]])
def test_each_kind_of_answer_comes_back_as_it_was(app, value):
    event = make_event()
    registration = make_registration(event)
    make_answer(registration, make_question(event), value)
    db.session.expire_all()

    (found,) = db.session.scalars(sa.select(Answer))

    assert (found.value, type(found.value)) == (value, type(value))
