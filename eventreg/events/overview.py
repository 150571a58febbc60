"""What staff see of an event at a glance: state, next step, gaps, figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from eventreg.events import gaps, lookups, pools, queries, rules, shown
from eventreg.events.models import Event
from eventreg.events.presets import PRESETS
from eventreg.events.questions import gaps as question_gaps
from eventreg.events.questions import queries as questions
from eventreg.events.states import EventState, Kind, PoolKind
from eventreg.web import access


@dataclass(frozen=True)
class Line:
    """One event in the list of staff."""

    listed: shown.Listed
    next_step: str

    @property
    def is_draft(self) -> bool:
        return self.listed.event.state is EventState.DRAFT


@dataclass(frozen=True)
class TitleIn:
    """The event's title in one of its languages; empty: not written yet."""

    language: str
    title: str


@dataclass(frozen=True)
class Page:
    """The head of the page of one event."""

    listed: shown.Listed
    next_step: str
    #: Why the line stands still beside a free seat; empty: it does not.
    stuck: str
    #: The public seats first, then the team's, then the parts of either.
    pools: Sequence[pools.Figures]
    missing: Sequence[rules.Missing]
    blockers: Sequence[str]
    #: Where those are mended; empty: not by this reader.
    settings_url: str
    counts: dict[str, int]
    texts: Sequence[TitleIn]
    agenda_name: str
    agenda_count: int
    speakers: Sequence[str]
    #: How many questions of its own it asks.
    questions: int

    @property
    def can_be_published(self) -> bool:
        return not self.blockers and not any(lack.blocks for lack in self.missing)


def lines(events: Sequence[Event], now: datetime) -> list[Line]:
    """The list of staff; a line that stands still beside a free seat says so."""
    stuck, outlooks = lookups.stuck(events, now), lookups.outlooks(events, now)
    return [
        Line(
            listed=shown.listed(event, now),
            next_step=stuck.get(event.id) or next_step(event, now, outlooks[event.id]),
        )
        for event in events
    ]


def page(event: Event, now: datetime, *, blockers: Sequence[str]) -> Page:
    is_draft = event.state is EventState.DRAFT
    return Page(
        listed=shown.listed(event, now),
        next_step=next_step(event, now, lookups.outlook(event, now)),
        stuck=lookups.stuck([event], now).get(event.id, ""),
        pools=pools.figures(event),
        missing=_missing(event, now) if _is_ahead(event) else [],
        blockers=blockers if is_draft else [],
        settings_url=_url_if_open("manage.settings"),
        counts=lookups.counts(event),
        texts=_titles(event),
        agenda_name=shown.agenda_name(event.kind),
        agenda_count=len(queries.agenda(event)),
        speakers=[speaker.name for speaker in queries.speakers(event)],
        questions=questions.count(event),
    )


def _missing(event: Event, now: datetime) -> list[rules.Missing]:
    return [
        *rules.missing(event, now),
        *gaps.outside(event),
        *gaps.of_dates(event),
        *gaps.of_agenda_days(event),
        *gaps.of_speaker_days(event),
        *question_gaps.of_question_days(event),
        *gaps.of_letter_days(event),
        *gaps.of_programme(event),
        *question_gaps.of_questions(event),
    ]


def _titles(event: Event) -> list[TitleIn]:
    own = {text.language: text.title for text in event.texts}
    return [TitleIn(code, own.get(code, "")) for code in event.languages]


def _is_ahead(event: Event) -> bool:
    return event.state is not EventState.CANCELLED and not (
        event.is_past and event.state is not EventState.DRAFT
    )


def next_step(event: Event, now: datetime, outlook: lookups.Outlook) -> str:
    """What comes next for whoever looks after the event, as a sentence.

    Empty where the word for its state says all: closed, cancelled, over.

    :param outlook: what newcomers get.
    """
    if event.state is EventState.DRAFT:
        lacks = [lack for lack in rules.missing(event, now) if lack.blocks]
        return lacks[0].sentence if lacks else _("Publish it when it is ready.")
    if event.state is not EventState.PUBLISHED or event.is_past:
        return ""
    closed = rules.closed_reason(event, now)
    if closed is not None:
        return closed
    return (
        line_words(event, outlook)
        or rules.members_words(event, now)
        or _("People can sign up.")
    )


def line_words(event: Event, outlook: lookups.Outlook) -> str:
    """That sign-ups lead to the waitlist, at once or by a yes, and why; often empty.

    :param outlook: what newcomers get.
    """
    if event.line_paused:
        return _("The waitlist is paused: newcomers wait.")
    if _is_full(event):
        return (
            _("Full: people can apply, but a yes puts them onto the waitlist.")
            if outlook.is_decided_on
            else _("Full: whoever signs up now joins the waitlist.")
        )
    if outlook.joins_line_if_approved:
        return _(
            "People can apply, but a yes puts them onto the waitlist: others have "
            "waited longer."
        )
    if outlook.joins_line:
        return _("Whoever signs up now joins the waitlist: others have waited longer.")
    return ""


def _is_full(event: Event) -> bool:
    """Whether no seat is free, or none in anything that one can come as."""
    contingents = event.pools_of(PoolKind.CONTINGENT)
    free = [pool for pool in contingents if pool.free > 0]
    return event.pool(PoolKind.EVENT).free < 1 or (bool(contingents) and not free)


def preset_words(kind: Kind) -> list[str]:
    """What a kind brings along, one sentence each."""
    preset = PRESETS[kind]
    decides = (
        _("The director decides who comes; the person then accepts within 7 days.")
        if preset.needs_approval
        else _(
            "Whoever confirms their address has a seat while seats are free, then a "
            "place in line."
        )
    )
    line_words = (
        _(
            "A seat that comes free is offered to the first in line for %(hours)s "
            "hours.",
            hours=preset.offer_hours,
        )
        if preset.offer_hours
        else _("The first in line moves up at once.")
    )
    return [decides, line_words]


def links(event: Event) -> list[tuple[str, str]]:
    """Where else to go from here: words and address, of rooms that are there."""
    wanted = (
        ("manage_registrations.index", _("Registrations")),
        ("attendance.index", _("Who came")),
        ("badges.index", _("Badges")),
        ("documents.index", _("Documents")),
        ("statistics.show", _("Figures")),
        ("money.index", _("Money")),
        ("messages.index", _("Write to people")),
    )
    found = [(words, _url_if_open(name, slug=event.slug)) for name, words in wanted]
    found.append(
        (_("Texts of the e-mails"), _url_if_open("letter_texts.index", slug=event.slug))
    )
    found.append((_("E-mails"), _url_if_open("outbox.index", event=event.slug)))
    return [(words, url) for words, url in found if url]


def _url_if_open(endpoint: str, **values: Any) -> str:
    """The address of a page of another room; empty if it is not for this reader."""
    if endpoint not in current_app.view_functions or not access.may_open(endpoint):
        return ""
    return url_for(endpoint, **values)
