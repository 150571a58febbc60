"""The headings under which questions stand."""

from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError, Gone
from eventreg.events.models import Event
from eventreg.events.questions import queries, rules
from eventreg.events.questions.models import ByLanguage, QuestionSection
from eventreg.events.questions.services.found import next_position, section_of
from eventreg.events.questions.written import merged
from eventreg.events.services.editing import locked

MOST_SECTIONS = 20


def add_section(
    event: Event, *, labels: ByLanguage, helps: ByLanguage, by: Actor
) -> QuestionSection:
    """A heading after all others.

    :raises DomainError: it has no words in the event's first language.
    """
    event = locked(event)
    rows = queries.sections(event)
    if len(rows) >= MOST_SECTIONS:
        raise DomainError(_("These are as many sections as a form can hold."))
    position = 1 + max((row.position for row in rows), default=-1)
    section = QuestionSection(event=event, position=position, labels={}, helps={})
    _write(event, section, labels, helps)
    db.session.add(section)
    db.session.flush()
    record("question.section-added", event.slug, by=by)
    return section


def edit_section(
    event: Event, key: str, *, labels: ByLanguage, helps: ByLanguage, by: Actor
) -> None:
    """Change heading and text of a section."""
    event = locked(event)
    _write(event, _section(event, key), labels, helps)
    record("question.section-changed", event.slug, by=by)


def remove_section(event: Event, key: str, *, by: Actor) -> None:
    """Take a heading away; its questions stay, at the end of those without one.

    :raises DomainError: a question would stand before the one it waits for.
    """
    event = locked(event)
    section = _section(event, key)
    position = next_position(event)
    for row in queries.questions(event, retired=True):
        if row.section is section:
            row.section, row.position = None, position
            position += 1
    db.session.flush()
    db.session.delete(section)
    db.session.flush()
    rules.check_order(queries.questions(event))
    record("question.section-removed", event.slug, by=by)


def _section(event: Event, key: str) -> QuestionSection:
    section = section_of(event, key)
    if section is None:
        raise Gone
    return section


def _write(
    event: Event, section: QuestionSection, labels: ByLanguage, helps: ByLanguage
) -> None:
    if not labels.get(event.language):
        raise DomainError(_("Enter a heading in the first language of the event."))
    languages = event.languages
    section.labels = merged(section.labels, labels, languages=languages)
    section.helps = merged(section.helps, helps, languages=languages)
