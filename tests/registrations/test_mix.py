"""The mix beside the inbox: who has a seat, and who would with the marked ones."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.events.questions.states import Audience, QuestionKind
from eventreg.registrations import services
from eventreg.registrations.queries import inbox, mix
from eventreg.registrations.queries.mix import Side, mixes
from eventreg.registrations.states import State
from tests.factories import (
    make_answer,
    make_company,
    make_event,
    make_party,
    make_person,
    make_question,
    make_registration,
    make_sector,
    pool_named,
)
from tests.house import count_queries, text_of


@pytest.fixture
def trip(app):
    return make_event(
        title="Trip", capacity=10, needs_approval=True, contingents={"Science": 4}
    )


def of_company(event, state, sector, staff="10-49", **columns):
    person = make_person(make_company(sector=sector, staff=staff))
    return make_registration(event, state, person_id=person.id, **columns)


def numbers(bars):
    return [(bar.key, bar.now, bar.after) for bar in bars]


def test_each_side_counts_seats_and_the_marked_ones(trip):
    metal, wood = make_sector("metal"), make_sector("wood")
    of_company(trip, State.CONFIRMED, metal, country="TR")
    of_company(trip, State.OFFERED, wood, "250+", country="DE")
    ada = of_company(trip, State.PENDING, metal, country="TR")
    of_company(trip, State.PENDING, metal, country="TR")

    [found] = mixes(inbox(), {ada.reference})

    assert numbers(found.sides[Side.SECTOR]) == [
        (str(metal.id), 1, 2),
        (str(wood.id), 1, 1),
    ]
    assert numbers(found.sides[Side.SIZE]) == [("10-49", 1, 2), ("250+", 1, 1)]
    assert numbers(found.sides[Side.REGION]) == [("TR", 1, 2), ("DE", 1, 1)]
    assert numbers(found.sides[Side.FIRST_TIME]) == [("yes", 2, 3)]


def test_who_has_no_sector_counts_too_and_bars_show_shares_of_all(trip):
    metal = make_sector("metal")
    of_company(trip, State.CONFIRMED, metal)
    make_registration(trip, State.CONFIRMED)
    make_registration(trip, State.CONFIRMED)
    ada = of_company(trip, State.PENDING, metal)

    [found] = mixes(inbox(), {ada.reference})

    bars = found.sides[Side.SECTOR]
    assert numbers(bars) == [(str(metal.id), 1, 2), ("", 2, 2)]
    assert [(bar.now_percent, bar.after_percent) for bar in bars] == [
        (25, 50),
        (50, 50),
    ]


def test_where_no_sector_is_known_none_is_drawn(trip):
    make_registration(trip, State.PENDING)

    [found] = mixes(inbox(), ())

    assert Side.SECTOR not in found.sides


def test_pools_are_drawn_against_their_seats(trip):
    science = pool_named(trip, "Science")
    make_registration(trip, pools=[science])
    ada = make_registration(trip, State.PENDING, pools=[science])

    [found] = mixes(inbox(), {ada.reference})

    assert [(b.now, b.after, b.capacity) for _pool, b in found.pools] == [
        (1, 2, 10),
        (1, 2, 4),
    ]
    assert [(b.now_percent, b.after_percent) for _pool, b in found.pools] == [
        (10, 20),
        (25, 50),
    ]


def test_a_party_that_comes_together_counts_everybody(trip):
    lead, *_others = make_party(trip, State.PENDING, 3, together=True)

    [found] = mixes(inbox(), {lead.reference})

    assert [b.after for _pool, b in found.pools] == [3, 0]


@pytest.mark.parametrize("paused", [False, True], ids=["others first", "paused"])
def test_who_waits_behind_others_is_not_drawn_as_seated(client, sign_in, paused):
    sign_in("director")
    trip = make_event(
        capacity=2, needs_approval=True, only_together=True, line_paused=paused
    )
    make_party(trip, State.WAITLISTED, 3, together=True)
    ada = make_registration(trip, State.PENDING, country="TR")

    [found] = mixes(inbox(), {ada.reference})
    page = client.get(f"/manage/inbox?mark={ada.reference}").page

    assert [(bar.now, bar.after) for _pool, bar in found.pools] == [(0, 0)]
    assert (found.sides, found.held_up) == ({}, 1)
    assert "1 person is not counted: a yes puts them onto the waitlist." in text_of(
        page.select_one(".mix")
    )
    with write_tx():
        services.approve(ada, by=Actor(ActorKind.STAFF, "ole"))
    assert ada.state is State.WAITLISTED


def test_who_was_here_before_is_no_first_timer(trip):
    ada = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
    past = make_event(starts_in=timedelta(days=-9))
    make_registration(past, State.CONFIRMED, **ada)
    make_registration(trip, State.CONFIRMED, **ada)
    make_registration(trip, State.PENDING)

    [found] = mixes(inbox(), ())

    assert numbers(found.sides[Side.FIRST_TIME]) == [("yes", 0, 0)]


def test_of_a_crowd_only_the_pools_are_drawn(trip, monkeypatch):
    monkeypatch.setattr(mix, "MOST_COMPOSED", 0)
    make_registration(trip)
    make_registration(trip, State.PENDING, country="DE")

    [found] = mixes(inbox(), ())

    assert (found.sides, len(found.pools)) == ({}, 2)


def test_without_script_a_button_shows_the_mix_with_the_marked_ones(
    client, sign_in, trip
):
    sign_in("director")
    make_registration(trip, country="DE")
    ada, _ben = (
        make_registration(trip, State.PENDING, country="TR") for _name in ("Ada", "Ben")
    )

    answer = client.post(
        "/manage/inbox/many?sort=name", data={"act": "mix", "reference": ada.reference}
    )

    page = client.get(answer.location).page
    row = page.select_one(".mix tr:-soup-contains('Türkiye')")
    assert answer.location == f"/manage/inbox?sort=name&mark={ada.reference}"
    assert text_of(row) == "Türkiye 0 → 1"
    assert [box["value"] for box in page.select(".people__mark[checked]")] == [
        ada.reference
    ]
    assert ada.state is State.PENDING


def test_bars_that_nobody_makes_longer_are_hidden(client, sign_in, trip):
    sign_in("director")
    make_registration(trip, State.PENDING, country="TR")

    page = client.get("/manage/inbox").page

    hidden = [text_of(row.th) for row in page.select(".mix tr[hidden]")]
    assert hidden == ["Türkiye", "First time with us"]


def test_the_mix_asks_as_often_for_thirty_as_for_one(client, sign_in, trip):
    sign_in("director")
    sector = make_sector()
    of_company(trip, State.PENDING, sector)
    with count_queries() as one:
        client.get("/manage/inbox")
    for _number in range(29):
        of_company(trip, State.PENDING, sector)

    with count_queries() as thirty:
        client.get("/manage/inbox")

    assert len(thirty) == len(one)


def test_what_the_marked_rows_change_stands_beside_the_buttons(client, sign_in, trip):
    sign_in("director")
    science = pool_named(trip, "Science")
    for _number in range(4):
        make_registration(trip, pools=[science])
    ada = make_registration(trip, State.PENDING, pools=[science])
    make_registration(trip, State.PENDING)

    page = client.get(f"/manage/inbox?mark={ada.reference}").page

    line = page.select_one("#many [data-mix-line]")
    assert [text_of(part) for part in line.select("span")] == [
        "Seats 4 → 5 / 10",
        "Science 4 → 5 / 4",
    ]
    assert [text_of(part) for part in line.select(".many__over")] == [
        "Science 4 → 5 / 4"
    ]


def test_who_takes_over_a_seat_comes_instead_of_the_one_who_leaves(
    client, sign_in, trip
):
    sign_in("director")
    science, metal, wood = (
        pool_named(trip, "Science"),
        make_sector("metal"),
        make_sector("wood"),
    )
    old = of_company(trip, State.CONFIRMED, metal, country="DE", pools=[science])
    new = of_company(
        trip,
        State.PENDING,
        wood,
        "250+",
        country="TR",
        pools=[science],
        replaces_id=old.id,
    )

    [found] = mixes(inbox(), {new.reference})
    make_registration(trip, State.PENDING)
    page = client.get(f"/manage/inbox?mark={new.reference}").page

    assert [(b.now, b.after) for _pool, b in found.pools] == [(1, 1), (1, 1)]
    assert numbers(found.sides[Side.SECTOR]) == [
        (str(wood.id), 0, 1),
        (str(metal.id), 1, 0),
    ]
    assert numbers(found.sides[Side.SIZE]) == [("250+", 0, 1), ("10-49", 1, 0)]
    assert numbers(found.sides[Side.REGION]) == [("TR", 0, 1), ("DE", 1, 0)]
    germany = page.select_one(".mix tr:-soup-contains('Germany'):not([hidden])")
    assert text_of(germany) == "Germany 1 → 0"
    assert text_of(page.select_one("#many [data-mix-line]")) == (
        "Seats 1 → 1 / 10 Science 1 → 1 / 4"
    )
    kinds = page.select_one(f"#{new.reference}")["data-kinds"].split()
    longer, shorter = kinds[0], kinds[1]
    assert (longer, shorter) == ("mix-0-0-0", "-mix-0-0-0")


SIZES = ["Up to 9", "10 to 49", "250 and more"]


def test_answers_tell_where_the_company_is_not_known(client, sign_in, trip):
    sign_in("director")
    metal = make_sector("metal", en="Metal", de="Metall")
    sector, size = (
        make_question(
            trip,
            QuestionKind.ONE_OF,
            standard=standard,
            audience=Audience.ALL_STAFF,
            choices=choices,
        )
        for standard, choices in (("sector", ["Metall", "Fishing"]), ("size", SIZES))
    )
    of_company(trip, State.CONFIRMED, metal, "2-9")
    for said in (("Metall", "Up to 9"), ("Fishing", "10 to 49"), ("Metall", SIZES[2])):
        person = make_registration(trip)
        make_answer(person, sector, said[0])
        make_answer(person, size, said[1])
    make_registration(trip)
    make_registration(trip, State.PENDING)

    [found] = mixes(inbox(), ())
    page = client.get("/manage/inbox").page

    assert numbers(found.sides[Side.SECTOR]) == [
        (str(metal.id), 3, 3),
        ("Fishing", 1, 1),
        ("", 1, 1),
    ]
    assert numbers(found.sides[Side.SIZE]) == [
        ("1-9", 2, 2),
        ("10-49", 1, 1),
        ("250+", 1, 1),
    ]
    assert "sector not known to us 1 → 1" in text_of(page.select_one(".mix"))


def test_an_answer_that_not_all_staff_may_read_is_not_counted(trip):
    sector = make_question(
        trip, QuestionKind.ONE_OF, standard="sector", choices=["Metall"]
    )
    make_answer(make_registration(trip, State.PENDING), sector, "Metall")

    [found] = mixes(inbox(), ())

    assert Side.SECTOR not in found.sides
