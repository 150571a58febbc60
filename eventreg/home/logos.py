"""The network's logo: drawn anew before anything else sees it."""

import io
import struct
import warnings
import zlib
from typing import IO

from flask_babel import gettext as _
from PIL import Image, ImageOps

from eventreg.errors import DomainError

#: Shown at most 64 px high; four times that is sharp on every screen and paper.
LARGEST = (1200, 256)
#: More points than any camera makes; a small file can unfold to far more.
MOST_POINTS = 30_000_000
FORMATS = ("PNG", "JPEG", "WEBP")

#: What Pillow raises for broken files differs by format.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error)


class NotAPicture(DomainError):
    """The file is no picture we can read, or a dangerous one."""

    def __init__(self) -> None:
        super().__init__(
            _("Choose a picture as PNG, JPEG or WebP of at most 30 megapixels")
        )


def redrawn(file: IO[bytes]) -> bytes:
    """The picture as a PNG of our own making, no larger than ``LARGEST``.

    Nothing of the file goes further but its points: no place, no comment, no
    second picture behind the first.

    :raises NotAPicture: see there.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as picture:
                _check_size(picture)
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (*_BROKEN, Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise NotAPicture from None
    upright.thumbnail(LARGEST)
    clean = Image.new("RGBA", upright.size)
    clean.paste(upright)
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _check_size(picture: Image.Image) -> None:
    # Known from the file's head, before a single point is unfolded.
    if picture.width * picture.height > MOST_POINTS:
        raise NotAPicture
