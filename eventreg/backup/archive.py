"""The file of a backup: a zip of one JSON-lines file per table, and uploads.

The same for both databases, so that a backup of one can be restored on the other.
"""

import contextlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

#: Raised when the file's shape changes; a newer one is refused.
FORMAT = 1
MANIFEST = "manifest.json"

#: Folders of an instance that belong to its data. Keys and backups do not.
FOLDERS = ("uploads", "documents")


class BadBackup(Exception):
    """This cannot be restored; ``str(error)`` says why."""


@contextlib.contextmanager
def create(path: Path) -> Iterator[zipfile.ZipFile]:
    """A new file, for its owner only, which bears its name once it is whole."""
    part = path.with_name(path.name + ".part")
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            os.fdopen(handle, "w+b") as file,
            zipfile.ZipFile(
                file, "w", zipfile.ZIP_DEFLATED, compresslevel=3
            ) as archive,
        ):
            yield archive
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_rows(
    archive: zipfile.ZipFile, table: str, rows: Iterable[dict[str, Any]]
) -> int:
    """Write the rows of a table; how many there were."""
    count = 0
    with archive.open(f"tables/{table}.jsonl", "w", force_zip64=True) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def write_files(archive: zipfile.ZipFile, instance: Path) -> None:
    """Write what was uploaded and made; a file that goes meanwhile is left out."""
    for folder in FOLDERS:
        for path in sorted((instance / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                with contextlib.suppress(FileNotFoundError):
                    archive.write(path, f"files/{path.relative_to(instance)}")


def write_manifest(
    archive: zipfile.ZipFile, *, revision: str, made_at: str, rows: dict[str, int]
) -> None:
    """Write what is in the file; last, so that a file with one is whole."""
    content = {"format": FORMAT, "revision": revision, "made_at": made_at, "rows": rows}
    archive.writestr(MANIFEST, json.dumps(content, indent=1))


@contextlib.contextmanager
def read(path: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """The file and its manifest, after every byte has been looked at.

    :raises BadBackup: it is no backup, or damaged, or from a newer version.
    """
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise BadBackup(f"There is no file {path}.") from None
    except (OSError, zipfile.BadZipFile):
        raise BadBackup(f"{path} is no backup, or it was cut off.") from None
    with archive:
        yield archive, _checked_manifest(archive, path)


def _checked_manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    damaged = BadBackup(f"{path} is damaged.")
    try:
        if archive.testzip() is not None:
            raise damaged
        manifest = json.loads(archive.read(MANIFEST))
        counts = dict(manifest["rows"])
        tables = {f"tables/{table}.jsonl" for table in counts}
    except (KeyError, TypeError, ValueError, OSError, zipfile.BadZipFile):
        raise damaged from None
    except Exception as error:  # zlib has an error of its own for broken data
        raise damaged from error
    if manifest.get("format") != FORMAT:
        raise BadBackup(f"{path} was made by another version of this program.")
    for name in set(archive.namelist()) - tables - {MANIFEST}:
        _file_name(name, damaged)
    if not tables <= set(archive.namelist()):
        raise damaged
    return dict(manifest)


def read_rows(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The rows of a table, in the order in which they were written."""
    for line in file:
        yield json.loads(line)


def unpack_files(archive: zipfile.ZipFile, instance: Path) -> set[Path]:
    """Put all files where they were, each whole or not at all; which they are."""
    written = set()
    for name in archive.namelist():
        if name.startswith("files/"):
            path = instance / _file_name(name, BadBackup(f"{name} has no place."))
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = path.with_name(path.name + ".part")
            part.touch(mode=0o600)
            part.write_bytes(archive.read(name))
            part.replace(path)
            written.add(path)
    return written


def _file_name(name: str, wrong: BadBackup) -> PurePosixPath:
    """Where in an instance ``files/…`` belongs, and never outside of it."""
    parts = PurePosixPath(name).parts
    if len(parts) < 3 or parts[0] != "files" or parts[1] not in FOLDERS:
        raise wrong
    if ".." in parts:
        raise wrong
    return PurePosixPath(*parts[1:])
