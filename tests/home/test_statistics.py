"""An event in figures: drawn, with the table under it, without names."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.events.questions.states import Audience, QuestionKind
from eventreg.home.statistics import queries
from eventreg.home.statistics.drawing import HEIGHT, WIDTH, draw
from eventreg.home.statistics.queries import Curve
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import (
    make_answer,
    make_check_in,
    make_company,
    make_event,
    make_member,
    make_person,
    make_question,
    make_registration,
    make_sector,
)
from tests.house import count_queries, text_of


@pytest.fixture
def event(app):
    return make_event(title="Evening", capacity=90, starts_in=timedelta(days=20))


def people(event, count, *, days_ago, state=State.CONFIRMED, **columns):
    for _number in range(count):
        make_registration(
            event,
            state,
            submitted_at=clock.now() - timedelta(days=days_ago),
            **columns,
        )


def table(page, heading):
    [found] = [t for t in page.select("table") if text_of(t.caption) == heading]
    return [
        [text_of(cell) for cell in row.select("th, td")]
        for row in found.select("tbody tr")
    ]


def test_sign_ups_are_counted_day_by_day(event, clock_at):
    clock_at(clock.now().replace(hour=12))  # one date here and by the clock of UTC
    people(event, 2, days_ago=5)
    people(event, 3, days_ago=2)
    people(event, 9, days_ago=1, state=State.UNVERIFIED)

    curve = queries.curve(event)

    assert curve.totals == (2, 2, 2, 5, 5, 5)
    assert curve.days_before[-1] == (event.starts_at.date() - clock.today()).days
    assert curve.total == 5


def test_the_page_draws_them_and_says_the_same_in_a_table(client, sign_in, event):
    people(event, 2, days_ago=5)
    people(event, 3, days_ago=2)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/statistics").page

    assert page.select_one("svg.chart")["aria-label"] == "5 sign-ups so far"
    assert [row[1:] for row in table(page, "Sign-ups over time")] == [
        ["3", "5"],
        ["2", "2"],
    ]


def test_the_last_event_of_its_kind_is_drawn_beside_it(client, sign_in, event):
    before = make_event(title="Spring", starts_in=timedelta(days=-40))
    make_event(title="Older", starts_in=timedelta(days=-400))
    make_event(title="Later", starts_in=timedelta(days=400))
    people(before, 4, days_ago=60)
    people(event, 1, days_ago=1)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/statistics").page

    assert "last time: Spring" in text_of(page.main)
    assert len(page.select("svg.chart polyline")) == 2
    assert table(page, "Sign-ups over time")[0][1:] == ["1", "1", "0"]


def test_an_event_that_is_still_ahead_is_no_last_time(event):
    over = make_event(starts_in=timedelta(days=-40))
    make_event(starts_in=timedelta(days=10))

    assert queries.last_time(event) == over


def test_the_edition_that_an_event_was_copied_from_is_its_last_time(app):
    original = make_event(starts_in=timedelta(days=-200))
    make_event(starts_in=timedelta(days=-20))
    with write_tx():
        copied = events.copy(
            original,
            starts_local=original.starts_local + timedelta(days=300),
            titles={},
            by=Actor(ActorKind.STAFF, "ole"),
        )

    assert queries.last_time(copied) == original


@pytest.mark.parametrize(
    ("language", "words"), [("de", "3 (75 %)"), ("en", "3 (75%)"), ("tr", "3 (%75)")]
)
def test_each_language_has_its_own_percent_sign(client, sign_in, language, words):
    event = make_event(starts_in=timedelta(days=-1))
    people(event, 3, days_ago=9)
    make_check_in(make_registration(event))
    sign_in("office")

    address = f"/manage/events/{event.slug}/statistics"
    page = client.get(address, headers={"Accept-Language": language}).page

    assert words in [text_of(dd) for dd in page.select("dl dd")]


def test_a_curve_is_a_stair_inside_its_picture():
    drawing = draw(Curve((10, 9, 5), (1, 3, 4)), Curve((), ()))

    assert drawing.first_day == 10
    points = [tuple(map(float, point.split(","))) for point in drawing.lines[0].split()]
    assert points[0] == (0, HEIGHT)
    assert points[-1][1] == 0
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert drawing.lines[1] == ""
    assert draw(Curve((), ())) is None


def test_where_sign_ups_came_from(client, sign_in, event):
    ada = make_person(make_member(), email="ada@example.org")
    ben = make_person(make_member(), email="ben@example.org")
    with write_tx():
        for person in (ada, ben):
            services.invite(event, person, by=Actor.worker())
    people(event, 1, days_ago=1, person_id=ada.id, country="TR", is_member=True)
    people(event, 2, days_ago=1, country="DE")
    sign_in("director")

    page = client.get(f"/manage/events/{event.slug}/statistics").page

    assert [(row[0], row[2]) for row in table(page, "Where sign-ups came from")] == [
        ("Event page", "2"),
        ("Invitation", "1"),
    ]
    facts = dict(
        zip(
            map(text_of, page.select("dl.facts dt")),
            map(text_of, page.select("dl.facts dd")),
            strict=True,
        )
    )
    assert facts["Signed up because of it"] == "1 (50%)"
    assert facts["No answer yet"] == "1"
    countries = table(page, "Countries of those with a confirmed seat")
    assert [(row[0], row[2]) for row in countries] == [
        ("Germany", "2"),
        ("Türkiye", "1"),
    ]
    members = table(page, "Members and guests with a confirmed seat")
    assert [(row[0], row[2]) for row in members] == [("Guests", "2"), ("Members", "1")]


def test_a_sector_that_was_answered_counts_where_the_company_has_none(
    client, sign_in, event
):
    metal = make_sector("metal", en="Metal", de="Metall")
    asked = make_question(
        event,
        QuestionKind.ONE_OF,
        standard="sector",
        audience=Audience.ALL_STAFF,
        choices=["Metall", "Fishing"],
    )
    ada = make_person(make_company(sector=metal))
    make_answer(make_registration(event, person_id=ada.id), asked, "Fishing")
    make_answer(make_registration(event), asked, "Metall")
    make_answer(make_registration(event), asked, "Fishing")
    make_registration(event)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/statistics").page

    found = table(page, "Sectors of those with a confirmed seat")
    assert [row[::2] for row in found] == [
        ["Metal", "2"],
        ["Fishing", "1"],
        ["sector not known to us", "1"],
    ]


def test_nobody_is_named(client, sign_in, event):
    people(event, 1, days_ago=1, given_name="Zebulon", company="Zebra AG")
    sign_in("travel_lead")

    page = client.get(f"/manage/events/{event.slug}/statistics").page

    assert "Zebulon" not in page.text
    assert "Zebra" not in page.text


def test_an_empty_event_says_so(client, sign_in, event):
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/statistics").page

    assert "Nobody has signed up yet" in text_of(page.main)
    assert page.select("svg") == []
    assert client.get("/manage/events/nothing/statistics").status_code == 404


def test_it_needs_few_queries_however_many_there_are(client, sign_in, event):
    sign_in("office")
    address = f"/manage/events/{event.slug}/statistics"
    client.get(address)
    counted = []
    for count in (1, 30):
        people(event, count, days_ago=count)
        with count_queries() as found:
            client.get(address)
        counted.append(len(found))

    assert counted[0] == counted[1]


def test_a_past_event_says_how_many_did_not_come(client, sign_in):
    event = make_event(starts_in=timedelta(days=-1))
    people(event, 3, days_ago=9)
    make_check_in(make_registration(event))
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/statistics").page

    [facts] = [dl for dl in page.select("dl") if "Did not come" in text_of(dl)]
    assert [text_of(dd) for dd in facts.select("dd")] == ["4", "1 (25%)", "3 (75%)"]


@pytest.mark.parametrize(
    ("days", "came"), [(9, True), (-1, False)], ids=["ahead", "nobody was ticked"]
)
def test_without_check_ins_nobody_counts_as_missing(client, sign_in, days, came):
    event = make_event(starts_in=timedelta(days=days))
    registration = make_registration(event)
    if came:
        make_check_in(registration)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/statistics").page

    assert "Did not come" not in text_of(page.main)


def test_the_line_at_the_head_adds_up(client, sign_in, event):
    people(event, 3, days_ago=2)
    people(event, 1, days_ago=2, state=State.WAITLISTED)
    people(event, 2, days_ago=1, state=State.UNVERIFIED)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/statistics").page

    assert text_of(page.select_one("main .lede")) == (
        "4 sign-ups · On the waitlist 1 · Confirmed 3. "
        "2 more have not confirmed the address yet."
    )


def test_bars_show_shares_of_all_and_who_has_no_sector(client, sign_in, event):
    ada = make_person(make_company(sector=make_sector("metal", en="Metal")))
    people(event, 1, days_ago=2, person_id=ada.id)
    people(event, 3, days_ago=2)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/statistics").page

    heading = "Sectors of those with a confirmed seat"
    [drawn] = [t for t in page.select("table") if text_of(t.caption) == heading]
    assert [row[::2] for row in table(page, heading)] == [
        ["sector not known to us", "3"],
        ["Metal", "1"],
    ]
    assert [rect["width"] for rect in drawn.select("rect")] == ["75", "25"]
