"""Whether the content of a file is of the type that its name says."""

import io
import re
import zipfile
from collections.abc import Callable

from eventreg.uploads.limits import FILE_TYPES

#: No text holds these; a file of another type nearly always does.
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
#: Macros run when the file is opened.
_MACROS = "vbaproject.bin"


def _is_pdf(body: bytes) -> bool:
    return body.startswith(b"%PDF-") and b"%%EOF" in body[-2048:]


def _is_office(folder: str) -> Callable[[bytes], bool]:
    def check(body: bytes) -> bool:
        names = [name.lower() for name in _zip_of(body).namelist()]
        has_parts = any(name.startswith(f"{folder}/") for name in names)
        has_macros = any(name.endswith(_MACROS) for name in names)
        return "[content_types].xml" in names and has_parts and not has_macros

    return check


def _is_open_document(ending: str) -> Callable[[bytes], bool]:
    def check(body: bytes) -> bool:
        with _zip_of(body).open("mimetype") as said:
            return said.read(100).strip() == FILE_TYPES[ending].encode()

    return check


def _zip_of(body: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(body))


def _is_text(body: bytes) -> bool:
    return not _NO_TEXT.search(_decoded(body))


def _decoded(body: bytes) -> str:
    """Text as people's programs write it, Windows' own encoding included."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252")


_CHECKS: dict[str, Callable[[bytes], bool]] = {
    "pdf": _is_pdf,
    "docx": _is_office("word"),
    "xlsx": _is_office("xl"),
    "pptx": _is_office("ppt"),
    "odt": _is_open_document("odt"),
    "ods": _is_open_document("ods"),
    "txt": _is_text,
    "csv": _is_text,
}


def is_what_it_says(body: bytes, ending: str) -> bool:
    """Whether ``body`` reads as a file with this ``ending``, one of FILE_TYPES."""
    try:
        return _CHECKS[ending](body)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError):
        return False
