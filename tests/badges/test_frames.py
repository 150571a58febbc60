"""Where things stand on each face: inside it, and nothing on anything else."""

from dataclasses import replace

import pytest

from eventreg.badges.frames import LOOKS, Area, frame_of, shown_logos
from eventreg.documents.labels import stocks

ALL = [
    pytest.param(look, stock, logos, id=f"{look}-{stock.name}-{logos}")
    for look in LOOKS
    for stock in stocks().values()
    for logos in (0, 1, 2)
]


def overlap(one: Area, other: Area) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.01 and down > 0.01


@pytest.mark.parametrize(("look", "stock", "logos"), ALL)
def test_everything_lies_on_the_face(look, stock, logos):
    frame = frame_of(look, stock, logos=logos)

    areas = [frame.names, frame.band, frame.code, *frame.logos]
    areas += [frame.event] if frame.event else []
    for area in areas:
        assert area.left >= 0
        assert area.top >= 0
        assert area.right <= frame.width + 0.001
        assert area.bottom <= frame.height + 0.001


@pytest.mark.parametrize(("look", "stock", "logos"), ALL)
def test_names_touch_neither_code_nor_band_nor_logo(look, stock, logos):
    frame = frame_of(look, stock, logos=logos)

    others = [frame.band, frame.code, *frame.logos]
    others += [frame.event] if frame.event else []
    assert [area for area in others if overlap(frame.names, area)] == []


@pytest.mark.parametrize(("look", "stock", "logos"), ALL)
def test_a_module_of_the_code_is_whole_dots_of_a_label_printer(look, stock, logos):
    frame = frame_of(look, stock, logos=logos)

    module = frame.code.width / 37
    assert module in {0.5, 0.625}
    assert module / 25.4 * 203 == pytest.approx(round(module / 25.4 * 203), abs=0.01)


@pytest.mark.parametrize("look", LOOKS)
def test_what_hangs_on_a_ribbon_keeps_its_hole_free(look):
    frame = frame_of(look, stocks()["A6 hanging"], logos=2)

    assert min(area.top for area in (frame.names, *frame.logos)) >= 15


@pytest.mark.parametrize(("look", "stock", "logos"), ALL)
def test_every_logo_of_a_look_finds_room_on_every_card(look, stock, logos):
    frame = frame_of(look, stock, logos=logos)

    assert len(frame.logos) == shown_logos(look, logos)
    for area in frame.logos:
        others = [frame.band, frame.code, *(a for a in frame.logos if a is not area)]
        others += [frame.event] if frame.event else []
        assert (area.width >= 12, area.height >= 5) == (True, True)
        assert [other for other in others if overlap(area, other)] == []


def test_the_smallest_own_cards_have_no_room_for_logos():
    tiny = replace(stocks()["Brother 29x90"], width=29, height=60)

    assert frame_of("official", tiny, logos=2).logos == ()


@pytest.mark.parametrize("name", ["HERMA 4412", "A6 landscape"])
def test_the_event_has_the_room_of_a_logo_that_is_missing(name):
    both, one, none = (
        frame_of("official", stocks()[name], logos=logos).event for logos in (2, 1, 0)
    )

    assert both.left == one.left
    assert one.right == pytest.approx(both.right + both.left - 4, abs=8)
    assert one.width > both.width * 1.3
    assert none is None or none.width > one.width
