"""Files that came with a form which was refused before any page could take them.

What was typed goes back to the browser and is sent once more; a file cannot be.
The name that it had goes along, so that its field says that it is missing.
"""

from collections.abc import Iterator
from typing import Any

from flask import request
from flask_babel import gettext as _

from eventreg.web.fields import squeeze

#: Behind the name of the field.
_LOST = "-lost"
LONGEST = 120


def lost() -> Iterator[tuple[str, str]]:
    """What to send along for each file of this request: a name, and the file's."""
    for name, file in request.files.items(multi=True):
        if called := _clean(file.filename):
            yield f"{name}{_LOST}", called


def lost_from(formdata: Any, name: str) -> str:
    """The file that the field ``name`` lost; empty: none."""
    return _clean(formdata.get(f"{name}{_LOST}")) if formdata else ""


def lost_words(name: str) -> str:
    """What to do about it; said once, so that the form can go without the file."""
    return _(
        "Your file “%(name)s” could not be kept. Choose it again, or send the form "
        "once more without it",
        name=name,
    )


def _clean(name: Any) -> str:
    return (squeeze(str(name or "")) or "")[:LONGEST]
