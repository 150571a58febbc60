"""The life of a registration: sign-up, seats, waitlist, inbox, own page."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from eventreg.audit.actors import Actor
from eventreg.events import lookups, signals
from eventreg.events.models import Event
from eventreg.events.parts import pool_name
from eventreg.events.questions import lookups as question_lookups
from eventreg.outbox.pictures import in_groups
from eventreg.people import lookups as people_lookups
from eventreg.registrations import (
    appearances,
    cli,
    jobs,
    manage,
    models,
    newcomers,
    queries,
    services,
    stuck,
    views,
)
from eventreg.registrations.answers import counting
from eventreg.registrations.answers import models as answer_models
from eventreg.registrations.imports import telling
from eventreg.registrations.inquiries import models as inquiry_models
from eventreg.registrations.lists import models as list_models
from eventreg.registrations.lists.words import (
    difference_words,
    handed_out_word,
    list_name,
)
from eventreg.registrations.money import models as money_models
from eventreg.registrations.money import moving as money_moving
from eventreg.registrations.money.asked import by_role
from eventreg.registrations.moved import Moved
from eventreg.registrations.notes import models as note_models
from eventreg.registrations.presence import models as presence_models
from eventreg.registrations.readers import reads_words
from eventreg.registrations.told import (
    is_written_to,
    told_words,
    untold_words,
    without_address_words,
)
from eventreg.registrations.words import listed, role_word

__all__ = [
    "answer_models",
    "init_app",
    "inquiry_models",
    "jobs",
    "list_models",
    "models",
    "money_models",
    "note_models",
    "presence_models",
]


def init_app(app: Flask) -> None:
    """Tie the pages, the commands and the subscriptions on."""
    cli.init_app(app)
    views.init_app(app)
    manage.init_app(app)
    app.jinja_env.filters.update(
        grouped=in_groups,
        listed=listed,
        role_word=role_word,
        reads_words=reads_words,
        is_written_to=is_written_to,
        told_words=told_words,
        untold_words=untold_words,
        without_address_words=without_address_words,
        pool_name=pool_name,
        list_name=list_name,
        handed_out_word=handed_out_word,
        difference_words=difference_words,
    )
    lookups.supply_counts(queries.counts)
    lookups.supply_forms(queries.open_forms)
    lookups.supply_languages(telling.languages)
    lookups.supply_delegations(telling.delegations)
    people_lookups.supply_needed(telling.is_needed)
    lookups.supply_numbers(queries.numbers)
    lookups.supply_chosen(queries.is_chosen)
    people_lookups.supply_appearances(appearances.of_person, appearances.of_company)
    question_lookups.supply_counts(counting.counts)
    question_lookups.supply_unasked(counting.unasked)
    lookups.supply_outlooks(newcomers.outlooks)
    lookups.supply_stuck(stuck.stuck)
    lookups.supply_offers(queries.cut_offers)
    # Connecting the same function again, for a second app, changes nothing.
    signals.event_cancelled.connect(_end_all)
    signals.capacity_raised.connect(_move_up)
    signals.event_moved.connect(_move_up)
    signals.event_postponed.connect(_tell)
    # A later cut-off or shorter offers may let a line move that stood still.
    signals.event_changed.connect(_move_up)
    signals.question_removed.connect(counting.give_up)
    signals.event_copied.connect(money_moving.copy_fees)
    signals.event_postponed.connect(money_moving.move_dates)
    lookups.supply_money(money_moving.has_dates)
    lookups.supply_fees(by_role)


def _end_all(
    event: Event, *, by: Actor, reason: Mapping[str, str], **_more: Any
) -> None:
    services.end_all(event, by=by, reason=reason)
    telling.tell_of_end(event, reason=reason)


def _tell(
    event: Event,
    *,
    by: Actor,
    words: Mapping[str, str],
    changes: dict[str, list[Any]],
    **_more: Any,
) -> None:
    services.tell_of_new_date(event, by=by, words=words, changes=changes)
    telling.tell_of_move(event, words=words, moved=Moved(event, changes))


def _move_up(event: Event, *, by: Actor, **_more: Any) -> None:
    services.move_up(event, by=by)
