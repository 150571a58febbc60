"""Writing letters into the outbox, taking them back, sending them again."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db, insert_ignore
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.outbox import queries
from eventreg.outbox.catalogue import CATALOGUE, REMINDERS
from eventreg.outbox.links import Link, Links, as_json
from eventreg.outbox.models import Letter, new_reference
from eventreg.outbox.overtaken import take_back_older
from eventreg.outbox.placeholders import Kind
from eventreg.outbox.states import OPEN, RESENDABLE, TRIABLE, WITHDRAWABLE, LetterState

LANGUAGES = ("de", "en", "tr")

__all__ = [
    "Link",
    "Links",
    "end",
    "put_aside",
    "queue",
    "queue_test",
    "resend",
    "resend_to",
    "send_now",
    "withdraw",
    "withdraw_letter",
    "withdraw_reminders",
    "withdraw_unsent",
]


def queue(
    *,
    letter: str,
    to: str,
    language: str,
    values: Mapping[str, Any] | None = None,
    links: Links | None = None,
    event: str | None = None,
    registration: str | None = None,
    reply_to: str | None = None,
    key: str | None = None,
    due_at: datetime | None = None,
    not_after: datetime | None = None,
    calendar: Mapping[str, Any] | None = None,
    code: str | None = None,
    source: str | None = None,
    attachment: Mapping[str, str] | None = None,
) -> Letter:
    """The letter, written in the running transaction and sent after its commit.

    Where it says how a registration stands, older ones that do are taken back.

    :param values: plain JSON by placeholder. An instant is ``{"at": iso, "zone":
        name}``, a span ``{"from": iso, "until": iso, "zone": name}``, a text in
        another language ``{"text": …, "lang": "de"}``.
    :param links: ``(endpoint, arguments)`` by placeholder, or a list of
        ``(words, endpoint, arguments)``. Secrets go into ``token``, nowhere else.
    :param event: its slug. ``registration``: its reference.
    :param key: a second letter with it is not written; the first comes back.
    :param due_at: not before this instant; ``None``: at once.
    :param not_after: withdrawn instead of sent when it gets later than this.
    :param calendar: see ``outbox.calendar.part``.
    :param code: the check-in code, shown as picture and in groups.
    :param source: the text itself, where somebody wrote one for this letter.
    :param attachment: ``token``, ``name`` and ``media_type`` of an upload.
    :raises ValueError: the letter, language or a placeholder is unknown, or a
        needed placeholder is missing.
    """
    values, links = dict(values or {}), as_json(links or {})
    _check(letter, language, given={*values, *links})
    row = {
        "reference": new_reference(),
        "letter": letter,
        "to": to,
        "language": language,
        "values": values,
        "links": links,
        "event": event,
        "registration": registration,
        "reply_to": reply_to,
        "key": key,
        **_begins(due_at),
        "not_after": not_after,
        "calendar": dict(calendar) if calendar else None,
        "code": code,
        "source": source,
        "attachment": dict(attachment) if attachment else None,
    }
    return _write(row)


def _begins(due_at: datetime | None) -> dict[str, Any]:
    now = clock.now()
    is_held = due_at is not None and due_at > now
    state = LetterState.HELD if is_held else LetterState.WAITING
    return {"state": state, "due_at": due_at or now}


def _write(row: dict[str, Any]) -> Letter:
    """The new letter, or the one that has its key already."""
    written = db.session.scalar(insert_ignore(Letter).values(row).returning(Letter))
    if written is None:
        return db.session.scalars(sa.select(Letter).filter_by(key=row["key"])).one()
    take_back_older(written)
    return written


def queue_test(*, to: str, language: str, target: str, by: Actor) -> Letter:
    """A letter to the person who asks, to see whether letters arrive.

    :param target: reference of that person's account.
    """
    letter = queue(
        letter="test", to=to, language=language, links={"home": ("manage.start", {})}
    )
    record("letter.test_sent", target, by=by)
    return letter


def withdraw(key: str) -> bool:
    """Take back a letter that has not left; its key is free for another.

    :returns: False when it is on its way, has left, or never was.
    """
    return _change_open(key, state=LetterState.WITHDRAWN, key=None, last_error="")


def withdraw_reminders(
    *, registration: str = "", event: str = "", letters: Collection[str] = ()
) -> None:
    """Take back reminders that have not left, or failed; their keys are free again.

    One that is on its way may still arrive; if it does not, it is not tried again.

    :param registration: of one whose state changes, by its reference.
    :param event: of one that is moved, by its slug.
    :param letters: which of them; unless some are named, all.
    """
    about = Letter.registration == registration if registration else None
    which = (
        Letter.event == event if about is None else about,
        Letter.letter.in_(letters or REMINDERS),
    )
    db.session.execute(
        sa.update(Letter)
        .where(*which, Letter.state == LetterState.SENDING)
        .values(not_after=clock.now())
    )
    _withdraw(*which, Letter.state.in_(WITHDRAWABLE))


def withdraw_unsent(*, registration: str, letters: Collection[str]) -> None:
    """Take back which of ``letters`` about somebody have not left."""
    _withdraw(
        Letter.registration == registration,
        Letter.letter.in_(letters),
        Letter.state.in_(OPEN),
    )


def put_aside(*, registrations: Collection[str]) -> None:
    """Take back what has not left, or failed, about people whom it does not help."""
    _withdraw(Letter.registration.in_(registrations), Letter.state.in_(WITHDRAWABLE))


def _withdraw(*which: sa.ColumnElement[bool]) -> None:
    db.session.execute(
        sa.update(Letter)
        .where(*which)
        .values(state=LetterState.WITHDRAWN, key=None, last_error="")
    )


def end(letters: Iterable[Letter]) -> None:
    """What these lead to is over: none of them goes out, or once more, from now on.

    What is on its way already may still arrive; if it does not, it is not tried
    again; what failed is put aside. Keys stay taken, so that no job writes the same
    letter again.
    """
    for letter in map(_lock, letters):
        if letter.state in WITHDRAWABLE:
            letter.state, letter.last_error = LetterState.WITHDRAWN, ""
        else:
            letter.not_after = clock.now()


def send_now(key: str) -> bool:
    """Let a letter go that is held; False when there is nothing to let go."""
    if not _change_open(key, state=LetterState.WAITING, due_at=clock.now()):
        return False
    letter = db.session.scalars(sa.select(Letter).filter_by(key=key)).one()
    db.session.refresh(letter)
    take_back_older(letter)
    return True


def withdraw_letter(letter: Letter, *, by: Actor, seen: str | None = None) -> None:
    """Take back a letter by hand, or put aside one that failed.

    Its key stays taken, so that no job writes the same letter again.

    :param seen: as in ``resend``.
    :raises MoveNotAllowed: it is on its way or has left.
    :raises HasMoved: something has happened to it since.
    """
    letter = _lock_as_seen(letter, seen)
    if letter.state not in WITHDRAWABLE:
        raise MoveNotAllowed("letter", letter.state, LetterState.WITHDRAWN)
    letter.state, letter.last_error = LetterState.WITHDRAWN, ""
    record("letter.withdrawn", letter.reference, by=by)


def resend(letter: Letter, *, by: Actor, seen: str | None = None) -> Letter:
    """The letter that goes now: the same row, or a copy of one that was sent.

    :param seen: ``queries.standing`` when somebody looked at it, of a page that may
        be old; ``None``: nobody did.
    :raises MoveNotAllowed: it is held, withdrawn or on its way.
    :raises HasMoved: something has happened to it since.
    """
    letter = _resendable(letter, seen)
    record("letter.sent_again", letter.reference, by=by)
    return _again(letter)


def make_due(letter: Letter, *, by: Actor, seen: str | None = None) -> None:
    """A letter on its way is to be tried at once.

    :param seen: as in ``resend``.
    :raises HasMoved: it is no more on its way, or something has happened to it since.
    """
    letter = _lock_as_seen(letter, seen)
    if letter.state not in TRIABLE:
        raise HasMoved(letter)
    record("letter.tried_now", letter.reference, by=by)
    _again(letter)


def resend_to(
    letter: Letter, address: str, *, by: Actor, seen: str | None = None
) -> Letter:
    """The letter that goes now, to ``address``; what was sent stays as it was.

    :param seen: as in ``resend``.
    :raises MoveNotAllowed: it is held, withdrawn or on its way.
    :raises HasMoved: something has happened to it since.
    :raises DomainError: it opens something for whoever reads it.
    """
    letter = _resendable(letter, seen)
    if CATALOGUE[letter.letter].is_personal:
        raise BelongsToItsAddress
    record("letter.sent_to_another_address", letter.reference, by=by)
    again = _again(letter)
    again.to = address
    return again


class BelongsToItsAddress(DomainError):
    """Whoever reads this letter proves by it who they are."""

    def __init__(self) -> None:
        super().__init__(
            _("The link in this e-mail is only for the person at this address.")
        )


class HasMoved(DomainError):
    """What somebody saw of a letter, and pressed upon, was true no more."""

    def __init__(self, letter: Letter) -> None:
        words = {
            LetterState.SENT: _("The e-mail was sent to %(address)s meanwhile."),
            LetterState.KEPT: _(
                "The e-mail was sent once more meanwhile; the demo keeps it here."
            ),
            LetterState.WITHDRAWN: _("The e-mail was withdrawn meanwhile."),
            LetterState.FAILED: _(
                "The e-mail was tried once more meanwhile, to %(address)s, and failed."
            ),
        }
        if queries.gone_again_at(letter):
            words[LetterState.SENT] = _("The e-mail was sent once more meanwhile.")
        on_its_way = _("The e-mail to %(address)s is on its way meanwhile.")
        said = words.get(letter.state, on_its_way) % {"address": letter.to}
        super().__init__(f"{said} {_('Your click has changed nothing.')}")


def _lock_as_seen(letter: Letter, seen: str | None) -> Letter:
    letter = _lock(letter)
    if seen is not None and seen != queries.standing(letter):
        raise HasMoved(letter)
    return letter


def _resendable(letter: Letter, seen: str | None) -> Letter:
    letter = _lock_as_seen(letter, seen)
    if letter.state not in RESENDABLE:
        raise MoveNotAllowed("letter", letter.state, LetterState.WAITING)
    return letter


def _again(letter: Letter) -> Letter:
    if letter.state == LetterState.SENT:
        return _copy(letter)
    letter.state, letter.due_at = LetterState.WAITING, clock.now()
    letter.attempts, letter.last_error, letter.troubled_at = 0, "", None
    return letter


def _check(letter: str, language: str, *, given: set[str]) -> None:
    if letter not in CATALOGUE:
        raise ValueError(f"no letter {letter!r}")
    if language not in LANGUAGES:
        raise ValueError(f"no letters in {language!r}")
    known = CATALOGUE[letter].placeholders
    if unknown := given - known.keys():
        raise ValueError(f"{letter}: unknown placeholders {sorted(unknown)}")
    needed = {
        p.name for p in known.values() if not p.optional and p.kind != Kind.FLAG
    } - {"network"}
    if missing := needed - given:
        raise ValueError(f"{letter}: missing placeholders {sorted(missing)}")


def _change_open(letter_key: str, **values: Any) -> bool:
    changed = db.session.execute(
        sa.update(Letter)
        .where(Letter.key == letter_key, Letter.state.in_(OPEN))
        .values(values)
        .returning(Letter.id)
    )
    return changed.first() is not None


def _lock(letter: Letter) -> Letter:
    return db.session.scalars(
        sa.select(Letter)
        .filter_by(id=letter.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _copy(letter: Letter) -> Letter:
    copied = (
        *("letter", "to", "language", "values", "links", "event", "registration"),
        *("reply_to", "calendar", "code", "not_after"),
        *("source", "attachment"),
    )
    copy = Letter(**{name: getattr(letter, name) for name in copied})
    db.session.add(copy)
    db.session.flush()
    return copy
