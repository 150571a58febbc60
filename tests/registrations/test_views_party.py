"""Several people on one sign-up form, and as what they come."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.states import Kind
from eventreg.registrations.guard import LETTER_LIMIT
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of
from tests.registrations.sending import BEN, CYD, everybody, names, person, send

NOT_OWN = (
    "On a trip everybody needs an e-mail address of their own, and this one is on the "
    "form already"
)


def legends(response):
    return [text_of(legend) for legend in response.page.select(".person__title")]


def test_a_party_is_signed_up_with_one_form_and_one_letter(client, letters):
    event = make_event()

    response = send(client, event, BEN, CYD, company="Berg GmbH", language="tr")

    ada, ben, cyd = everybody()
    assert response.status_code == 303
    assert (ben.lead_id, cyd.lead_id) == (ada.id, ada.id)
    assert (ben.email, cyd.email) == ("ben@example.org", None)
    assert [ben.company, cyd.company] == ["Berg GmbH"] * 2
    assert [ben.language, cyd.language] == ["tr"] * 2
    assert letters() == [("confirm_your_address", "ada@example.org")]


def test_consents_of_companions_are_no(client):
    send(client, make_event(), BEN, show_name="y", photo_level="public")

    assert [each.show_name for each in everybody()] == [True, False]
    assert everybody()[1].photo_level == "none"


def test_adding_and_removing_people_keeps_what_was_typed(client):
    event = make_event()

    two = send(client, event, BEN, party="add")
    one = send(client, event, BEN, person(1, "Cyd"), party="remove-0")

    assert (two.status_code, one.status_code) == (200, 200)
    assert legends(two) == ["Person 2", "Person 3"]
    assert two.page.select_one("[data-focus]")["id"] == "person-3"
    assert two.page.select_one("#given_name")["value"] == "Ada"
    assert two.page.select_one("#companions-0-given_name")["value"] == "Ben"
    assert legends(one) == ["Person 2"]
    assert one.page.select_one("#companions-0-given_name")["value"] == "Cyd"
    assert everybody() == []


def test_the_first_button_of_the_form_sends_it(client):
    page = client.get(f"/events/{make_event().slug}/register").page

    assert page.select("main form button")[0].get("name") is None


def test_eight_people_fit_and_no_more(client):
    event = make_event()
    seven = [person(index, f"P{index}") for index in range(7)]

    full = send(client, event, *seven, party="add")
    response = send(client, event, *seven)

    assert legends(full)[-1] == "Person 8"
    assert full.page.select("button[value=add]") == []
    assert response.status_code == 303
    assert len(everybody()) == 8


@pytest.mark.parametrize("wish", ["", "remove-9", "remove-²", "remove-", "x", "9" * 99])
def test_a_forged_wish_only_shows_the_form(client, wish):
    response = send(client, make_event(), BEN, party=wish)

    assert response.status_code == 200
    assert legends(response) == ["Person 2"]


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "x"])
def test_forged_numbers_of_people_are_left_alone(client, number):
    response = send(client, make_event(), person(number, "Eve"))

    assert response.status_code == 303
    assert names() == ["Ada"]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        (
            {"given_name": "", "family_name": ""},
            ["Person 2: Enter at least one of this person’s names"],
        ),
        (
            {"email": "ben@"},
            ["Ben Berg: Enter an e-mail address like name@example.org"],
        ),
        (
            {"company": "x" * 201},
            ["Ben Berg: Company or institution: use 200 characters or fewer"],
        ),
        (
            {"country": "XX"},
            ["Ben Berg: Country: choose one of the answers in the list"],
        ),
        (
            {"given_name": "www.evil.example"},
            ["www.evil.example Berg: Enter a name, without a web address"],
        ),
    ],
)
def test_a_mistake_says_whom_it_is_about_and_leads_there(client, values, errors):
    response = send(client, make_event(), person(0, **{"given_name": "Ben", **values}))

    target = response.page.select_one(".error-summary a")["href"][1:]
    assert response.status_code == 422
    assert response.errors == errors
    assert target.startswith("companions-0-")
    assert response.page.find(id=target) is not None
    assert everybody() == []


def test_all_mistakes_of_a_party_are_listed_at_once(client):
    response = send(client, make_event(), person(0, "Ben", "ben@"), CYD, email="ada")

    assert response.errors == [
        "Enter an e-mail address like name@example.org",
        "Ben Berg: Enter an e-mail address like name@example.org",
    ]


def test_on_a_trip_everybody_has_an_address_of_their_own(client):
    event, evening = make_event(kind=Kind.TRIP), make_event()
    ben, cyd = person(0, "Ben", "BEN@example.org"), person(1, "Cyd", "ben@example.org")
    dan = person(2, "Dan", "Ada@Example.org")

    response = send(client, event, ben, cyd, dan)

    assert response.errors == [f"{name} Berg: {NOT_OWN}" for name in ("Cyd", "Dan")]
    assert response.page.select_one("#companions-1-email")["aria-invalid"] == "true"
    assert send(client, evening, ben, cyd, dan).status_code == 303


def test_on_a_trip_an_address_is_not_corrected_to_a_companions(client):
    event = make_event(kind=Kind.TRIP)
    send(client, event, BEN, email="wrong@example.org")

    response = client.post(
        f"/events/{event.slug}/register/correct", data={"email": "ben@example.org"}
    )

    assert response.errors == [NOT_OWN]


@pytest.mark.parametrize(
    ("email", "status"),
    [("", 422), ("ada@example.org", 422), ("other@example.org", 303)],
)
def test_the_same_person_twice_on_one_form_is_an_error(client, email, status):
    response = send(client, make_event(), person(0, "ADA", email))

    assert response.status_code == status
    if status == 422:
        assert response.errors == ["ADA Berg: This person is on the form twice"]


def test_on_a_trip_everybody_needs_an_address(client):
    trip = make_event(kind=Kind.TRIP, needs_approval=True)

    response = send(client, trip, BEN, CYD)

    assert response.errors == ["Cyd Berg: Enter the e-mail address of this person"]


def test_after_sending_the_page_names_everybody(client):
    page = client.get(send(client, make_event(), BEN, CYD).location).page

    listed = [text_of(one) for one in page.select("ul.plain li")]
    assert listed == [
        "Ada Berg · ada@example.org",
        "Ben Berg · ben@example.org",
        "Cyd Berg",
    ]


def test_the_page_does_not_tell_whether_a_companion_is_registered(client, letters):
    event = make_event()
    make_registration(
        event, State.CONFIRMED, given_name="Ben", family_name="Berg",
        email="ben@example.org",
    )  # fmt: skip

    page = client.get(send(client, event, BEN, CYD).location).page

    assert len(page.select("ul.plain li")) == 3
    assert letters() == [
        ("already_registered", "ben@example.org"),
        ("confirm_your_address", "ada@example.org"),
    ]


def test_correcting_the_address_keeps_the_party(client):
    event = make_event(only_together=True)
    send(client, event, BEN, CYD, email="wrong@example.org", together="y")

    client.post(
        f"/events/{event.slug}/register/correct", data={"email": "ada@example.org"}
    )

    assert [each.given_name for each in everybody()] == ["Ada", "Ben", "Cyd"]
    assert everybody()[0].email == "ada@example.org"
    assert [each.together for each in everybody()] == [True] * 3


def test_the_same_form_twice_makes_one_party(client):
    event = make_event()

    for _time in range(2):
        send(client, event, BEN, CYD)

    assert names() == ["Ada", "Ben", "Cyd"]


def test_letters_to_companions_count_against_the_limit(client):
    event = make_event()
    for number in range(LETTER_LIMIT):
        send(client, event, BEN, email=f"ada{number}@example.org")

    response = send(client, event, BEN, email="last@example.org")

    assert response.status_code == 429
    assert response.page.select_one("#companions-0-given_name")["value"] == "Ben"


class TestTogether:
    def test_a_party_may_ask_to_come_only_together(self, client):
        send(client, make_event(only_together=True), BEN, CYD, together="y")

        ada, ben, cyd = everybody()
        assert [each.together for each in (ada, ben, cyd)] == [True] * 3
        assert (ada.head_id, ben.head_id, cyd.head_id) == (None, ada.id, ada.id)

    def test_more_than_four_cannot(self, client):
        four = [person(index, f"P{index}") for index in range(4)]
        event = make_event(only_together=True)

        response = send(client, event, *four, together="y")

        assert response.status_code == 422
        assert response.errors == [
            "At most 4 people can come only together. Untick it, or remove somebody"
        ]
        assert response.page.select_one(".error-summary a")["href"] == "#together"

    @pytest.mark.parametrize("allowed", [True, False])
    def test_it_is_offered_to_parties_where_the_event_allows_it(self, client, allowed):
        event = make_event(only_together=allowed)

        response = send(client, event, BEN, party="add")
        alone = client.get(f"/events/{event.slug}/register")

        assert len(response.page.select("#together")) == int(allowed)
        assert alone.page.select("#together") == []

    def test_a_forged_tick_changes_nothing_where_it_is_not_allowed(self, client):
        send(client, make_event(), BEN, together="y")

        assert [each.together for each in everybody()] == [False, False]

    def test_a_tick_that_one_person_is_left_with_changes_nothing(self, client):
        send(client, make_event(only_together=True), together="y")

        assert [each.together for each in everybody()] == [False]


def _local(delta):
    return clock.to_local(clock.now() + delta, "Europe/Berlin")


def notices(response):
    return [text_of(flash) for flash in response.page.select("main .flash--notice")]


def test_while_members_only_the_form_says_from_when_everybody_can(client):
    event = make_event(
        opens_local=_local(timedelta(days=3)), deadline_local=_local(timedelta(days=9))
    )
    with write_tx():
        event.members_open_at = clock.now() - timedelta(days=1)

    [notice] = notices(client.get(f"/events/{event.slug}/register"))

    assert notice.startswith("For now members only. Sign-up opens for everybody on")


def test_a_late_application_is_told_that_it_is_late(client):
    past = _local(-timedelta(days=1))
    event = make_event(needs_approval=True, takes_late=True, deadline_local=past)

    page = client.get(f"/events/{event.slug}/register")

    assert notices(page) == [
        "The deadline has passed. You can still apply: your application comes late "
        "and will be marked so."
    ]
    assert send(client, event).status_code == 303


def test_in_time_nothing_is_said_about_late_applications(client):
    event = make_event(needs_approval=True, takes_late=True)

    assert notices(client.get(f"/events/{event.slug}/register")) == []
