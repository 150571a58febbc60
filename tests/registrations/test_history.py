"""The history of a registration has no gaps, for the person and for staff."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.registrations import services
from tests.factories import make_event, make_registration
from tests.house import text_of


@pytest.fixture
def ole(sign_in):
    return Actor(ActorKind.STAFF, sign_in("office").reference)


def staff_rows(client, registration):
    page = client.get(f"/manage/registrations/{registration.reference}").page
    return [text_of(row) for row in page.select("tbody tr")]


def own_rows(client, registration):
    rows = client.get(f"/my/{registration.token}").page.select(".history tbody tr")
    return [text_of(row.select("td")[1]) for row in rows]


@pytest.mark.parametrize(
    ("capacity", "state"), [(1, "Confirmed"), (0, "On the waitlist")]
)
def test_an_entry_by_staff_says_where_it_led(client, ole, capacity, state):
    applicant = services.Applicant(
        given_name="Ada", family_name="Berg", email="ada@example.org", language="en"
    )
    event = make_event(capacity=capacity)
    with write_tx():
        ada = services.enter(event, applicant, by=ole)

    [row] = staff_rows(client, ada)

    assert row.startswith(f"{state}: Signed up Ole Office")


def test_staff_read_that_the_event_was_moved_as_the_person_does(client, ole):
    event = make_event()
    ada = make_registration(event)
    by = timedelta(days=7)
    values = {
        "starts_local": event.starts_local + by,
        "ends_local": event.ends_local + by,
        "place_name": "New hall",
    }
    with write_tx():
        events.postpone(event, values, by=ole)

    row = staff_rows(client, ada)[0]

    assert row.startswith("The event was moved When: ")
    assert "New hall" in row
    assert "Ole Office" in row
    assert own_rows(client, ada)[0].startswith("The event was moved When: ")


def test_the_registration_that_stays_says_what_was_merged_into_it(client, ole):
    event = make_event()
    ada, again, other = (make_registration(event) for _ in range(3))
    with write_tx():
        services.merge(ada, again, by=ole)

    row = staff_rows(client, ada)[0]

    assert row.startswith("Merged: another registration of the same person has ended")
    assert again.reference in row
    assert own_rows(client, ada)[0] == "Merged with your other registration"
    assert len(staff_rows(client, other)) == 2
