"""What a page of the log is about, looked up at once, as far as it is still there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.parts import pool_name
from eventreg.events.programme import Speaker
from eventreg.events.questions.models import Question
from eventreg.events.questions.texts import label
from eventreg.home.log.queries import Step
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.models import Letter
from eventreg.people import queries as people
from eventreg.people.models import Company, Person
from eventreg.people.names import full_name
from eventreg.registrations.models import Registration
from eventreg.web.locale import current_language

#: Whom or what an act is about, by its first part. All others are about events.
_COMPANIES = {"company", "membership"}
_PEOPLE = {"person", "member"}
_REGISTRATIONS = {"registration", "badge", "answers", "check_in"}
_ELSEWHERE = {"account", "network", "digest", "decision_link", "move", "change"}


@dataclass(frozen=True)
class Target:
    """What an entry is about; ``url`` is empty where there is no page."""

    name: str
    url: str = ""
    #: Of a registration: to which event.
    event: str = ""


@dataclass
class Found:
    """By what stands in the log; what does not exist any more does not appear."""

    targets: dict[str, Target] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    #: Of events and registrations: on which clock their pages tell the time.
    zones: dict[str, str] = field(default_factory=dict)
    #: By event and key.
    questions: dict[tuple[str, str], str] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)
    sectors: dict[str, str] = field(default_factory=dict)

    def title(self, slug: str) -> str:
        event = self.events.get(slug)
        return event.title(current_language()) if event else slug

    def question(self, slug: str, key: str) -> str:
        return self.questions.get((slug, key)) or _("a question that is gone")

    def pool_name(self, slug: str, called: str) -> str:
        """Which pool of an event ``contingent 12`` or ``event`` is."""
        kind, _space, number = called.partition(" ")
        event = self.events.get(slug)
        for pool in event.pools if event else ():
            if (number and str(pool.id) == number) or (
                not number and pool.kind == kind
            ):
                return pool_name(pool).text
        return _("no longer there")


def found_for(steps: Iterable[Step]) -> Found:
    """All that the words for ``steps`` need; a query for each kind of thing."""
    steps = list(steps)
    found = Found()
    _find_events(found, steps)
    _find_people(found, steps)
    _find_companies(found, _targets(steps, _COMPANIES))
    _find_registrations(found, _targets(steps, _REGISTRATIONS))
    _find_letters(found, _targets(steps, {"letter"}))
    _find_parts(found, steps)
    return found


def _room(step: Step) -> str:
    return step.act.partition(".")[0]


def _targets(steps: Iterable[Step], rooms: Collection[str]) -> set[str]:
    return {step.target for step in steps if _room(step) in rooms} - {""}


def _find_events(found: Found, steps: list[Step]) -> None:
    others = {
        *_COMPANIES,
        *_PEOPLE,
        *_REGISTRATIONS,
        *_ELSEWHERE,
        "letter",
    }
    slugs = {step.target for step in steps if _room(step) not in others} - {""}
    for step in steps:
        for name in ("event", "after"):
            if pair := step.changes.get(name):
                slugs.add(pair[1])
    if not slugs:
        return
    rows = db.session.scalars(
        sa.select(Event)
        .where(Event.slug.in_(slugs))
        .options(selectinload(Event.texts), selectinload(Event.pools))
    )
    for event in rows:
        found.events[event.slug] = event
        found.zones[event.slug] = event.timezone
        url = url_for("manage_events.show", slug=event.slug)
        found.targets[event.slug] = Target(found.title(event.slug), url)


def _find_people(found: Found, steps: list[Step]) -> None:
    wanted = _targets(steps, _PEOPLE)
    if not wanted:
        return
    rows = db.session.execute(
        sa.select(
            Person.reference, Person.given_name, Person.family_name, Person.family_first
        ).where(Person.reference.in_(wanted))
    )
    for person in rows:
        url = url_for("persons.show", reference=person.reference)
        found.targets[person.reference] = Target(full_name(person), url)


def _find_companies(found: Found, wanted: set[str]) -> None:
    if not wanted:
        return
    query = sa.select(Company.slug, Company.name).where(Company.slug.in_(wanted))
    for slug, name in db.session.execute(query):
        found.targets[slug] = Target(name, url_for("people.member", slug=slug))
    if gone := wanted - found.targets.keys():
        _find_removed(found, gone)


def _find_removed(found: Found, slugs: set[str]) -> None:
    """Companies that are gone are called as they were when they were removed."""
    rows = db.session.execute(
        sa.select(AuditEntry.target, AuditEntry.changes)
        .where(AuditEntry.act == "company.removed", AuditEntry.target.in_(slugs))
        .order_by(AuditEntry.id)
    )
    for slug, changes in rows:
        name, _now = changes.get("name") or (slug, None)
        found.targets[slug] = Target(name)


def _find_registrations(found: Found, wanted: set[str]) -> None:
    if not wanted:
        return
    rows = db.session.scalars(
        sa.select(Registration)
        .where(Registration.reference.in_(wanted))
        .options(joinedload(Registration.event).selectinload(Event.texts))
    )
    for each in rows:
        url = url_for("manage_registrations.show", reference=each.reference)
        title = each.event.title(current_language())
        found.zones[each.reference] = each.event.timezone
        found.targets[each.reference] = Target(full_name(each), url, title)


def _find_letters(found: Found, wanted: set[str]) -> None:
    if not wanted:
        return
    query = sa.select(Letter.reference, Letter.letter).where(
        Letter.reference.in_(wanted)
    )
    for reference, name in db.session.execute(query):
        title = str(CATALOGUE[name].title) if name in CATALOGUE else name
        url = url_for("outbox.show", reference=reference)
        found.targets[reference] = Target(title, url)


def _find_parts(found: Found, steps: list[Step]) -> None:
    """Questions, speakers and sectors, where entries tell of them."""
    asked = [step for step in steps if _tells_of_questions(step)]
    if asked:
        _find_questions(found, {step.target for step in asked})
    keys = {
        name.partition(" ")[2]
        for step in steps
        for name in step.changes
        if name.startswith("speaker ")
    }
    if keys:
        query = sa.select(Speaker.key, Speaker.name).where(Speaker.key.in_(keys))
        found.speakers.update(row._tuple() for row in db.session.execute(query))
    if any("sector" in step.changes for step in steps):
        language = current_language()
        found.sectors.update((s.code, s.name(language)) for s in people.sectors())


def _tells_of_questions(step: Step) -> bool:
    return _room(step) == "question" or "columns" in step.changes


def _find_questions(found: Found, slugs: set[str]) -> None:
    rows = db.session.scalars(
        sa.select(Question)
        .join(Question.event)
        .where(Event.slug.in_(slugs))
        .options(joinedload(Question.event))
    )
    for question in rows:
        key = (question.event.slug, question.key)
        found.questions[key] = label(question).text
