"""A file somebody has chosen, checked: its content, type and name."""

import io
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from eventreg.uploads import pictures
from eventreg.uploads.contents import is_what_it_says
from eventreg.uploads.errors import (
    EmptyFile,
    NotWhatItSays,
    TooLarge,
    TypeNotAllowed,
)
from eventreg.uploads.limits import (
    FILE_TYPES,
    LARGEST_SIDE,
    MOST_BYTES,
    PICTURE_ENDINGS,
)
from eventreg.uploads.models import JPEG, LONGEST_NAME
from eventreg.web.fields import squeeze

#: No file system and no header wants these in a name.
_ODD = re.compile(r'[\\/:*?"<>|]+')


@dataclass(frozen=True)
class Checked:
    """What may be kept; of pictures what we drew, and how large that is.

    Files that stay as they are wait where they came in, not in memory.
    """

    content: bytes | IO[bytes]
    name: str
    media_type: str
    size: tuple[int, int] | None = None

    @property
    def body(self) -> bytes:
        """All of it."""
        if isinstance(self.content, bytes):
            return self.content
        self.content.seek(0)
        return self.content.read()


def checked(
    file: IO[bytes],
    name: str | None,
    *,
    pictures_only: bool = False,
    largest: int = LARGEST_SIDE,
    most: int = MOST_BYTES,
) -> Checked:
    """The file in ``file``, called ``name`` by whoever hands it over.

    Pictures become JPEGs without what cameras write into them; other files stay
    as they are once their content has been held against their ending.

    :param largest: longest side of a picture, in pixels.
    :param most: how many bytes it may have; said before anything else about it.
    :raises BadFile: empty, too large, of another type, damaged or dangerous.
    """
    body = file.read(most + 1)
    if not body:
        raise EmptyFile
    if len(body) > most:
        raise TooLarge(most)
    ending = _ending(name)
    if pictures_only or ending in PICTURE_ENDINGS:
        drawn, size = pictures.as_jpeg(io.BytesIO(body), largest=largest)
        return Checked(drawn, shown_name(name, "jpg"), JPEG, size)
    if ending not in FILE_TYPES:
        raise TypeNotAllowed
    if not is_what_it_says(body, ending):
        raise NotWhatItSays(ending)
    return Checked(file, shown_name(name, ending), FILE_TYPES[ending])


def _ending(name: str | None) -> str:
    return PurePosixPath(squeeze(name) or "").suffix.lstrip(".").lower()


def shown_name(name: str | None, ending: str) -> str:
    """``name`` as pages show it: one line, no path, with the ``ending`` it has."""
    bare = re.split(r"[\\/]", squeeze(name) or "")[-1]
    stem = _ODD.sub(" ", PurePosixPath(bare).stem if bare else "").strip(" .")
    return f"{stem[: LONGEST_NAME - len(ending) - 1] or 'file'}.{ending}"
