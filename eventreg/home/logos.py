"""The network's logo: drawn anew before anything else sees it."""

import io
from typing import IO

from PIL import Image

from eventreg.uploads.errors import TooLarge
from eventreg.uploads.limits import MOST_BYTES
from eventreg.uploads.pictures import upright

#: Shown at most 64 px high; four times that is sharp on every screen and paper.
LARGEST = (1200, 256)


def redrawn(file: IO[bytes]) -> bytes:
    """The picture as a PNG of our own making, no larger than ``LARGEST``.

    Nothing of the file goes further but its points: no place, no comment, no
    second picture behind the first.

    :raises TooLarge: the file is.
    :raises NotAPicture: none that we can read, or a dangerous one.
    """
    if file.seek(0, io.SEEK_END) > MOST_BYTES:
        raise TooLarge
    file.seek(0)
    drawn = upright(file).convert("RGBA")
    drawn.thumbnail(LARGEST)
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()
