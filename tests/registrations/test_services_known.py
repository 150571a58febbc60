"""What the log says, and what races cannot do, when somebody known signs up."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg.database import db, write_tx
from eventreg.people.models import Person
from eventreg.registrations import history, log, services
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State, Why
from tests.factories import make_event, make_member, make_person, make_registration


@pytest.fixture
def ada(app):
    return make_person(make_member("Ada AG"), given_name="Ada", family_name="King")


def registrations():
    return db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()


def test_the_log_says_that_the_person_did_it(ada):
    event = make_event()

    with write_tx():
        services.sign_up_known(event, ada, services.applicant_for(ada))

    [king] = registrations()
    assert [(m.new, m.why, m.actor) for m in king.moves] == [
        (State.UNVERIFIED, Why.SIGNED_UP, king.reference),
        (State.CONFIRMED, Why.SIGNED_UP, king.reference),
    ]


def test_pages_tell_it_as_one_step(ada):
    event = make_event()
    with write_tx():
        king = services.sign_up_known(event, ada, services.applicant_for(ada))

    with force_locale("en"):
        told = [step.words for step in history.steps(king)]
        logged = [line.words for line in log.lines(king)]

    assert told == logged == ["Confirmed: Signed up"]


def test_an_earlier_form_stays_in_the_history(ada, clock_at):
    event = make_event()
    make_registration(
        event,
        State.UNVERIFIED,
        given_name="Ada",
        family_name="King",
        email=ada.email,
    )
    clock_at(timedelta(hours=1))
    with write_tx():
        king = services.sign_up_known(event, ada, services.applicant_for(ada))

    with force_locale("en"):
        told = [step.words for step in history.steps(king)]

    assert told == ["Confirmed: Signed up", "Signed up"]


def test_ten_clicks_at_once_make_one_registration(app, ada, letters):
    event_id, person_id = make_event(capacity=5).id, ada.id
    db.session.rollback()
    gate, answers = threading.Barrier(10), []

    def click():
        with app.app_context():
            from eventreg.events.models import Event

            gate.wait()
            try:
                with write_tx() as session:
                    person = session.get_one(Person, person_id)
                    event = session.get_one(Event, event_id)
                    applicant = services.applicant_for(person)
                    services.sign_up_known(event, person, applicant)
                answers.append("in")
            except services.AlreadyRegistered:
                answers.append("is in")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=click) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["in"] + ["is in"] * 9
    assert [r.state for r in registrations()] == [State.CONFIRMED]
    assert [letter for letter, _to in letters()] == ["confirmed"]
