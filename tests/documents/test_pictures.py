"""Pages look as they did when somebody last looked at them."""

import pytest
from PIL import Image

from tests.documents.stored_pictures import NAMES, difference, drawn, stored

#: Edges of letters differ a little from one version of the renderer to the next.
TOLERANCE = 0.8


@pytest.mark.every_case
@pytest.mark.parametrize("name", NAMES)
def test_a_page_looks_as_it_did(app, name):
    assert difference(drawn(name), stored(name)) < TOLERANCE


def test_a_badge_that_has_moved_is_noticed():
    picture = stored(NAMES[0])
    moved = Image.new("L", picture.size, 255)
    moved.paste(picture, (2, 0))

    assert difference(picture, moved) > TOLERANCE
