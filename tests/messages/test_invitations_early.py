"""Behind an invitation to what is not open yet, not even to who is invited."""

from datetime import timedelta

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.web.dates import format_when
from tests.factories import make_event, make_member, make_person, make_personal_link
from tests.house import text_of


@pytest.fixture
def ada(app):
    return make_person(make_member("Ada AG"), email="ada@example.org", language="en")


@pytest.fixture
def event(app):
    return make_event(title="Trip", members_open_local=days(2), opens_local=days(5))


@pytest.fixture
def address(event, ada):
    with write_tx():
        services.invite(event, ada, by=Actor.worker())
    return f"/members/{make_personal_link(ada).token}/events/{event.slug}"


def days(number):
    return clock.to_local(clock.now() + timedelta(days=number), "Europe/Berlin")


def buttons(page):
    return [text_of(each) for each in page.page.select("main .actions .button")]


def days_of(event):
    """When it opens to who is invited, and to everybody."""
    times = (event.members_open_at, event.opens_at)
    with force_locale("en"):
        return [format_when(each, event.timezone) for each in times]


def test_the_day_is_told_for_this_person(client, event, address):
    own, public = days_of(event)

    for page in (client.get(address), client.get(f"{address}/register")):
        said = text_of(page.page.main)
        assert f"Sign-up opens for you on {own}" in said
        assert public not in said
        assert "Yes, to the form" not in buttons(page)
        assert "Remind me in my calendar" not in buttons(page)


def test_after_a_no_nobody_is_sent_to_a_form_that_is_not_there(client, event, address):
    own, _public = days_of(event)
    client.post(f"{address}/no-thanks")

    said = text_of(client.get(f"{address}/no-thanks").page.main)
    page = client.get(address)

    assert f"leads to the form later. Sign-up opens for you on {own}" in said
    assert "you can still sign up" not in said + text_of(page.page.main)
    assert "Yes, to the form" not in buttons(page)


def test_where_sign_up_is_over_no_form_is_promised(client, event, address, clock_at):
    client.post(f"{address}/no-thanks")
    clock_at(event.ends_at + timedelta(days=1))

    said = text_of(client.get(f"{address}/no-thanks").page.main)

    assert "You get no reminder." in said
    assert "change your mind" not in said
    assert "This event is over." in text_of(client.get(address).page.main)


def test_once_it_is_open_the_question_is_asked(client, event, address, clock_at):
    clock_at(event.members_open_at)

    page = client.get(address)

    assert page.heading.startswith("Are you ")
    assert buttons(page) == ["Yes, to the form", "No, somebody else"]
