"""A signed-in member before the form of guests."""

from tests.factories import make_event, make_member, make_person


def test_a_signed_in_member_finds_the_own_form_behind_the_guests_address(
    client, sign_in_member
):
    event = make_event()
    guests = f"/events/{event.slug}/register"
    sign_in_member(make_person(make_member()))

    answer = client.get(guests)
    for_somebody_else = client.get(f"{guests}?somebody-else=1")

    assert answer.location == f"/members/events/{event.slug}/register"
    assert for_somebody_else.page.select_one("#given_name") is not None
    wrong = client.post(guests, data={"given_name": "Ben"})
    assert (wrong.status_code, wrong.page.select_one("#given_name")["value"]) == (
        422,
        "Ben",
    )
