"""The director gives somebody in line a seat before their turn."""

import re
from datetime import timedelta

import pytest

from eventreg.database import write_tx
from eventreg.people.names import full_name
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.house import text_of


def test_the_director_gives_a_seat_by_hand(client, sign_in):
    event = make_event(capacity=1)
    ada = make_registration(event, State.WAITLISTED)
    sign_in("director")

    client.post(
        f"/manage/registrations/{ada.reference}/promote", data={"note": "Speaker"}
    )

    assert (ada.state, ada.moves[-1].note) == (State.CONFIRMED, "Speaker")


def test_a_seat_by_hand_needs_a_reason(client, sign_in):
    event = make_event(line_paused=True)
    make_registration(event, State.WAITLISTED)
    ada = make_registration(event, State.WAITLISTED)
    sign_in("director")

    response = client.post(
        f"/manage/registrations/{ada.reference}/promote", data={"note": " "}
    )

    assert (response.status_code, ada.state) == (422, State.WAITLISTED)
    assert response.errors == ["Say why this person gets a seat before the others"]


def test_the_first_in_line_needs_no_reason(client, sign_in):
    ada = make_registration(make_event(line_paused=True), State.WAITLISTED)
    sign_in("director")
    address = f"/manage/registrations/{ada.reference}/promote"

    label = text_of(client.get(address).page.select_one("label[for=note]"))
    client.post(address, data={"note": ""})

    assert (label, ada.state) == ("Reason (optional)", State.CONFIRMED)


@pytest.mark.parametrize(
    ("free", "headline"),
    [(0, "No seat is free for"), (1, "Too few seats are free for")],
)
def test_of_a_party_the_question_says_whether_any_seat_is_free(
    client, sign_in, free, headline
):
    event = make_event(capacity=free, only_together=True)
    lead, *_ = make_party(event, State.WAITLISTED, 2, together=True)
    sign_in("director")

    page = client.get(f"/manage/registrations/{lead.reference}/promote").page

    assert re.fullmatch(rf"{headline} \S+ \S+( \d+)? and .+", text_of(page.h1))


def test_too_late_for_an_offer_the_question_is_not_asked(client, sign_in):
    event = make_event(offer_hours=48, starts_in=timedelta(hours=2))
    ada = make_registration(event, State.WAITLISTED)
    sign_in("director")

    page = client.get(f"/manage/registrations/{ada.reference}/promote").page

    assert text_of(page.h1) == f"Too late to offer {full_name(ada)} a seat"
    assert page.select("main form") == []
    assert "The seat is offered" not in text_of(page.main)


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


def asked(client, registration):
    page = client.get(f"/manage/registrations/{registration.reference}/promote").page
    return text_of(page.main)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (0, "This passes over nobody."),
        (1, "This passes over 1 person further up the waitlist."),
        (3, "This passes over 3 people further up the waitlist."),
    ],
)
def test_the_question_says_how_many_are_passed_over(client, sign_in, before, sentence):
    event = make_event(line_paused=True, only_together=True)
    make_registration(event, State.WAITLISTED, is_paused=True)
    for size in {0: [], 1: [1], 3: [2, 1]}[before]:
        make_party(event, State.WAITLISTED, size, together=size > 1)
    ada = make_registration(event, State.WAITLISTED)
    sign_in("director")

    assert sentence in asked(client, ada)


def test_the_question_says_beforehand_that_seats_are_too_few(client, sign_in):
    event = make_event(capacity=1, only_together=True)
    lead, *_ = make_party(event, State.WAITLISTED, 3, together=True)
    sign_in("director")

    page = client.get(f"/manage/registrations/{lead.reference}/promote").page

    assert "There are too few seats: needs 3 seats, 1 free." in text_of(page.main)
    assert page.select("main form") == []
    ways = [a["href"] for a in page.select("main a")]
    assert ways == [
        f"/manage/events/{event.slug}/edit/seats",
        f"/manage/registrations/{lead.reference}",
    ]
    assert {client.get(way).status_code for way in ways} == {200}


def test_of_one_person_the_question_says_which_seat_is_missing(client, sign_in):
    event = make_event(capacity=3, contingents={"Press": 0})
    press = [pool for pool in event.pools if pool.name("en") == "Press"]
    ada = make_registration(event, State.WAITLISTED, pools=press)
    sign_in("director")

    said = "No seat is free in: Press. As soon as there is one"
    assert said in asked(client, ada)


def test_who_is_not_next_in_line_is_helped_by_pausing_it(client, sign_in):
    event = make_event(capacity=0)
    make_registration(event, State.WAITLISTED)
    ada = make_registration(event, State.WAITLISTED)
    sign_in("director")
    address = f"/manage/registrations/{ada.reference}/promote"

    page = client.get(address).page

    assert text_of(page.h1).startswith("No seat is free for Ada Berg")
    ways = [a["href"] for a in page.select("main li a")]
    assert ways == [
        f"/manage/events/{event.slug}/edit/seats",
        f"/manage/events/{event.slug}/waitlist",
        f"/manage/registrations/{ada.reference}/places",
    ]
    with write_tx():
        event.line_paused = True
    assert "pause the waitlist" not in asked(client, ada)


def test_a_reason_is_kept_when_the_seat_has_gone_meanwhile(client, sign_in):
    ada = make_registration(make_event(capacity=0), State.WAITLISTED)
    sign_in("director")

    page = client.post(
        f"/manage/registrations/{ada.reference}/promote", data={"note": "Speaks"}
    ).page

    assert text_of(page.select_one("#note")) == "Speaks"
    assert "Raise the number of seats" in [text_of(a) for a in page.select("main a")]


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [(0, "The seat is given at once"), (48, "The seat is offered for 48 hours;")],
)
def test_the_question_says_what_happens(client, sign_in, hours, sentence):
    event = make_event(capacity=1, line_paused=True, offer_hours=hours)
    ada = make_registration(event, State.WAITLISTED)
    sign_in("director")

    text = asked(client, ada)

    assert (sentence in text, "too few" in text) == (True, False)


def test_close_to_the_start_the_question_names_the_hours_that_are_left(client, sign_in):
    event = make_event(offer_hours=48, starts_in=timedelta(hours=42))
    ada = make_registration(event, State.WAITLISTED)
    sign_in("director")

    assert "The seat is offered for 10 hours; the e-mail" in asked(client, ada)


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (0, "The seats are given at once, and the e-mails go out."),
        (48, "The seats are offered for 48 hours; the e-mails go out at once."),
    ],
)
def test_a_party_is_given_seats_not_a_seat(client, sign_in, hours, sentence):
    event = make_event(line_paused=True, offer_hours=hours, only_together=True)
    lead, *_ = make_party(event, State.WAITLISTED, 2, together=True)
    sign_in("director")
    address = f"/manage/registrations/{lead.reference}/promote"

    main = client.get(address).page.main
    said = client.get(client.post(address, data={"note": ""}).location).flashes

    assert sentence in text_of(main)
    assert text_of(main.select_one("form button")) == "Give the seats"
    assert said == ["The seats are given. The e-mails are on their way."]


def test_a_party_without_enough_seats_reads_that_they_can_be_given_later(
    client, sign_in
):
    event = make_event(capacity=1, only_together=True)
    lead, *_ = make_party(event, State.WAITLISTED, 2, together=True)
    sign_in("director")

    assert "As soon as there are enough, you can give them here." in asked(client, lead)


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize(
    ("page", "state"),
    [
        ("registrations/{}/promote", State.WAITLISTED),
        ("inbox/{}/decline", State.WAITLISTED),
        ("inbox/{}/decline", State.PENDING),
    ],
    ids=["promote", "remove", "decline"],
)
def test_of_a_party_each_may_ask_to_read_the_reason(client, sign_in, page, state, size):
    event = make_event(only_together=True, line_paused=True)
    lead, *_ = make_party(event, state, size, together=size > 1)
    sign_in("director")

    path = "/manage/" + page.format(lead.reference)
    said = text_of(client.get(path).page.main)

    who = "this person" if size == 1 else "each of them"
    assert f"{who} may ask to read what you write" in said
    assert ("riendly e-mails" in said) == (size > 1 and "decline" in path)
