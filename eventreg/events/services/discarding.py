"""Taking away a draft that nobody has ever seen."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from eventreg import uploads
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events import lookups, queries
from eventreg.events.models import Event
from eventreg.events.services.editing import locked
from eventreg.events.states import EventState


class CannotBeDiscarded(DomainError):
    """The event has been public, or somebody stands on its list."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Only a draft for which nobody is registered can be discarded. "
                "Cancel the event instead."
            )
        )


def discard(event: Event, *, by: Actor) -> None:
    """Take a draft away with all its parts, for good.

    :raises CannotBeDiscarded: see there.
    """
    event = locked(event)
    if event.state is not EventState.DRAFT or any(lookups.counts(event).values()):
        raise CannotBeDiscarded
    faces = [speaker.picture for speaker in queries.speakers(event)]
    pictures = {event.cover, event.small_cover, *faces}
    record("event.discarded", event.slug, by=by)
    try:
        with db.session.begin_nested():
            db.session.delete(event)
    except IntegrityError:
        # A registration that counts nowhere, like one that is out.
        raise CannotBeDiscarded from None
    for picture in pictures:
        uploads.services.release(picture)
