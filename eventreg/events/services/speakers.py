"""Who speaks at an event: added, changed, put in order, taken away."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from eventreg import uploads
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError, Gone
from eventreg.events import queries
from eventreg.events.models import Event
from eventreg.events.programme import MOST_SPEAKERS, Speaker
from eventreg.events.services.editing import locked, tell

#: Longest side of a face in pixels: four times as large as it is shown.
LARGEST = 480


def add_speaker(
    event: Event,
    values: Mapping[str, Any],
    *,
    by: Actor,
    picture: uploads.Upload | None = None,
) -> Speaker:
    """One more speaker, after the others.

    :param values: by column; texts by language.
    :raises DomainError: there are too many.
    """
    event = locked(event)
    others = queries.speakers(event)
    if len(others) >= MOST_SPEAKERS:
        raise DomainError(_("These are as many as a page can show."))
    position = max((other.position for other in others), default=-1) + 1
    speaker = Speaker(event=event, position=position, picture=picture, **values)
    db.session.add(speaker)
    db.session.flush()
    tell(event, {f"speaker {speaker.key}": [None, "added"]}, by=by)
    return speaker


def edit_speaker(
    event: Event,
    key: str,
    values: Mapping[str, Any],
    *,
    by: Actor,
    picture: uploads.Upload | None = None,
    without_picture: bool = False,
) -> None:
    """Change what is said of a speaker.

    :param picture: ``None``: the old one stays, unless ``without_picture``.
    :raises Gone: somebody has removed the speaker.
    """
    event, speaker = _locked(event, key)
    changed = [name for name, new in values.items() if getattr(speaker, name) != new]
    for name in changed:
        setattr(speaker, name, values[name])
    if picture is not None or (without_picture and speaker.picture is not None):
        old, speaker.picture = speaker.picture, picture
        uploads.services.release(old)
        changed.append("picture")
    if changed:
        tell(event, {f"speaker {key}": [None, sorted(changed)]}, by=by)


def move_speaker(event: Event, key: str, *, up: bool, by: Actor) -> None:
    """Let a speaker change places with the one before, or after.

    :raises Gone: somebody has removed the speaker.
    """
    event, speaker = _locked(event, key)
    order = list(queries.speakers(event))
    place = order.index(speaker)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, each in enumerate(order):
        each.position = position
    tell(event, {f"speaker {key}": [place, other]}, by=by)


def remove_speaker(event: Event, key: str, *, by: Actor) -> None:
    """Take a speaker off the page, the picture too.

    :raises Gone: somebody was faster.
    """
    event, speaker = _locked(event, key)
    picture = speaker.picture
    tell(event, {f"speaker {key}": ["there", None]}, by=by)
    db.session.delete(speaker)
    uploads.services.release(picture)


def _locked(event: Event, key: str) -> tuple[Event, Speaker]:
    event = locked(event)
    speaker = queries.speaker(event, key)
    if speaker is None:
        raise Gone
    return event, speaker
