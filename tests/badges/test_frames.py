"""Where things stand on each face: inside it, and nothing on anything else."""

import pytest

from eventreg.badges.frames import LOOKS, Area, frame_of
from eventreg.documents.labels import stocks

ALL = [
    pytest.param(look, stock, has_logo, id=f"{look}-{stock.name}-{has_logo}")
    for look in LOOKS
    for stock in stocks().values()
    for has_logo in (False, True)
]


def overlap(one: Area, other: Area) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.01 and down > 0.01


@pytest.mark.parametrize(("look", "stock", "has_logo"), ALL)
def test_everything_lies_on_the_face(look, stock, has_logo):
    frame = frame_of(look, stock, has_logo=has_logo)

    areas = [frame.names, frame.band, frame.code, *frame.logos]
    areas += [frame.event] if frame.event else []
    for area in areas:
        assert area.left >= 0
        assert area.top >= 0
        assert area.right <= frame.width + 0.001
        assert area.bottom <= frame.height + 0.001


@pytest.mark.parametrize(("look", "stock", "has_logo"), ALL)
def test_names_touch_neither_code_nor_band_nor_logo(look, stock, has_logo):
    frame = frame_of(look, stock, has_logo=has_logo)

    others = [frame.band, frame.code, *frame.logos]
    others += [frame.event] if frame.event else []
    assert [area for area in others if overlap(frame.names, area)] == []


@pytest.mark.parametrize(("look", "stock", "has_logo"), ALL)
def test_a_module_of_the_code_is_whole_dots_of_a_label_printer(look, stock, has_logo):
    frame = frame_of(look, stock, has_logo=has_logo)

    module = frame.code.width / 37
    assert module in {0.5, 0.625}
    assert module / 25.4 * 203 == pytest.approx(round(module / 25.4 * 203), abs=0.01)


@pytest.mark.parametrize("look", LOOKS)
def test_what_hangs_on_a_ribbon_keeps_its_hole_free(look):
    frame = frame_of(look, stocks()["A6 hanging"], has_logo=True)

    assert min(area.top for area in (frame.names, *frame.logos)) >= 15
