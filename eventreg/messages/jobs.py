"""What the worker writes by itself, in short transactions."""

from collections.abc import Callable
from functools import partial

from eventreg import clock
from eventreg.database import write_tx
from eventreg.jobs import is_stopping, periodic
from eventreg.messages import queries, rules, services
from eventreg.messages.rules import Before


@periodic("send_reminders", every=60)
def send_reminders() -> int:
    """Reminders of dates, seats that are kept, open questions, unproven addresses."""
    done, now = 0, clock.now()
    for event in queries.due_soon(now):
        for before in (each for each in Before if rules.is_time(event, each, now)):
            done += _all(partial(services.remind_confirmed, event, before))
    for event in queries.with_offers():
        done += _all(partial(services.remind_offered, event))
    for event in queries.with_open_answers(now):
        done += _all(partial(services.remind_answers, event))
    for event in queries.with_unconfirmed():
        done += _all(partial(services.remind_unconfirmed, event))
    return done


@periodic("send_thanks", every=60)
def send_thanks() -> int:
    """The day after, to those who came."""
    return sum(
        _all(partial(services.thank, event))
        for event in queries.lately_over(clock.now())
    )


@periodic("send_digests", every=60)
def send_digests() -> int:
    """Who waits, each day at the chosen hour; and at once while a deadline is near."""
    done = 0
    for director in queries.directors():
        for send in (services.send_digest, services.send_urgent):
            with write_tx():
                done += send(director)
    return done


@periodic("forget_decision_links", every=86400)
def forget_decision_links() -> int:
    """Delete links to decide that ended a week ago."""
    with write_tx():
        services.forget_links()
    return 0


def _all(write: Callable[[], int]) -> int:
    """Bit by bit, so that nobody waits long for the event's lock."""
    done = 0
    while True:
        with write_tx():
            count = write()
        done += count
        if not count or is_stopping():
            return done
