"""Reading a form with files: what is no file stays small, and no file lies there whole
that is too large anyway.
"""

import io
import tempfile
from collections.abc import Callable
from typing import IO, Any

from werkzeug.exceptions import RequestEntityTooLarge

#: Of one file, as it is handed over.
LARGEST_FILE = 10 * 1024**2
#: Smaller ones never touch the disk.
_IN_MEMORY = 500 * 1024
#: Read and not yet sorted into words and files.
_UNDER_WAY = 256 * 1024


class CutOffFile(tempfile.SpooledTemporaryFile[bytes]):
    """A file as it comes in; of one that is too large only what shows that it is."""

    def __init__(self, note: Callable[[int], None]) -> None:
        super().__init__(max_size=_IN_MEMORY, mode="w+b")
        self._note, self._kept = note, 0

    def write(self, data: Any) -> int:
        self._note(len(data))
        kept = data[: LARGEST_FILE + 1 - self._kept]
        self._kept += len(kept)
        super().write(kept)
        return len(data)


class CountedStream(io.RawIOBase):
    """A request as it is read; it ends where its words have become too many.

    :param most_words: how many bytes may be no file.
    """

    def __init__(self, stream: IO[bytes], most_words: int) -> None:
        self._stream = stream
        self._left = most_words + _UNDER_WAY

    def of_file(self, count: int) -> None:
        """``count`` of the bytes that were read belong to a file."""
        self._left += count

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise RequestEntityTooLarge
        return data
