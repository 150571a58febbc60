"""Somebody on the phone: without an address, and in the right role at once."""

import pytest

from eventreg.registrations import queries
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_event, make_registration, pool_named
from tests.house import text_of

ADA = {"given_name": "Ada", "family_name": "Berg", "language": "en"}


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture(autouse=True)
def office(sign_in):
    return sign_in("office")


def address(event):
    return f"/manage/events/{event.slug}/registrations/new"


def entered(answer):
    return queries.by_reference(answer.location.rpartition("/")[2])


def test_without_an_address_nobody_is_written_to(client, event, letters):
    answer = client.post(address(event), data=ADA)

    ada, page = entered(answer), client.get(answer.location)
    assert (ada.email, ada.state, letters()) == (None, State.CONFIRMED, [])
    assert page.flashes == ["Ada Berg is entered and gets no e-mails."]
    facts = [text_of(fact) for fact in page.page.select("aside dd")]
    assert (
        "none: this person gets no e-mails. "
        f"Pass on the number {ada.reference} by phone."
    ) in facts


def test_whoever_has_an_address_or_a_lead_is_not_called(client, event):
    ada = make_registration(event)
    ben = make_registration(event, email=None, lead_id=ada.id)

    pages = [client.get(f"/manage/registrations/{r.reference}") for r in (ada, ben)]

    assert ["by phone" in page.text for page in pages] == [False, False]


def test_the_same_person_without_an_address_is_entered_once(client, event):
    first = entered(client.post(address(event), data={**ADA, "company": "Berg GmbH"}))

    again = client.post(address(event), data={**ADA, "company": "berg gmbh"})
    other = client.post(address(event), data={**ADA, "company": "Else"})

    assert again.status_code == 409
    assert again.errors == [f"This person is already registered: {first.reference}"]
    assert entered(other) is not None


@pytest.mark.parametrize(
    "role", [RegistrationRole.GUEST, RegistrationRole.PRESS, RegistrationRole.SPEAKER]
)
def test_the_role_is_chosen_at_once(client, event, role):
    answer = client.post(address(event), data={**ADA, "role": role})

    assert entered(answer).role is role


def test_the_team_needs_no_contingent(client):
    trip = make_event(contingents={"Science": 2})

    guest = client.post(address(trip), data={**ADA, "role": "guest"})
    speaker = client.post(address(trip), data={**ADA, "role": "speaker"})

    assert guest.status_code == 422
    assert guest.errors == ["Choose the contingent of this person"]
    assert entered(speaker).role is RegistrationRole.SPEAKER
    assert pool_named(trip, "Science").taken == 0


def test_a_forged_role_is_refused(client, event):
    answer = client.post(address(event), data={**ADA, "role": "king"})

    assert answer.status_code == 422


def test_the_details_speak_of_the_person_too(client, event):
    ada = make_registration(event)

    answer = client.post(
        f"/manage/registrations/{ada.reference}/details",
        data={"given_name": "", "family_name": "", "language": "en"},
    )

    assert answer.errors == ["Enter at least one of this person’s names"]
