"""Whatever somebody types about companions, substitutes and changes: no crash."""

import pytest

from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.registrations.sending import everybody, person, send
from tests.registrations.test_bad_input import EVERYTHING, HOSTILE
from tests.turns import some_pairs

PERSON = ["salutation", "title", "given_name", "company", "position", "country"]
PLACES = ["contingent", "sessions", "choice"]
OWN = ["phone", "company", "country", "language", "message", *PLACES]
#: What a field of the kind that takes any words keeps, and what refuses it.
WORDS = ["company", "position"]


@pytest.fixture
def event(app):
    return make_event(
        contingents={"Business": 5}, sessions={"Morning": 5}, choices={"Mill": 5}
    )


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_field_of_a_companion_breaks(client, event, name):
    all_wrong = dict.fromkeys([*PERSON, *PLACES, "email"], HOSTILE[name])
    words = {"contingent": "business", **dict.fromkeys(WORDS, HOSTILE[name])}

    answers = [
        send(client, event, person(0, **values), contingent="business")
        for values in (all_wrong, {"given_name": "Ben", **words})
    ]

    statuses = [answer.status_code for answer in answers]
    assert statuses in ([422, 303], [422, 422])
    assert len(everybody()) == (2 if statuses[1] == 303 else 0)
    assert all("<script>alert(1)" not in answer.text for answer in answers)


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_choice_or_button_of_the_form_breaks(client, event, name):
    for field in ("party", "together", *PLACES):
        values = {"contingent": "business", field: HOSTILE[name]}

        assert send(client, event, **values).status_code in {200, 303, 422}


@pytest.mark.parametrize(
    ("act", "fields", "name"),
    some_pairs(
        [
            ("change", OWN),
            ("change", ["message"]),
            ("substitute", [*PERSON, "email", "language"]),
            ("substitute", WORDS),
            ("accept", ["terms_version"]),
        ],
        EVERYTHING,
    ),
)
def test_no_field_of_the_own_page_breaks(client, event, act, fields, name):
    state = State.OFFERED if act == "accept" else State.CONFIRMED
    ada = make_registration(event, state)
    known = {"language": "en", "contingent": "business", "given_name": "Ben"}
    form = {"email": "ben@example.org", **known, **dict.fromkeys(fields, HOSTILE[name])}

    response = client.post(f"/my/{ada.token}/{act}", data=form)

    assert response.status_code in {303, 409, 422}
    assert client.get(f"/my/{ada.token}").status_code == 200


@pytest.mark.parametrize("act", ["cancel", "substitute", "change"])
def test_a_forged_companion_is_not_there(client, event, act):
    ada = make_registration(event)
    forged = ["nope", "ä", "%00", "x" * 500, "../x"]

    statuses = [
        client.get(f"/my/{ada.token}/companions/{reference}/{act}").status_code
        for reference in forged
    ]

    assert statuses == [404] * len(forged)
