"""Keeping and removing files, in step with the database."""

from datetime import timedelta
from pathlib import Path

from eventreg import clock
from eventreg.database import db, if_rolled_back, once_committed
from eventreg.uploads import files, queries
from eventreg.uploads.checking import Checked
from eventreg.uploads.models import Upload, new_token
from eventreg.uploads.pictures import as_jpeg

#: So long an upload waits for the form that it was chosen in.
UNHELD = timedelta(days=7)
#: So long a file without a row may be one whose transaction is still open.
UNFINISHED = timedelta(hours=1)


def keep(file: Checked) -> Upload:
    """``file`` in the folder and in the database, or in neither.

    Written before the row is, so that no row is ever without its file; taken away
    again if the transaction comes to nothing.
    """
    token = new_token()
    path = files.path_of(token)
    if_rolled_back(lambda: path.unlink(missing_ok=True))
    body = file.body
    files.write(token, body)
    width, height = file.size or (None, None)
    upload = Upload(
        token=token,
        name=file.name,
        media_type=file.media_type,
        byte_count=len(body),
        width=width,
        height=height,
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def remove(upload: Upload) -> None:
    """Take ``upload`` away; its file goes once that stands."""
    path = files.path_of(upload.token)
    once_committed(lambda: path.unlink(missing_ok=True))
    db.session.delete(upload)


def release(upload: Upload | None) -> None:
    """What referred to ``upload`` has let go of it: take it away if nobody holds it."""
    db.session.flush()
    if upload is not None and queries.unheld(upload.token) is not None:
        remove(upload)


def smaller(upload: Upload, largest: int) -> Upload:
    """The picture once more, at most ``largest`` pixels long, for small screens.

    :raises FileNotFoundError: its file is gone.
    """
    with files.path_of(upload.token).open("rb") as file:
        body, size = as_jpeg(file, largest=largest)
    return keep(Checked(body, upload.name, upload.media_type, size))


def sweep() -> int:
    """Take away what was never used, and files that no row knows; how many."""
    unused = queries.unheld_since(clock.now() - UNHELD)
    for upload in unused:
        remove(upload)
    stray = _stray_files()
    for path in stray:
        path.unlink(missing_ok=True)
    return len(unused) + len(stray)


def _stray_files() -> list[Path]:
    too_old = (clock.now() - UNFINISHED).timestamp()
    known = queries.tokens()
    return [path for path in files.older_than(too_old) if path.name not in known]
