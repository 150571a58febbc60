"""Staff read who learns of what they are about to do, and who does not."""

import pytest
import sqlalchemy as sa

from eventreg.database import db, write_tx
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.house import text_of
from tests.registrations.lists import HEAD, entered

NO_ADDRESS = "has no e-mail address:"
NOBODY = "nobody is told by us, please tell them yourself."
CONTACT = {"name": "Elif Demir", "email": "office@example.org", "language": "en"}
#: What staff do, and of whom.
ACTS = [
    ("cancel", State.CONFIRMED),
    ("reinstate", State.CANCELLED),
    ("substitute", State.CONFIRMED),
]


@pytest.fixture
def event(app, sign_in):
    sign_in("director")
    return make_event()


def ada_at(event, state=State.CONFIRMED, **columns):
    names = {"given_name": "Ada", "family_name": "Berg"}
    return make_registration(event, state, **names, **columns)


def lede(client, registration, act):
    path = f"/manage/registrations/{registration.reference}/{act}"
    return text_of(client.get(path).page.select_one(".lede"))


@pytest.mark.parametrize(("act", "state"), ACTS)
def test_whoever_has_an_address_is_told_by_e_mail(client, event, act, state):
    said = lede(client, ada_at(event, state), act)

    assert "Ada Berg is told by e-mail." in said
    assert NO_ADDRESS not in said


@pytest.mark.parametrize(("act", "state"), ACTS)
def test_without_one_staff_tell_it_themselves(client, event, act, state):
    said = lede(client, ada_at(event, state, email=None), act)

    assert f"Ada Berg {NO_ADDRESS} {NOBODY}" in said
    assert "Ada Berg is told" not in said


@pytest.mark.parametrize(("act", "state"), ACTS)
def test_of_a_companion_who_signed_them_up_is_told(client, event, act, state):
    lead, companion = make_party(event, state, given_name="Ada", family_name="Berg")
    with write_tx():
        lead.given_name, companion.email = "Ole", None

    said = lede(client, companion, act)

    reads = "Ole Berg, who signed this person up, is told by e-mail."
    assert f"Ada Berg {NO_ADDRESS} {reads}" in said


def test_of_a_delegation_its_contact_is_told(client, event):
    entered(event, f"{HEAD}\nIsa;Ak;;Bursa Odası".encode(), outside=CONTACT)
    isa = db.session.scalars(sa.select(Registration)).one()

    said = lede(client, isa, "cancel")

    reads = "Elif Demir, the contact of the delegation, is told by e-mail."
    assert f"Isa Ak {NO_ADDRESS} {reads}" in said


def test_several_are_named_together(client, event):
    people = [ada_at(event, State.PENDING, email=None) for _ in range(3)]
    marks = {"mark": [each.reference for each in people]}

    page = client.get("/manage/inbox/decline", query_string=marks).page

    names = "Ada Berg, Ada Berg and Ada Berg"
    assert f"{names} have no e-mail address: {NOBODY}" in text_of(page)
    assert "friendly e-mail" not in text_of(page)
    assert page.select("textarea[name^=text]") == []


@pytest.mark.parametrize("email", [None, "ada@example.org"])
def test_a_seat_given_by_hand_says_who_is_told(client, event, email):
    ada = ada_at(event, State.WAITLISTED, email=email)
    path = f"/manage/registrations/{ada.reference}/promote"

    before = text_of(client.get(path).page.select_one("main"))
    client.post(path, data={"note": ""})

    after = client.get(f"/manage/registrations/{ada.reference}").flashes
    untold = f"Ada Berg {NO_ADDRESS} {NOBODY}"
    leaves = "An e-mail is on its way."
    assert after == [f"The seat is given. {leaves if email else untold}"]
    assert (untold in before, "so goes the e-mail" in before) == (
        not email,
        bool(email),
    )


@pytest.mark.parametrize("email", [None, "ada@example.org"])
def test_declining_asks_no_words_for_a_letter_that_does_not_leave(client, event, email):
    ada = ada_at(event, State.PENDING, email=email)
    path = f"/manage/inbox/{ada.reference}/decline"

    page = client.get(path).page

    assert bool(page.select("textarea[name=text]")) is bool(email)
    assert (NOBODY in text_of(page)) is not email
    assert ("A friendly e-mail goes out" in text_of(page)) is bool(email)


def test_a_decision_on_who_has_no_address_is_no_e_mail(client, event):
    ada = ada_at(event, State.PENDING, email=None)
    client.post(f"/manage/inbox/{ada.reference}/approve")
    inbox = text_of(client.get("/manage/inbox").page)
    shown = text_of(client.get(f"/manage/registrations/{ada.reference}").page)

    client.post(f"/manage/inbox/{ada.reference}/send-now")

    assert ("The e-mail goes out at" in inbox + shown, NOBODY in shown) == (False, True)
    said = f"The decision on Ada Berg stands. Ada Berg {NO_ADDRESS} {NOBODY}"
    assert client.get("/manage/inbox").flashes == [said]


def test_of_two_that_are_one_the_second_is_told_if_it_can_be(client, event):
    kept, gone = ada_at(event), ada_at(event, State.WAITLISTED, email=None)
    path = f"/manage/registrations/{kept.reference}/merge/{gone.reference}"

    said = text_of(client.get(path).page)

    assert f"Ada Berg {NO_ADDRESS} {NOBODY}" in said


@pytest.mark.parametrize("email", [None, "ada@example.org"])
def test_nobody_without_an_address_has_been_told_of_a_decline(client, event, email):
    ada = ada_at(event, State.DECLINED, email=email)

    shown = text_of(client.get(f"/manage/registrations/{ada.reference}").page)

    told = "Has been told that there is no seat this time." in shown
    assert (told, "Gets no seat this time." in shown) == (bool(email), not email)
