"""What events tell later rooms; whoever subscribes runs in the same transaction.

Each is sent with the event as sender and ``by``; an error of a subscriber
undoes the change.
"""

from blinker import Namespace

_events = Namespace()

#: Something of the event changed: ``changes`` by column, old and new.
event_changed = _events.signal("event-changed")
#: A running event got another start, end or time zone: ``changes`` as above.
event_moved = _events.signal("event-moved")
#: The same, or another place, for which staff wrote ``words`` to the people.
event_postponed = _events.signal("event-postponed")
#: It was called off: ``reason`` for the letters, by language; often empty.
event_cancelled = _events.signal("event-cancelled")
#: A draft was made after it: ``copy``, and ``pools``, the copy's by the id of the
#: original's. Whatever a later room keeps of an event it copies here.
event_copied = _events.signal("event-copied")
#: Its questions are there too: ``copy``, and ``keys``, theirs by those of the
#: original's. What names questions is copied here; others may run before them.
questions_copied = _events.signal("questions-copied")
#: A pool has more seats than before: ``pool``.
capacity_raised = _events.signal("capacity-raised")
#: A question is taken away with all its answers: ``question``. Files and places
#: that people have by it go too.
question_removed = _events.signal("question-removed")

__all__ = [
    "capacity_raised",
    "event_cancelled",
    "event_changed",
    "event_copied",
    "event_moved",
    "event_postponed",
    "question_removed",
    "questions_copied",
]
