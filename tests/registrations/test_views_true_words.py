"""Pages name who is meant, how many seats there are, and from when a click counts."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.people.names import full_name
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.house import text_of
from tests.registrations.sending import send


def test_before_everybody_can_the_page_says_from_when_one_confirms(client):
    days = [clock.now() + timedelta(days=n) for n in (-1, 5)]
    early, later = (clock.to_local(day, "Europe/Berlin") for day in days)
    event = make_event(members_open_local=early, opens_local=later)

    page = client.get(send(client, event).location).page

    sentence = "Members can do so at once, everybody else from"
    assert sentence in text_of(page.select_one(".steps"))
    usual = client.get(send(client, make_event()).location).page
    assert sentence not in text_of(usual.main)


def test_a_substitute_is_told_who_named_them(client):
    event = make_event(capacity=2)
    ada = make_registration(event, State.CANCELLED, given_name="Ada", family_name="Yu")
    ben = make_registration(event, replaces_id=ada.id)
    cyd = make_registration(event, lead_id=ada.id)

    texts = [
        text_of(client.get(f"/my/{one.token}/not-me").page.main) for one in (ben, cyd)
    ]

    assert "We tell Ada Yu, who named you to come instead" in texts[0]
    assert ["whoever signed you up" in text for text in texts] == [False, True]


def test_a_party_is_asked_about_its_seats(client):
    event = make_event(capacity=3, offer_hours=48)
    ada, *_ = make_party(event, State.OFFERED, 2, together=True)

    page = client.get(f"/my/{ada.token}/accept").page

    assert text_of(page.h1) == f"Will you take the seats, {full_name(ada)}?"
    assert page.find("a", string="We do not want them") is not None
    assert client.get(f"/my/{ada.token}").heading == (
        f"Seats are kept for you, {full_name(ada)}"
    )


def test_a_party_keeps_its_seats_longer(client):
    event = make_event(capacity=3, offer_hours=48)
    ada, *_ = make_party(event, State.OFFERED, 2, together=True)

    page = client.get(f"/my/{ada.token}/extend").page
    answer = client.post(f"/my/{ada.token}/extend")

    assert "We keep the seats until" in text_of(page.main)
    assert client.get(answer.location).flashes[0].startswith("We keep the seats for")


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (
            "accept",
            "You have accepted the seats. We look forward to seeing all of you.",
        ),
        ("refuse", "Thank you for telling us. The seats are free for others."),
    ],
)
def test_who_answers_for_several_is_thanked_for_several(client, act, sentence):
    event = make_event(capacity=3, offer_hours=48)
    ada, *_ = make_party(event, State.OFFERED, 2, together=True)

    answer = client.post(f"/my/{ada.token}/{act}")

    assert client.get(answer.location).flashes == [sentence]
