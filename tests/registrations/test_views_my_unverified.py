"""A form whose address waits to be confirmed: until when, and what then."""

from datetime import datetime, timedelta

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from eventreg.web.dates import format_day
from tests.factories import letters_leave, make_event, make_registration
from tests.house import text_of

ZONE = "Europe/Berlin"


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


def test_a_form_of_which_nothing_can_become_is_not_changed(client, clock_at):
    yesterday = clock.to_local(clock.now() - timedelta(hours=23), ZONE)
    event = make_event(deadline_local=yesterday)
    ada = make_registration(event, State.UNVERIFIED)
    in_time = client.get(f"/my/{ada.token}").page

    clock_at(timedelta(hours=2))
    page = client.get(f"/my/{ada.token}").page
    answer = client.get(f"/my/{ada.token}/change")

    assert in_time.select("a[href$='/change']") != []
    assert page.select("a[href$='/change']") == []
    assert answer.location == f"/my/{ada.token}"


@pytest.mark.parametrize("act", ["confirm", "not-me"])
def test_a_form_sent_before_the_start_is_settled_after_it(client, clock_at, act):
    clock_at(timedelta())
    event = make_event(starts_in=timedelta(hours=1))
    ada = make_registration(event, State.UNVERIFIED)
    clock_at(timedelta(hours=2))

    client.post(f"/my/{ada.token}/{act}")

    assert ada.state is (State.CONFIRMED if act == "confirm" else State.CANCELLED)


@pytest.fixture
def early(app):
    """Only members can sign up yet; everybody can in two days."""
    days = (clock.to_local(clock.now() + timedelta(days=n), ZONE) for n in (-1, 2))
    members, everybody = days
    return make_event(members_open_local=members, opens_local=everybody)


def sign_up(event, *companions):
    lead, *others = (
        services.Applicant(
            given_name=name,
            family_name="Berg",
            email=f"{name}@b.example",
            language="en",
        )
        for name in ("ada", *companions)
    )
    with write_tx():
        draft = services.sign_up(event, lead, others)
    return db.session.get(Registration, draft.registration_id)


@pytest.mark.parametrize("page", ["", "/confirm"])
def test_before_everybody_can_sign_up_there_is_no_button(client, clock_at, early, page):
    ada = sign_up(early)
    path = f"/my/{ada.token}{page}"

    before = client.get(path).page
    clock_at(timedelta(days=2, minutes=1))
    after = client.get(path).page

    sentence = "Sign-up is not open for you yet. Come back to this page from"
    button = "Confirm my address"
    assert (sentence in text_of(before.main), sentence in text_of(after.main)) == (
        True,
        False,
    )
    assert (button in text_of(before.main), button in text_of(after.main)) == (
        False,
        True,
    )


def letter_text():
    return render(db.session.query(Letter).one(), current_sender()).text


def test_the_letter_says_from_when_the_click_counts(early):
    sign_up(early)

    assert "Sign-up opens for you on" in letter_text()


def test_later_it_says_nothing_of_members(app):
    sign_up(make_event())

    assert "members" not in letter_text()
    assert "everybody whom you have signed up" not in letter_text()


def test_the_letter_names_all_for_whom_the_click_counts(app):
    sign_up(make_event(), "ben", "cyd")

    assert "You confirm for everybody whom you have signed up." in letter_text()
    assert "- Also: ben Berg, cyd Berg\n" in letter_text()


def test_nobody_is_asked_for_a_click_that_cannot_count_yet(client, early):
    page = client.get(f"/my/{sign_up(early).token}")

    assert page.heading == "Your address can be confirmed later"
    assert "one more click is needed" not in text_of(page.page.main)


def test_a_form_before_the_opening_says_until_when_it_is_kept(
    client, sign_in, clock_at, early
):
    sign_in("director")
    ada = sign_up(early)
    letters_leave()
    with force_locale("en"):
        day = format_day(ada.event.opens_at + timedelta(days=7), ZONE)

    own = client.get(f"/my/{ada.token}/not-me").page
    staff = client.get(f"/manage/registrations/{ada.reference}").page

    assert f"we delete the form after {day}." in text_of(own.main)
    assert f"the form is deleted after {day}." in text_of(staff.main)
