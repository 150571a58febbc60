"""A press on an own page is answered in the person's language, from the first word."""

import pytest

from eventreg.registrations.states import State
from tests.factories import (
    make_event,
    make_person,
    make_personal_link,
    make_registration,
)

#: The browser of somebody who reads their letters in Turkish.
GERMAN = {"Accept-Language": "de"}


@pytest.mark.parametrize(
    ("act", "state", "thanks"),
    [
        ("confirm", State.UNVERIFIED, "Teşekkürler, adresiniz doğrulandı."),
        ("rejoin", State.EXPIRED, "Yeniden bekleme listesindesiniz."),
    ],
)
def test_the_thanks_are_in_the_language_of_the_page(client, act, state, thanks):
    ada = make_registration(make_event(capacity=0), state, language="tr")

    answer = client.post(f"/my/{ada.token}/{act}", headers=GERMAN)
    page = client.get(answer.location, headers=GERMAN)

    assert (page.page.html["lang"], page.flashes[0]) == ("tr", thanks)


def addresses():
    ada = make_person(email="ada@example.org", language="tr")
    event, token = make_event(), make_personal_link(ada).token
    ben = make_registration(event, State.CONFIRMED, language="tr")
    return {
        "own page": f"/my/{ben.token}/cancel",
        "details": f"/members/{token}/details",
        "no": f"/members/{token}/events/{event.slug}/no-thanks",
        "form": f"/members/{token}/events/{event.slug}/register",
    }


@pytest.mark.parametrize("page", ["own page", "details", "no", "form"])
def test_a_form_that_has_grown_old_is_refused_in_it_too(client, page):
    answer = client.post(addresses()[page], headers=GERMAN, csrf=False)

    assert (answer.status_code, answer.page.html["lang"]) == (400, "tr")


def test_a_token_that_no_address_has_is_nobodys(client):
    assert client.post("/my/a%00b/confirm").status_code == 404
