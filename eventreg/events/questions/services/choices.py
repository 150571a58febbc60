"""The choices of a question, and the places that some of them have."""

from collections.abc import Sequence

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.events import lookups as pools
from eventreg.events import rules, signals
from eventreg.events.models import Event, SeatPool
from eventreg.events.questions.lookups import answer_count
from eventreg.events.questions.models import Question, QuestionChoice
from eventreg.events.questions.states import WITH_CHOICES
from eventreg.events.questions.texts import said
from eventreg.events.questions.written import WrittenChoice, merged
from eventreg.events.questions.wrong import WrongQuestion
from eventreg.events.services.pools import MOST_POOLS
from eventreg.events.states import PoolKind


def set_choices(
    event: Event, question: Question, written: Sequence[WrittenChoice], *, by: Actor
) -> None:
    """Let ``question`` offer what was ``written``, in that order.

    What is offered no more stays for the answers that chose it.
    """
    if question.kind not in WITH_CHOICES:
        written = ()
    known = {choice.key: choice for choice in question.choices}
    kept: list[QuestionChoice] = []
    for position, one in enumerate(written):
        is_new = one.key not in known
        # Taken out, so that a forged form cannot name one twice.
        choice = known.pop(one.key, None) or QuestionChoice(labels={})
        choice.retired_at = None
        choice.position = position
        choice.labels = merged(choice.labels, one.labels, languages=event.languages)
        if is_new:
            question.choices.append(choice)
        kept.append(choice)
        db.session.flush()
        _set_places(event, choice, one.places, by=by)
    is_answered = answer_count(event, question) > 0
    for choice in list(question.choices):
        if choice not in kept and choice.retired_at is None:
            _withdraw(event, choice, is_answered=is_answered)
    db.session.flush()
    question.choices.sort(key=lambda choice: (choice.position, choice.id))


def _withdraw(event: Event, choice: QuestionChoice, *, is_answered: bool) -> None:
    pool = choice.pool
    if is_answered or (pool is not None and pools.is_chosen(pool)):
        choice.retired_at = clock.now()
        return
    choice.question.choices.remove(choice)
    db.session.flush()
    if pool is not None:
        event.pools.remove(pool)


def _set_places(
    event: Event, choice: QuestionChoice, places: int | None, *, by: Actor
) -> None:
    pool = choice.pool
    if pool is None:
        if places is not None:
            choice.pool = _new_pool(event, choice, places)
        return
    pool.names = dict(choice.labels)
    if places is None:
        _drop_pool(event, choice, pool)
    elif places != pool.capacity:
        _resize(event, choice, pool, places, by=by)


def _new_pool(event: Event, choice: QuestionChoice, places: int) -> SeatPool:
    if len(event.pools) >= MOST_POOLS:
        sentence = _("These are as many as a form can show.")
        raise WrongQuestion(sentence, "choices", choice=choice.position)
    rules.check_capacity(places)
    pool = SeatPool(kind=PoolKind.ANSWER, names=dict(choice.labels), capacity=places)
    event.pools.append(pool)
    db.session.flush()
    return pool


def _drop_pool(event: Event, choice: QuestionChoice, pool: SeatPool) -> None:
    if pools.is_chosen(pool):
        raise WrongQuestion(
            _(
                "Somebody has a place at “%(choice)s” already, so it needs a number "
                "of places.",
                choice=_words(choice),
            ),
            "choices",
            choice=choice.position,
        )
    choice.pool = None
    db.session.flush()
    event.pools.remove(pool)


def _resize(
    event: Event, choice: QuestionChoice, pool: SeatPool, places: int, *, by: Actor
) -> None:
    if places < pool.taken:
        raise WrongQuestion(
            _(
                "%(count)s places at “%(choice)s” are taken already, so there cannot "
                "be fewer.",
                count=pool.taken,
                choice=_words(choice),
            ),
            "choices",
            choice=choice.position,
        )
    rules.check_capacity(places)
    is_more = places > pool.capacity
    pool.capacity = places
    db.session.flush()
    if is_more:
        signals.capacity_raised.send(event, pool=pool, by=by)


def _words(choice: QuestionChoice) -> str:
    return said(choice.question, choice.labels).text
