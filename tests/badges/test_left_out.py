"""What finds no room: named by its field and counted, position and country first."""

from dataclasses import replace

import pytest

from eventreg.badges import queries
from eventreg.badges.composition import compose
from eventreg.badges.frames import frame_of
from eventreg.documents.labels import stocks
from eventreg.events.questions.states import QuestionKind
from eventreg.registrations.states import State
from tests.badges.people import make_badge, thousand
from tests.factories import (
    make_answer,
    make_design,
    make_event,
    make_question,
    make_registration,
)

#: Long words that no band has room for.
POSITION = "Head of everything " * 10
FIELDS = ["position", "country", "company", "title", "answer:table"]
TABLE, STOCK = "Table 12", "Avery Zweckform L4785 (also L4784 L4786 L4787)"


@pytest.fixture
def event(app):
    event = make_event(title="Network evening")
    make_design(event, fields=FIELDS)
    table = make_question(event, QuestionKind.SHORT_TEXT, "Your table", key="table")
    for count, position in enumerate((POSITION, POSITION, "")):
        who = make_registration(
            event,
            State.CONFIRMED,
            title="Prof. Dr.",
            given_name="Maria Magdalena",
            family_name="Bartholdy",
            company="Acme",
            country="TR",
            position=position,
            email=f"a{count}@example.org",
        )
        make_answer(who, table, TABLE if position else TABLE * 20)
    return event


@pytest.mark.parametrize("look", ["calm", "bold", "official"])
@pytest.mark.parametrize(
    ("name", "most"), [(STOCK, 0), ("DURABLE 1453-02", 0), ("Brother 29x90", 3)]
)
def test_the_answer_comes_where_position_and_country_find_no_room(look, name, most):
    frame = frame_of(look, stocks()[name], logos=2)
    badges = [
        replace(
            badge,
            role_word="Delegation / Delegation / Heyet",
            details=(POSITION, "Bosnien und Herzegowina", TABLE),
        )
        for badge in thousand()[::40]
    ]

    made = [compose(badge, frame) for badge in badges]

    assert sum(TABLE in each.left_out for each in made) <= most
    assert all(POSITION in each.left_out for each in made)


def test_of_two_details_the_first_goes_first():
    frame = frame_of("calm", stocks()["DURABLE 1445-02"])
    badge = make_badge(title="Prof.", company="Acme", details=(POSITION, "Türkiye"))

    made = compose(badge, frame)
    texts = [line.text for line in (*made.lines, made.added) if line]

    assert made.left_out == (POSITION,)
    assert "Türkiye" in texts


def test_on_a_flat_label_details_stand_beside_the_company():
    frame = frame_of("calm", stocks()["Brother 29x90"])
    badge = make_badge(company="Acme", details=(POSITION, "Türkiye", TABLE))

    made = compose(badge, frame)

    assert [line.text for line in made.lines if line.kind == "company"] == [
        "Acme · Türkiye · Table 12"
    ]
    assert (made.left_out, made.is_too_small) == ((POSITION,), False)


def test_a_company_with_details_is_never_too_small_for_them():
    frame = frame_of("calm", stocks()["Brother 29x90"])
    badge = make_badge(company="Acme " * 9, details=("Türkiye " * 3, TABLE))

    made = compose(badge, frame)

    assert made.left_out == badge.details
    assert [line.kind for line in made.lines] == ["name", "second", "company"]


def test_a_badge_says_of_each_detail_which_field_it_is(event):
    badges = queries.badges_of(event, queries.design_of(event))

    assert sorted(own.fields for own in badges) == [
        ("country", "answer:table"),
        *[("position", "country", "answer:table")] * 2,
    ]


@pytest.mark.parametrize("path", ["", "/design"])
def test_what_is_left_out_is_named_and_counted(client, sign_in, event, path):
    sign_in("office")

    address = f"/manage/events/{event.slug}/badges{path}?stock=DURABLE+1445-02"
    page = client.get(address).page

    [told] = [each for each in page.select(".flash") if "Left out" in each.text]
    assert [each.text for each in told.select("li")] == [
        "Position, on 2 badges",
        "Country, on 1 badge",
        "Your table, on 1 badge",
    ]


def test_badges_that_leave_nothing_out_say_nothing_of_it(client, sign_in, app):
    event = make_event()
    make_design(event, fields=FIELDS)
    make_registration(event, State.CONFIRMED, position="Head", country="TR")
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/badges").page

    assert "Left out" not in page.main.text
