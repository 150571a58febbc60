"""Fields that are chosen for badges come, also beside a logo and on low cards."""

from dataclasses import replace

import pytest

from eventreg.badges.composition import compose
from eventreg.badges.designs import Design
from eventreg.badges.frames import LOOKS, frame_of
from eventreg.badges.lines import DETAIL_FLOOR, POINTS_PER_MM
from eventreg.badges.sheet import sheet_pdf
from eventreg.documents.labels import stocks
from tests.badges.people import make_badge, thousand
from tests.documents.pdf_reader import open_pdf, text_of

DETAILS = ("Head of Department", "Germany")
#: Cards on which half of the people had no room for details beside a logo.
LOW = ("DURABLE 1445-02", "HERMA 4412", "CR80 card", "Dymo 99014")
LOOKS_ON_LOW = [(look, name) for look in LOOKS for name in LOW]


def people():
    return [replace(badge, details=DETAILS) for badge in thousand()[::17]]


def composed(look, name, badges):
    frame = frame_of(look, stocks()[name], logos=2)
    return frame, [compose(badge, frame) for badge in badges]


@pytest.mark.parametrize(("look", "name"), LOOKS_ON_LOW)
def test_nobody_goes_without_what_was_chosen(look, name):
    _frame, made = composed(look, name, people())

    assert [each.left_out for each in made if each.left_out] == []


@pytest.mark.parametrize("look", LOOKS)
def test_the_event_still_stands_there(look):
    _frame, made = composed(look, "DURABLE 1445-02", people())

    assert [each.is_event_left_out for each in made].count(True) == 0


@pytest.mark.parametrize("look", LOOKS)
def test_few_names_are_too_small_beside_a_logo(look):
    _frame, made = composed(look, "DURABLE 1445-02", people())

    assert [each.is_too_small for each in made].count(True) <= 1


@pytest.mark.parametrize(("look", "name"), LOOKS_ON_LOW)
def test_lines_in_the_band_stand_one_below_the_other_in_it(look, name):
    frame, made = composed(look, name, people())
    height = frame.band.height * POINTS_PER_MM

    for each in made:
        event = each.event if frame.event is None else None
        lines = [line for line in (each.role, event, each.added) if line]
        ends = 0.0
        for line in lines:
            first = line.drop + line.start
            assert first - line.fit.ascent >= ends - 0.5
            ends = first - line.fit.ascent + line.fit.height
        assert ends <= height + 0.5


def test_details_in_the_band_can_be_read_and_are_printed():
    badge = make_badge(
        title="Prof. Dr.",
        given_name="Maximiliane",
        family_name="Wagenknecht",
        company="Deutsches Forschungszentrum",
        details=DETAILS,
    )

    _frame, [made] = composed("official", "DURABLE 1445-02", [badge])

    assert made.added is not None
    assert made.added.text == "Head of Department · Germany"
    assert made.added.fit.size >= DETAIL_FLOOR


def test_what_stands_in_the_band_is_on_the_paper(app):
    stock = stocks()["DURABLE 1453-02"]
    badges = [
        badge for badge in people() if compose(badge, frame_of("calm", stock)).added
    ]

    pdf = open_pdf(
        sheet_pdf(
            badges[:3],
            stock,
            title="Badges",
            language="en",
            public_url="https://events.example.org",
            design=Design(),
        )
    )

    assert text_of(pdf[0]).count("Head of Department") == 3


@pytest.mark.parametrize("look", LOOKS)
def test_no_line_begins_or_ends_with_the_dot_between_two_details(look):
    made = [each for name in LOW for each in composed(look, name, people())[1]]
    details = [
        line
        for each in made
        for text in (*each.lines, each.added)
        if text and text.kind in {"detail", "added"}
        for line in text.fit.lines
    ]

    assert any("·" in line for line in details)
    assert [line for line in details if line != line.strip(" ·")] == []


def test_the_role_gets_smaller_before_the_event_is_left_out():
    badge = make_badge(role_word="Speaker")
    frame = frame_of("calm", stocks()["DURABLE 1453-02"])

    made = compose(badge, frame)

    assert made.event is not None
    assert made.role.fit.size == 14


def test_a_role_stays_large_where_no_size_of_it_helps_the_event():
    frame = frame_of("calm", stocks()["HERMA 4412"])
    title = "Long title of an event that has no end " * 6

    large = compose(make_badge(event=""), frame)
    beside = compose(make_badge(event=title), frame)

    assert beside.is_event_left_out
    assert beside.role.fit.size == large.role.fit.size
