"""Taking a question off the form: with its answers, or so that these stay."""

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.events import signals
from eventreg.events.models import Event
from eventreg.events.questions import queries, rules
from eventreg.events.questions.lookups import answer_count
from eventreg.events.questions.models import Question
from eventreg.events.questions.services.found import question_of
from eventreg.events.services.editing import locked


def remove(
    event: Event, key: str, *, by: Actor, with_answers: bool = False
) -> Question | None:
    """Ask this no more.

    :param with_answers: delete them too; else the question is kept for them, off
        the form, until they are due.
    :returns: the question, if it is kept.
    :raises DomainError: another question waits for it.
    :raises Gone: it is not there any more.
    """
    event = locked(event)
    question = _either(event, key)
    rules.check_not_awaited(question, queries.questions(event))
    count = answer_count(event, question)
    if count and not with_answers:
        question.retired_at = question.retired_at or clock.now()
        db.session.flush()
        record("question.retired", event.slug, by=by, changes={key: [None, count]})
        return question
    signals.question_removed.send(event, question=question, by=by)
    _delete(event, question)
    record("question.removed", event.slug, by=by, changes={key: [count, None]})
    return None


def _either(event: Event, key: str) -> Question:
    """On the form or off it: of the latter, the answers can still be deleted."""
    is_retired = any(
        row.key == key and row.is_retired
        for row in queries.questions(event, retired=True)
    )
    return question_of(event, key, retired=is_retired)


def _delete(event: Event, question: Question) -> None:
    pools = [choice.pool for choice in question.choices if choice.pool is not None]
    for other in queries.questions(event, retired=True):
        if other.shown_if is question:
            other.shown_if, other.shown_if_answers = None, []
    db.session.flush()
    db.session.delete(question)
    db.session.flush()
    for pool in pools:
        event.pools.remove(pool)
    db.session.flush()


def restore(event: Event, key: str, *, by: Actor) -> None:
    """Put a question back on the form, where it stood.

    :raises DomainError: what it waited for is not there any more.
    """
    event = locked(event)
    question = question_of(event, key, retired=True)
    question.retired_at = None
    db.session.flush()
    rules.check_order(queries.questions(event))
    record("question.restored", event.slug, by=by, changes={key: [None, None]})
