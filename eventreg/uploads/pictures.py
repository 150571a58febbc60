"""Pictures are drawn anew before anything else sees them."""

import io
import struct
import warnings
import zlib
from typing import IO

from PIL import Image, ImageOps

from eventreg.uploads.errors import DamagedPicture, NotAPicture
from eventreg.uploads.limits import LARGEST_SIDE, MOST_POINTS, PICTURE_FORMATS

#: What Pillow raises for broken files differs by format.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error)
_BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)
#: Good enough for a screen and for paper, at a tenth of the bytes.
_QUALITY = 85


def upright(file: IO[bytes], *, near: int | None = None) -> Image.Image:
    """The picture as it is to be looked at, unfolded and turned.

    :param near: the longest side needed, in pixels; a JPEG is then unfolded only
        as far as that takes.
    :raises NotAPicture: none that we read, or one with too many points.
    :raises DamagedPicture: its end is missing or broken.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(file, formats=PICTURE_FORMATS)
        except (*_BROKEN, *_BOMBS):
            raise NotAPicture from None
        # Known from the file's head, before a single point is unfolded.
        if picture.width * picture.height > MOST_POINTS:
            raise NotAPicture
        try:
            if near:
                picture.draft("RGB", (near, near))
            return ImageOps.exif_transpose(picture)
        except (*_BROKEN, *_BOMBS):
            raise DamagedPicture from None


def as_jpeg(
    file: IO[bytes], *, largest: int = LARGEST_SIDE
) -> tuple[bytes, tuple[int, int]]:
    """A JPEG of our own making, and its width and height.

    Nothing of the file goes further but its points: no place, no comment, no
    second picture behind the first. What was transparent becomes white.

    :param largest: longest side in pixels.
    """
    drawn = upright(file, near=largest)
    drawn = drawn.convert("RGBA" if drawn.has_transparency_data else "RGB")
    drawn.thumbnail((largest, largest))
    clean = Image.new("RGB", drawn.size, "white")
    clean.paste(drawn, mask=drawn.getchannel("A") if drawn.mode == "RGBA" else None)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue(), clean.size
