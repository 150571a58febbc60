"""An event that is moved, as staff do it."""

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.events import services as events

OLE = Actor(ActorKind.STAFF, "ole")


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def postpone(event, by, **options):
    """Move its beginning and its end by as much."""
    values = {
        "starts_local": event.starts_local + by,
        "ends_local": event.ends_local + by,
    }
    return do(events.postpone, event, values, by=OLE, **options)
