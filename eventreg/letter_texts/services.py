"""Wording an event's letters. Called inside ``write_tx()``; nothing commits."""

from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from eventreg import clock, outbox
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.events.seats import lock_event
from eventreg.letter_texts import queries, rules
from eventreg.letter_texts.models import OwnText
from eventreg.outbox.layout import standard_source


class OtherText(DomainError):
    """The text that would be lost is not the one that somebody has read."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has changed this text meanwhile. Read it here as it is "
                "now before you let it go."
            )
        )


class Overtaken(DomainError):
    """Somebody else saved the same text meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has changed this text meanwhile. Yours is still here; "
                "save it once more to replace theirs."
            )
        )


def change(
    event: Event,
    letter: str,
    language: str,
    source: str,
    *,
    seen: str,
    by: Actor,
) -> None:
    """Have the event's letters say ``source``; the standard text is no change.

    :param seen: ``version_of`` the text that was edited. Not a time: two people can
        save in one instant.
    :raises Overtaken: it has been changed since.
    """
    lock_event(event.id)
    own = queries.one(event, letter, language)
    if rules.version_of(own.source if own else None) != seen:
        raise Overtaken
    if source == standard_source(letter, language).strip():
        _forget(own, event, by=by)
        return
    if own is None:
        own = OwnText(event_id=event.id, letter=letter, language=language)
        db.session.add(own)
    own.source, own.changed_at = source, clock.now()
    _note("letter_text.changed", event, letter, language, by=by)


def back_to_standard(
    event: Event, letter: str, language: str, *, seen: str, by: Actor
) -> None:
    """Have the event's letters say the standard text again.

    :param seen: ``version_of`` the text that was read before it goes.
    :raises OtherText: it has been changed since.
    """
    lock_event(event.id)
    own = queries.one(event, letter, language)
    if own is not None and rules.version_of(own.source) != seen:
        raise OtherText
    _forget(own, event, by=by)


def _forget(own: OwnText | None, event: Event, *, by: Actor) -> None:
    if own is not None:
        db.session.delete(own)
        act = "letter_text.back_to_standard"
        _note(act, event, own.letter, own.language, by=by)


def send_test(
    letter: str,
    language: str,
    source: str,
    *,
    to: str,
    event: Event,
    values: dict[str, Any],
    links: outbox.Links,
    code: str | None,
    calendar: dict[str, Any] | None,
    by: Actor,
) -> None:
    """A letter with this text to who writes it; its links lead to the event."""
    with force_locale(language):
        subject, _line, body = source.partition("\n")
        marked = _("Test: %(subject)s", subject=subject)
    outbox.queue(
        letter=letter,
        to=to,
        language=language,
        values=values,
        links=links,
        event=event.slug,
        reply_to=event.contact_email or None,
        code=code,
        calendar=calendar,
        source=f"{marked}\n{body}",
    )
    _note("letter_text.tried", event, letter, language, by=by)


def copy_all(event: Event, *, copy: Event, **_others: object) -> None:
    """What an event says in its own way, its copy says too."""
    db.session.flush()
    for own in queries.of_event(event).values():
        same = {name: getattr(own, name) for name in ("letter", "language", "source")}
        db.session.add(OwnText(event_id=copy.id, **same))


def _note(act: str, event: Event, letter: str, language: str, *, by: Actor) -> None:
    record(act, event.slug, by=by, changes={"letter": letter, "language": language})
