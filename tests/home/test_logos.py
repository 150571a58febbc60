"""Uploads are drawn anew before anything else sees them."""

import io

import pytest
from PIL import Image

from eventreg.home.logos import LARGEST, redrawn
from eventreg.uploads.errors import NotAPicture
from tests.factories.files import bomb, picture

pytestmark = pytest.mark.usefixtures("app")


def read(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_png_of_our_own(form):
    drawn = read(redrawn(io.BytesIO(picture(form=form))))

    assert (drawn.format, drawn.size) == ("PNG", (40, 20))


def test_a_large_picture_is_made_smaller_in_proportion():
    drawn = read(redrawn(io.BytesIO(picture(size=(4000, 1000)))))

    assert drawn.size == (1024, 256)
    assert drawn.size <= LARGEST


def test_what_is_hidden_in_a_picture_does_not_come_along():
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    file = picture(form="JPEG", exif=exif) + b"<script>alert(1)</script>"

    png = redrawn(io.BytesIO(file))

    assert b"taken at home" not in png
    assert b"script" not in png


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"%PDF-1.7",
        picture()[:60],
        picture(form="GIF", mode="P"),
        bomb(),
        picture(size=(6000, 5001), mode="1"),
        b"\0" * 1_000_000,
    ],
    ids=["empty", "head", "svg", "pdf", "cut", "gif", "bomb", "big", "zeros"],
)
def test_anything_else_is_refused(file):
    with pytest.raises(NotAPicture):
        redrawn(io.BytesIO(file))
