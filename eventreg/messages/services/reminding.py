"""Reminders: which an event sends, and writing those that are due.

Each looks under the event's lock, under which people move, so that nobody is
reminded of what has just ended; and each letter has a key, so that none goes twice.
"""

from collections.abc import Collection
from itertools import islice
from typing import Any

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.states import RUNNING
from eventreg.messages import queries, rules
from eventreg.messages.letters import reminders as letters
from eventreg.messages.models import ReminderChoice
from eventreg.messages.rules import Before
from eventreg.people.names import full_name
from eventreg.registrations import rules as line_rules
from eventreg.registrations import seats
from eventreg.registrations.letters.asking import asked_each
from eventreg.registrations.letters.reaching import Reach
from eventreg.registrations.queries import party_of
from eventreg.registrations.services import can_confirm_until, could_confirm_from

#: So many letters are written in one transaction; others wait for its lock.
AT_ONCE = 100


def choose_reminders(
    event: Event, wanted: Collection[Before], *, thanks: bool, by: Actor
) -> None:
    """From now on ``event`` sends these reminders of its date, and thanks or not."""
    event = seats.locked_event(event.id)
    old, thanked = queries.chosen(event), queries.sends_thanks(event)
    _write(event, wanted, thanks=thanks)
    changes: dict[str, list[Any]] = {}
    if old != frozenset(wanted):
        changes["reminders"] = [sorted(old), sorted(wanted)]
    if thanked != thanks:
        changes["thanks"] = [thanked, thanks]
    if changes:
        record("event.reminders_chosen", event.slug, by=by, changes=changes)


def copy_reminders(event: Event, copy: Event) -> None:
    """A copied event reminds as the original does."""
    if db.session.get(ReminderChoice, event.id) is not None:
        _write(copy, queries.chosen(event), thanks=queries.sends_thanks(event))


def remind_confirmed(event: Event, before: Before) -> int:
    """Write to confirmed people whose reminder is due; how many, a hundred at most."""
    event, now = seats.locked_event(event.id), clock.now()
    if before not in queries.chosen(event) or not rules.is_time(event, before, now):
        return 0
    written = queries.keys_of(event, "reminder")
    people = queries.confirmed_before(event, rules.moment(event, before) - rules.JUST)
    due = [
        each
        for each in people
        if letters.reminder_key(each, event, before) not in written
        and each.written_to.email
    ]
    for each in due[:AT_ONCE]:
        letters.reminder(each, before)
    return len(due[:AT_ONCE])


def remind_offered(event: Event) -> int:
    """Write to those whose seat is kept only a little longer; how many."""
    event, now = seats.locked_event(event.id), clock.now()
    if event.state not in RUNNING:
        return 0
    written, count = queries.keys_of(event, "offer_ending"), 0
    for each, since in queries.offered(event):
        begun, ends = max(since, each.decision_shown_at or since), each.offer_expires_at
        if ends is None or not rules.is_time_for_offer(begun, ends, now):
            continue
        if letters.offer_key(each, ends) in written or not each.written_to.email:
            continue
        others = ", ".join(map(full_name, party_of(each))) if each.together else ""
        letters.offer_ending(each, ends, others)
        count += 1
    return count


def remind_unconfirmed(event: Event) -> int:
    """Write once to those whose address is not confirmed after two days; how many."""
    event, now = seats.locked_event(event.id), clock.now()
    if event.state not in RUNNING or not line_rules.can_be_confirmed(event, now):
        return 0
    written = queries.keys_of(event, "confirm_reminder")
    early, late = now - rules.UNVERIFIED_UNTIL, now - rules.UNVERIFIED_AFTER
    people = [
        each
        for each in queries.unconfirmed(event, late)
        if letters.confirm_key(each) not in written
    ]
    asked = asked_each(people)
    due = (
        each
        for each in people
        if asked[each.id].reach is Reach.TOLD
        and early < could_confirm_from(each, asked[each.id].at) <= late
    )
    count = 0
    for each in islice(due, AT_ONCE):
        letters.confirm_reminder(each, can_confirm_until(each))
        count += 1
    return count


def remind_answers(event: Event) -> int:
    """Write once to those who owe an answer that is due soon; how many."""
    event, now = seats.locked_event(event.id), clock.now()
    if not rules.is_time_for_answers(event, now):
        return 0
    written, due_at = queries.keys_of(event, "answers_due"), rules.answers_due(event)
    due = (
        each
        for each in queries.owing_answers(event, now - rules.JUST_ASKED)
        if each.written_to.email and letters.answers_key(each, due_at) not in written
    )
    count = 0
    for each in islice(due, AT_ONCE):
        letters.answers_due(each, due_at)
        count += 1
    return count


def _write(event: Event, wanted: Collection[Before], *, thanks: bool) -> None:
    row = db.session.get(ReminderChoice, event.id)
    if row is None:
        row = ReminderChoice(event_id=event.id)
        db.session.add(row)
    row.week_before, row.day_before = Before.WEEK in wanted, Before.DAY in wanted
    row.thanks_after = thanks
    db.session.flush()
