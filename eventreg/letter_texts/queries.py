"""Reading the texts that events word in their own way."""

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.letter_texts.models import OwnText
from eventreg.outbox.catalogue import CATALOGUE, LetterKind
from eventreg.registrations.models import Registration
from eventreg.registrations.queries.lists import Wanted, narrowed_to
from eventreg.registrations.states import State


def of_event(event: Event) -> dict[tuple[str, str], OwnText]:
    """All texts of the event, by letter and language."""
    found = db.session.scalars(sa.select(OwnText).filter_by(event_id=event.id))
    return {(text.letter, text.language): text for text in found}


def by_letter(event: Event) -> list[tuple[str, list[str]]]:
    """What the event words itself: each letter's title, and its texts."""
    found: dict[str, list[str]] = {}
    for (letter, _language), own in sorted(of_event(event).items()):
        found.setdefault(letter, []).append(own.source)
    return [(str(CATALOGUE[letter].title), texts) for letter, texts in found.items()]


def one(event: Event, letter: str, language: str) -> OwnText | None:
    """The event's own text, or ``None`` where it says the standard one."""
    return db.session.scalar(
        sa.select(OwnText).filter_by(
            event_id=event.id, letter=letter, language=language
        )
    )


def source(letter: str, language: str, slug: str) -> str | None:
    """The text of a letter about the event with this slug; for the outbox."""
    return db.session.scalar(
        sa.select(OwnText.source)
        .join(Event, Event.id == OwnText.event_id)
        .where(
            Event.slug == slug, OwnText.letter == letter, OwnText.language == language
        )
    )


#: So many people are offered at once; the others are found by name.
MOST_OFFERED = 20


def somebody(event: Event) -> Registration | None:
    """Whose letters are shown while texts are written: the newest, rather seated."""
    return db.session.scalar(_shown(event).limit(1))


def offered(event: Event, search: str) -> list[Registration]:
    """Whose letters can be shown: those with this name, company or reference.

    The first is the one whom ``somebody`` finds; one more than ``MOST_OFFERED``
    where there are more.
    """
    named = narrowed_to(event, Wanted(search=search, in_addresses=False))
    return list(db.session.scalars(_shown(event).where(*named).limit(MOST_OFFERED + 1)))


def by_reference(event: Event, reference: str) -> Registration | None:
    """The registration of that number, if its letters can be shown."""
    return db.session.scalar(_shown(event).filter_by(reference=reference))


def _shown(event: Event) -> sa.Select[Registration]:
    return (
        sa.select(Registration)
        .filter_by(event_id=event.id)
        .where(Registration.state != State.UNVERIFIED)
        .order_by(
            sa.case((Registration.state == State.CONFIRMED, 0), else_=1),
            Registration.id.desc(),
        )
    )


def editable_letters() -> dict[str, LetterKind]:
    """The letters that are about an event, by name, in the order of the catalogue."""
    return {
        name: kind
        for name, kind in CATALOGUE.items()
        # What staff write for one group has a page of its own.
        if "event" in kind.placeholders and "text" not in kind.placeholders
    }
