"""A form whose address waits to be confirmed: until when, and what then."""

from datetime import datetime, timedelta

import pytest

from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration


def test_the_link_works_as_long_as_the_letter_says(client, clock_at):
    clock_at(timedelta())
    event = make_event(starts_in=timedelta(hours=1), lasts=timedelta(hours=3))
    applicant = services.Applicant(
        given_name="Ada", family_name="Berg", email="ada@example.org", language="en"
    )
    with write_tx():
        services.sign_up(event, applicant)
    [letter] = db.session.query(Letter)
    until = datetime.fromisoformat(letter.values["until"]["at"])
    own_page = f"/my/{letter.links['confirm'][1]['token']}"

    clock_at(until - timedelta(minutes=1))
    before = client.get(own_page)
    clock_at(until)
    after = client.get(own_page)

    assert until == event.ends_at
    assert before.heading == "Please confirm your address, Ada Berg"
    assert after.heading == "You are not registered, Ada Berg"
    assert after.page.select("form[action$='/confirm']") == []


@pytest.mark.parametrize("act", ["confirm", "not-me"])
def test_a_form_sent_before_the_start_is_settled_after_it(client, clock_at, act):
    clock_at(timedelta())
    event = make_event(starts_in=timedelta(hours=1))
    ada = make_registration(event, State.UNVERIFIED)
    clock_at(timedelta(hours=2))

    client.post(f"/my/{ada.token}/{act}")

    assert ada.state is (State.CONFIRMED if act == "confirm" else State.CANCELLED)
