"""The staff pages that list, make, publish and call off events."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa

from eventreg.database import db, write_tx
from eventreg.events.models import Event
from eventreg.events.states import EventState, Kind, PoolKind
from eventreg.registrations.states import State
from eventreg.web.models import Network
from tests.factories import make_event, make_registration
from tests.house import count_queries, text_of

NEW = "/manage/events/new/workshop"
TYPED = {
    "title": "Offers that are accepted",
    "language": "en",
    "place_name": "Digitalhub",
    "timezone": "Europe/Istanbul",
    "starts_local": "2027-06-17T14:00",
    "ends_local": "2027-06-17T18:00",
    "capacity": "12",
}


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def rows(response) -> list[list[str]]:
    return [
        [text_of(cell) for cell in row.select("th, td")]
        for row in response.page.select("tbody tr")
    ]


def only_event() -> Event:
    return db.session.scalars(sa.select(Event)).one()


def test_the_list_says_how_each_event_stands(client, clock_at, sign_in):
    clock_at(datetime(2027, 5, 1, 12, 0, tzinfo=UTC))
    sign_in("office")
    full = make_event(title="Full", starts_local=datetime(2027, 6, 1, 18, 0))
    make_event(
        title="Draft",
        state=EventState.DRAFT,
        kind=Kind.TRIP,
        starts_local=datetime(2027, 9, 1, 18, 0),
    )
    with write_tx():
        full.pool(PoolKind.EVENT).taken = 20

    response = client.get("/manage/events")

    assert rows(response) == [
        [
            "Full Network evening",
            "Tue 1 June 2027 18:00",
            "20 / 20",
            "Published",
            "Full: whoever signs up now joins the waitlist.",
        ],
        [
            "Draft Delegation trip",
            "Wed 1 September 2027 18:00",
            "0 / 20",
            "Draft",
            "Publish it when it is ready.",
        ],
    ]


def test_drafts_stand_apart_below_what_comes_next(client, sign_in):
    sign_in("office")
    make_event(title="Old draft", state=EventState.DRAFT, starts_in=timedelta(days=1))
    make_event(title="Later", starts_in=timedelta(days=9))
    make_event(title="Next week", starts_in=timedelta(days=7))

    page = client.get("/manage/events").page

    tables = page.select("main table")
    assert [[text_of(a) for a in table.select("th a")] for table in tables] == [
        ["Next week", "Later"],
        ["Old draft"],
    ]
    assert text_of(page.select_one("main h2")) == "Drafts"


def test_the_list_names_a_foreign_clock(client):
    make_event(starts_local=datetime(2027, 6, 13, 15, 20), timezone="Europe/Istanbul")

    assert rows(client.get("/manage/events"))[0][1] == (
        "Sun 13 June 2027 15:20 (local time in Istanbul, UTC+3)"
    )


def test_what_happens_without_a_decision_stays_true_when_it_is_full(client):
    event = make_event()

    page = client.get(f"/manage/events/{event.slug}").page

    assert text_of(page.find("dt", string="Decision").find_next("dd")) == (
        "none: whoever confirms their address has a seat while seats are free, "
        "then a place in line"
    )


def test_the_list_asks_the_same_for_one_and_for_thirty(client):
    make_event()
    with count_queries() as for_one:
        client.get("/manage/events")
    for _ in range(30):
        make_event()

    with count_queries() as for_thirty:
        client.get("/manage/events")

    assert len(for_thirty) == len(for_one)


def test_one_page_makes_a_draft(client):
    answer = client.post(NEW, data=TYPED)

    event = only_event()
    assert answer.location == "/manage/events/offers-that-are-accepted"
    assert (event.kind, event.state, event.title("en"), event.offer_hours) == (
        Kind.WORKSHOP,
        EventState.DRAFT,
        "Offers that are accepted",
        48,
    )
    assert event.starts_at.isoformat() == "2027-06-17T11:00:00+00:00"
    assert event.pool(PoolKind.EVENT).capacity == 12


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"title": " \u200b\x07 "}, ["Enter a title"]),
        ({"title": "x" * 201}, ["Title: use 200 characters or fewer"]),
        ({"place_name": ""}, ["Enter where it takes place"]),
        ({"language": "xx"}, ["Choose one of the languages in the list"]),
        ({"timezone": "Mars/Olympus"}, ["Choose one of the time zones in the list"]),
        ({"starts_local": ""}, ["Enter when the event starts"]),
        ({"starts_local": "soon"}, ["Enter a date and time like 2027-06-17 19:30"]),
        ({"ends_local": "2027-06-17T14:00"}, ["The end must come after the start"]),
        ({"ends_local": "9999-12-31T23:59"}, ["Enter a year from 2000 to 2100"]),
        (
            {
                "timezone": "Europe/Berlin",
                "starts_local": "2027-03-28T02:30",
                "ends_local": "2027-03-28T09:00",
            },
            ["The clocks skip this time that night: enter another one"],
        ),
        *(
            ({"capacity": number}, ["Enter a whole number from 1 to 100000"])
            for number in ("0", "-5", "1000000000", "9" * 5000, "1.5", "many", "", "²")
        ),
    ],
)
def test_a_wrong_form_comes_back_with_instructions(client, typed, errors):
    response = client.post(NEW, data={**TYPED, **typed})

    assert (response.status_code, response.errors) == (422, errors)
    assert text_of(response.page.title).startswith("Error: New event: Workshop")
    assert db.session.scalar(sa.select(sa.func.count(Event.id))) == 0


def test_what_was_typed_is_kept(client):
    typed = {**TYPED, "title": '<b>{{ 7*7 }}</b> "', "capacity": "0"}

    page = client.post(NEW, data=typed).page

    assert page.select_one("#title")["value"] == '<b>{{ 7*7 }}</b> "'
    assert page.select_one("#capacity")["value"] == "0"
    assert page.select_one("#timezone option[selected]")["value"] == "Europe/Istanbul"


def test_mistakes_are_listed_in_the_order_of_the_page(client):
    response = client.post(NEW, data={})

    controls = response.page.select("main form [id]:is(input, select)")
    order = [control["id"] for control in controls]
    links = [a["href"][1:] for a in response.page.select(".error-summary a")]
    assert links == sorted(links, key=order.index)


def test_broken_bytes_stay_as_they_were_sent_and_break_nothing(client):
    others = {name: value for name, value in TYPED.items() if name != "title"}
    body = f"title=A%ED%A0%80%FFB%00&{urlencode(others)}"

    client.post(NEW, data=body, content_type="application/x-www-form-urlencoded")

    assert only_event().title("en") == "A%ED%A0%80%FFB"


@pytest.mark.parametrize(
    ("email", "asked"),
    [("office@example.org", "office@example.org"), ("", None)],
    ids=["network", "account"],
)
def test_questions_go_to_the_network_else_to_whoever_makes_it(
    client, sign_in, email, asked
):
    account = sign_in("office")
    with write_tx() as session:
        session.get_one(Network, 1).email = email

    client.post(NEW, data=TYPED)

    event = only_event()
    assert event.contact_email == (asked or account.email)
    assert event.organiser == "Business Network Aachen"


def test_an_unknown_kind_is_missing(client):
    assert client.get("/manage/events/new/gala").status_code == 404


def test_an_event_is_published_closed_and_opened_again(client):
    event = make_event(state=EventState.DRAFT)
    states, flashes = [], []

    for act in ("publish", "close", "reopen"):
        answer = client.post(f"/manage/events/{event.slug}/{act}")
        states.append(event.state)
        flashes += client.get(answer.location).flashes

    assert states == ["published", "closed", "published"]
    assert flashes == [
        "The event is published.",
        "Sign-up is closed.",
        "People can sign up again.",
    ]


def test_publishing_twice_is_refused_in_words(client):
    event = make_event()

    assert client.post(f"/manage/events/{event.slug}/publish").status_code == 409


def test_people_are_counted_by_state(client):
    event = make_event()
    make_registration(event, State.CONFIRMED)
    make_registration(event, State.WAITLISTED)
    make_registration(event, State.WAITLISTED)

    page = client.get(f"/manage/events/{event.slug}").page

    figures = page.select("aside .facts dt")
    assert {text_of(dt): text_of(dt.find_next("dd")) for dt in figures} == {
        "Confirmed": "1",
        "On the waitlist": "2",
    }


def test_before_cancelling_one_reads_who_will_be_written_to(client):
    event = make_event()
    for state in State:
        make_registration(event, state)

    response = client.get(f"/manage/events/{event.slug}/cancel")

    assert text_of(response.page.select_one(".lede")) == (
        "4 people will get an e-mail: 1 person with a seat, 1 with an offer, 1 on the "
        "waitlist, 1 who has applied."
    )
    assert event.state is EventState.PUBLISHED


def test_cancelling_writes_to_exactly_those(client, letters):
    event = make_event(capacity=1)
    ada = make_registration(event, State.CONFIRMED, email="ada@example.org")
    ben = make_registration(event, State.WAITLISTED, email="ben@example.org")

    client.post(f"/manage/events/{event.slug}/cancel", data={"words_en": "Storm"})

    assert (event.state, ada.state, ben.state) == (
        EventState.CANCELLED,
        State.CANCELLED,
        State.CANCELLED,
    )
    assert letters() == [
        ("event_cancelled", "ada@example.org"),
        ("event_cancelled", "ben@example.org"),
    ]


def test_a_reason_that_is_too_long_is_kept_and_cancels_nothing(client):
    event = make_event()

    response = client.post(
        f"/manage/events/{event.slug}/cancel", data={"words_en": "x" * 601}
    )

    assert response.errors == ["Reason: use 600 characters or fewer"]
    assert text_of(response.page.select_one("#words_en")) == "x" * 601
    assert event.state is EventState.PUBLISHED


def test_a_draft_has_nothing_to_cancel(client):
    event = make_event(state=EventState.DRAFT)

    answer = client.get(f"/manage/events/{event.slug}/cancel")

    assert answer.location == f"/manage/events/{event.slug}"


def test_the_travel_lead_sees_but_changes_nothing(client, sign_in):
    event = make_event(starts_in=timedelta(days=9))
    sign_in("travel_lead")

    page = client.get(f"/manage/events/{event.slug}").page

    assert [a["href"] for a in page.select("main a[href*='/edit']")] == []
    assert page.select("main form") == []
    assert client.get(f"/manage/events/{event.slug}/edit").status_code == 403


@pytest.mark.parametrize(
    "rest", ["", "/edit", "/edit/seats", "/edit/sign-up", "/cancel"], ids=lambda r: r
)
def test_an_unknown_event_is_missing(client, rest):
    assert client.get(f"/manage/events/nothing{rest}").status_code == 404


@pytest.mark.parametrize(
    ("columns", "acts", "parts"),
    [
        ({}, ["close"], 9),
        ({"state": EventState.CLOSED}, ["reopen"], 9),
        ({"state": EventState.CANCELLED}, [], 0),
        ({"starts_in": timedelta(days=-9)}, [], 6),
    ],
    ids=["published", "closed", "cancelled", "over"],
)
def test_each_state_offers_what_can_still_be_done(client, columns, acts, parts):
    event = make_event(**columns)

    page = client.get(f"/manage/events/{event.slug}").page

    assert [form["action"].rpartition("/")[2] for form in page.select("main form")] == (
        acts
    )
    assert len(page.select(".part .heading a")) == parts


@pytest.mark.parametrize(
    ("state", "next_step"),
    [
        (EventState.PUBLISHED, "People can sign up."),
        (EventState.CLOSED, "–"),
        (EventState.CANCELLED, "–"),
    ],
)
def test_a_next_step_is_named_only_where_there_is_one(client, state, next_step):
    make_event(state=state)

    assert rows(client.get("/manage/events"))[0][-1] == next_step


def test_the_parts_of_a_cancelled_event_have_no_page(client):
    event = make_event(state=EventState.CANCELLED)

    answer = client.get(f"/manage/events/{event.slug}/edit/seats")

    assert answer.location == f"/manage/events/{event.slug}"


def test_each_way_from_an_event_is_named_once(client):
    page = client.get(f"/manage/events/{make_event().slug}").page

    ways = [link["href"] for link in page.select("main aside a")]
    assert len(ways) > 3
    assert sorted(set(ways)) == sorted(ways)
