"""The sign "no photos", and the role that stands beside it."""

import pytest

from eventreg.badges.composition import compose
from eventreg.badges.frames import LOOKS, frame_of
from eventreg.documents.labels import Stock, stocks
from tests.badges.people import make_badge

SMALL = Stock("Own", "single", 60, 40, 1, 1, 0, 0, 60, 40, "60x40")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("stock", [SMALL, stocks()["HERMA 4412"]], ids=["own", "HERMA"])
@pytest.mark.parametrize("word", ["Guest", "Gast / Konuk"])
def test_the_role_is_as_large_with_the_sign_as_without(look, stock, word):
    frame = frame_of(look, stock, logos=2, marks_photos=True)

    sizes = {
        compose(make_badge(role_word=word, no_photos=signed), frame).role.fit.size
        for signed in (False, True)
    }

    assert len(sizes) == 1
    assert min(sizes) >= 10


def test_the_sign_takes_little_of_the_band():
    calm = frame_of("calm", SMALL)

    badge = make_badge(role_word="Gast / Konuk", no_photos=True)

    assert calm.mark == 5.5
    assert compose(badge, calm).role.fit.size >= 12
