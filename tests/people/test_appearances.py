"""Where somebody was: on the page of the person, and on that of the company."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.database import write_tx
from eventreg.registrations.states import State, Why
from tests.factories import (
    make_check_in,
    make_event,
    make_member,
    make_person,
    make_registration,
)
from tests.house import count_queries, text_of


@pytest.fixture
def company(app):
    return make_member("Berg GmbH")


@pytest.fixture
def ada(company):
    return make_person(company, given_name="Ada", family_name="Berg")


def at(event, person, state=State.CONFIRMED, **columns):
    return make_registration(event, state, person_id=person.id, **columns)


def event_named(title, days):
    return make_event(title=title, starts_in=timedelta(days=days))


def rows(page):
    [found] = [t for t in page.select("table") if text_of(t.caption) == "Events"]
    return [
        [text_of(c).partition(" (")[0] for c in row.select("th, td")]
        for row in found.select("tbody tr")
    ]


def outcomes(client, person):
    page = client.get(f"/manage/people/{person.reference}").page
    return [text_of(tag) for tag in page.select("table .tag")]


def test_who_came_and_who_did_not_is_told_apart(client, sign_in, ada):
    came, missed, unticked = (event_named(n, -d) for d, n in enumerate("ABC", start=1))
    make_check_in(at(came, ada))
    at(missed, ada)
    make_check_in(make_registration(missed))
    at(unticked, ada)
    at(event_named("D", 9), ada, State.WAITLISTED)
    sign_in("office")

    assert outcomes(client, ada) == [
        "On the waitlist",
        "Came",
        "Did not come",
        "Confirmed",
    ]


@pytest.mark.parametrize(
    ("hours", "why", "words"),
    [
        (1, Why.CANCELLED, "Cancelled late"),
        (4, Why.CANCELLED, "Cancelled"),
        (1, Why.WITHDRAWN, "Cancelled"),
    ],
    ids=["after the cut-off", "in time", "by the organiser"],
)
def test_who_gives_up_a_seat_too_late_is_marked(
    client, sign_in, ada, hours, why, words
):
    event = event_named("A", -1)
    registration = at(event, ada, State.CANCELLED)
    with write_tx():
        move = registration.moves[-1]
        move.at, move.why = event.starts_at - timedelta(hours=hours), why
    sign_in("office")

    assert outcomes(client, ada) == [words]


def test_an_own_deadline_of_the_event_counts_instead(client, sign_in, ada):
    event = make_event(
        starts_in=timedelta(days=3),
        change_until_local=clock.to_local(clock.now(), "Europe/Berlin")
        - timedelta(days=1),
    )
    at(event, ada, State.CANCELLED)
    sign_in("office")

    assert outcomes(client, ada) == ["Cancelled late"]


def test_the_same_name_and_address_is_the_same_person(client, sign_in, ada):
    event = event_named("A", 5)
    make_registration(event, email=ada.email, given_name="Ada", family_name="Berg")
    make_registration(event, email=ada.email, given_name="Ben", family_name="Berg")
    make_registration(event, State.UNVERIFIED, person_id=ada.id)
    sign_in("office")

    assert outcomes(client, ada) == ["Confirmed"]


def test_a_company_shows_where_its_people_were(client, sign_in, company, ada):
    ben = make_person(company, given_name="Ben", family_name="Wolf")
    event = event_named("Evening", -1)
    make_check_in(at(event, ada, given_name="Ada", family_name="Berg"))
    at(event, ben, given_name="Ben", family_name="Wolf")
    at(event, make_person(make_member("Other")))
    sign_in("travel_lead")

    page = client.get(f"/manage/members/{company.slug}").page

    found = rows(page)
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("Evening", "Ada Berg", "Came"),
        ("Evening", "Ben Wolf", "Did not come"),
    ]
    assert page.select("a[href^='/manage/registrations/']") == []


def test_the_office_goes_on_to_the_registration(client, sign_in, ada):
    registration = at(event_named("A", 5), ada)
    sign_in("office")

    page = client.get(f"/manage/people/{ada.reference}").page

    address = f"/manage/registrations/{registration.reference}"
    assert len(page.select(f"a[href='{address}']")) == 1


def test_who_was_nowhere_has_a_sentence(client, sign_in, company, ada):
    sign_in("office")

    for path in (f"people/{ada.reference}", f"members/{company.slug}"):
        assert "At no event yet." in text_of(client.get(f"/manage/{path}").page.main)


@pytest.mark.parametrize("page", ["person", "company"])
def test_thirty_events_cost_as_many_queries_as_one(client, sign_in, company, ada, page):
    sign_in("office")
    path = {"person": f"people/{ada.reference}", "company": f"members/{company.slug}"}
    counts = []
    for many in (1, 29):
        for number in range(many):
            make_check_in(at(event_named("A", -1 - number), ada))
        with count_queries() as statements:
            client.get(f"/manage/{path[page]}")
        counts.append(len(statements))

    assert counts[0] == counts[1]
