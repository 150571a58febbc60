"""Addresses at domains with umlauts, in whichever spelling they come."""

import pytest
import sqlalchemy as sa

from eventreg.accounts import queries as accounts
from eventreg.database import db
from eventreg.outbox.message import mailable
from eventreg.outbox.models import Letter
from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_registration
from tests.factories.letters import make_letter
from tests.registrations.sending import everybody, send

WRITTEN, SENDABLE = "juergen@bücher.example", "juergen@xn--bcher-kva.example"
BOTH = pytest.mark.parametrize("spelling", [WRITTEN, SENDABLE])


@BOTH
def test_the_page_shows_the_address_as_people_write_it(client, app, spelling):
    event = make_event()

    response = send(client, event, email=spelling)

    sent = client.get(response.location).page
    assert sent.select_one(".lede .address").text == WRITTEN
    assert [each.email for each in everybody()] == [WRITTEN]
    letters = db.session.scalars(sa.select(Letter)).all()
    assert {mailable(letter.to) for letter in letters} == {SENDABLE}


@BOTH
@pytest.mark.parametrize("stored", [WRITTEN, SENDABLE])
def test_a_second_form_is_of_the_same_person_in_both_spellings(
    client, app, stored, spelling
):
    event = make_event()
    make_registration(
        event,
        State.CONFIRMED,
        given_name="Ada",
        family_name="Berg",
        email=stored,
    )

    send(client, event, email=spelling)

    assert [each.state for each in everybody()] == [State.CONFIRMED]


def test_what_was_stored_as_browsers_send_it_is_shown_as_people_write_it(
    client, app, sign_in
):
    ada = make_registration(make_event(), State.CONFIRMED, email=SENDABLE)
    make_letter(to=SENDABLE)
    own = client.get(f"/my/{ada.token}").page.text
    sign_in("office")

    staff = client.get(f"/manage/registrations/{ada.reference}").page.text
    letters = client.get("/manage/letters", query_string={"search": WRITTEN}).page.text

    for page in (own, staff, letters):
        assert WRITTEN in page
        assert SENDABLE not in page


@BOTH
def test_an_account_is_found_in_both_spellings(app, spelling):
    account = make_account(email=SENDABLE)

    assert accounts.by_email(spelling) is account
