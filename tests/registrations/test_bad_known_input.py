"""Whatever somebody who is known types, or is typed about them: no crash."""

import pytest

from eventreg.people.names import clean_name
from tests.factories import make_event, make_member, make_person, make_personal_link
from tests.registrations.test_bad_input import EVERYTHING, HOSTILE, all_registrations
from tests.turns import some_pairs

DETAILS = [
    *("salutation", "title", "given_name", "native_name", "badge_name", "suffix"),
    *("phone", "position", "country", "language"),
]


@pytest.fixture
def ada(app):
    return make_person(make_member("Ada AG"), given_name="Ada", family_name="King")


@pytest.mark.parametrize(
    ("field", "name"),
    some_pairs(
        ["badge_name", "message", "photo_level", "companions-0-given_name"], EVERYTHING
    ),
)
def test_no_field_of_the_short_form_breaks(client, ada, field, name):
    event = make_event()
    token = make_personal_link(ada).token

    response = client.post(
        f"/members/{token}/events/{event.slug}/register", data={field: HOSTILE[name]}
    )

    assert response.status_code in {303, 422}
    assert bool(all_registrations()) == (response.status_code == 303)
    assert "<script>alert(1)" not in response.text


@pytest.mark.parametrize(("field", "name"), some_pairs(DETAILS, EVERYTHING))
def test_no_field_of_the_own_details_breaks(client, ada, field, name):
    path = f"/members/{make_personal_link(ada).token}/details"
    typed = {"family_name": "King", "language": "en", "salutation": ""}

    response = client.post(path, data=typed | {field: HOSTILE[name]})
    page = client.get(path)

    assert response.status_code in {303, 422}
    assert page.status_code == 200
    assert "<script>alert(1)" not in response.text + page.text
    assert ada.given_name == clean_name(ada.given_name)


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_field_of_staff_and_no_address_breaks(client, sign_in, ada, name):
    event = make_event()
    sent = client.post("/members/sign-in", data={"email": HOSTILE[name]})
    sign_in("office")
    answers = [
        client.post(
            f"/manage/people/{ada.reference}/change",
            data={"family_name": "King", "language": "en", field: HOSTILE[name]},
        )
        for field in ("line_de", "native_name", "email", "phone")
    ]
    answers.append(
        client.post(
            f"/manage/people/{ada.reference}/invite",
            data={"event": event.slug, "note": HOSTILE[name]},
        )
    )

    assert sent.status_code == 422
    assert {answer.status_code for answer in answers} <= {303, 409, 422}
