"""The director gives somebody in line a seat before their turn."""

from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration


def test_the_director_gives_a_seat_by_hand(client, sign_in):
    event = make_event(capacity=1)
    ada = make_registration(event, State.WAITLISTED)
    sign_in("director")

    client.post(
        f"/manage/registrations/{ada.reference}/promote", data={"note": "Speaker"}
    )

    assert (ada.state, ada.moves[-1].note) == (State.CONFIRMED, "Speaker")


def test_a_seat_by_hand_needs_a_reason(client, sign_in):
    ada = make_registration(make_event(), State.WAITLISTED)
    sign_in("director")

    response = client.post(
        f"/manage/registrations/{ada.reference}/promote", data={"note": " "}
    )

    assert (response.status_code, ada.state) == (422, State.WAITLISTED)
    assert response.errors == ["Say why this person gets a seat before the others"]


def test_without_a_free_seat_nobody_is_promoted(client, sign_in):
    ada = make_registration(make_event(capacity=0), State.WAITLISTED)
    sign_in("director")

    response = client.post(
        f"/manage/registrations/{ada.reference}/promote", data={"note": "VIP"}
    )

    assert response.status_code == 409
    assert response.errors == ["No seat is free. Raise the number of seats first."]


def test_a_party_reads_how_many_seats_it_lacks(client, sign_in):
    event = make_event(capacity=1, only_together=True)
    lead, *_ = make_party(event, State.WAITLISTED, 3, together=True)
    sign_in("director")

    response = client.post(
        f"/manage/registrations/{lead.reference}/promote", data={"note": "VIPs"}
    )

    assert response.errors == ["There are too few seats: needs 3 seats, 1 free."]
