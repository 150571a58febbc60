"""The same form sent twice at once: one letter, whoever is registered."""

from datetime import timedelta

import pytest

from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.registrations.sending import ADA, everybody, person, send

pytestmark = pytest.mark.usefixtures("app")

CONFIRM = ("confirm_your_address", "ada@example.org")
LINK = ("already_registered", "ada@example.org")
MOMENT = timedelta(seconds=61)


@pytest.fixture
def event():
    return make_event()


def test_a_double_click_writes_one_letter_and_shows_the_same(client, event, letters):
    party = person(0, "Ben", "ben@example.org")

    pages = [client.get(send(client, event, party).location) for _twice in range(2)]

    assert letters() == [CONFIRM]
    assert len(everybody()) == 2
    assert [page.page.h1 for page in pages] == [pages[0].page.h1] * 2


def test_another_browser_with_the_same_form_writes_no_second_letter(
    client, app, event, letters
):
    send(client, event)

    response = send(app.test_client(), event)

    assert (response.status_code, letters()) == (303, [CONFIRM])


def test_whoever_is_registered_already_gets_one_link(client, event, letters):
    make_registration(event, State.CONFIRMED, **ADA)

    for _twice in range(2):
        response = send(client, event)

    assert (response.status_code, letters()) == (303, [LINK])


def test_after_a_while_the_same_form_writes_once_more(client, event, letters, clock_at):
    send(client, event)
    clock_at(MOMENT)

    send(client, event)

    assert letters() == [CONFIRM, CONFIRM]


def test_another_word_in_the_form_is_taken_in_and_back_again(client, event, letters):
    for company in ("Old Ltd", "New Ltd", "Old Ltd"):
        send(client, event, company=company)

    assert [each.company for each in everybody()] == ["Old Ltd"]
    assert letters() == [CONFIRM] * 3


def test_whoever_gave_up_at_once_can_sign_up_again(client, event, letters):
    send(client, event)
    [ada] = everybody()
    with write_tx():
        services.not_me(ada)

    send(client, event)

    assert [each.state for each in everybody()] == [State.CANCELLED, State.UNVERIFIED]
    assert letters() == [CONFIRM, CONFIRM]


def test_send_again_writes_at_once(client, event, letters):
    send(client, event)

    client.post(f"/events/{event.slug}/register/sent")

    assert letters() == [CONFIRM, CONFIRM]


def test_a_wrong_address_corrected_to_one_just_sent_leaves_no_form_behind(
    client, app, event, letters
):
    make_registration(event, State.CONFIRMED, **ADA)
    send(app.test_client(), event)
    send(client, event, email="adda@example.org")

    client.post(
        f"/events/{event.slug}/register/correct", data={"email": "ada@example.org"}
    )

    assert [each.state for each in everybody()] == [State.CONFIRMED, State.CANCELLED]
