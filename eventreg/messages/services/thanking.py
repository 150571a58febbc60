"""The day after, those who came are thanked; each once."""

from eventreg import clock
from eventreg.events.models import Event
from eventreg.messages import queries, rules
from eventreg.messages.letters import thanks as letters
from eventreg.messages.services.reminding import AT_ONCE
from eventreg.registrations import seats


def thank(event: Event) -> int:
    """Write to those who came and have not been thanked; how many, 100 at most."""
    event, now = seats.locked_event(event.id), clock.now()
    if not queries.sends_thanks(event) or not rules.is_time_for_thanks(event, now):
        return 0
    written = queries.keys_of(event, "thanks")
    due = [
        each
        for each in queries.came_before(event, now - rules.JUST_TICKED)
        if letters.thanks_key(each, event) not in written and each.written_to.email
    ]
    for each in due[:AT_ONCE]:
        letters.thanks(each)
    return len(due[:AT_ONCE])
