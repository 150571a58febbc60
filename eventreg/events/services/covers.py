"""The picture that stands above an event's page."""

from collections.abc import Mapping

from eventreg import uploads
from eventreg.audit.actors import Actor
from eventreg.events.models import Event
from eventreg.events.services.editing import Changes, locked, tell

#: Longest side in pixels: as wide as the page, and as a phone is.
LARGEST, SMALL = 1600, 640


def set_cover(
    event: Event, picture: uploads.Upload | None, alts: Mapping[str, str], *, by: Actor
) -> None:
    """Give ``event`` another picture, or other words for the one it has.

    :param picture: ``None``: the old one stays.
    :param alts: what it shows, by language.
    """
    event = locked(event)
    changes: Changes = {}
    for text in event.texts:
        alt = alts.get(text.language, text.cover_alt)
        if alt != text.cover_alt:
            changes[f"cover_alt {text.language}"] = [text.cover_alt, alt]
            text.cover_alt = alt
            text.fits_now("cover_alt")
    if picture is not None:
        before = event.cover
        _replace(event, picture, uploads.services.smaller(picture, SMALL))
        changes["cover"] = [before and before.name, picture.name]
    if changes:
        tell(event, changes, by=by)


def remove_cover(event: Event, *, by: Actor) -> None:
    """Show ``event`` without a picture; the words for it stay for another time."""
    event = locked(event)
    if event.cover is None:
        return
    changes: Changes = {"cover": [event.cover.name, None]}
    _replace(event, None, None)
    tell(event, changes, by=by)


def _replace(
    event: Event, picture: uploads.Upload | None, small: uploads.Upload | None
) -> None:
    # A copy of the event may show the same picture and keeps it.
    before = (event.cover, event.small_cover)
    event.cover, event.small_cover = picture, small
    for old in before:
        uploads.services.release(old)
