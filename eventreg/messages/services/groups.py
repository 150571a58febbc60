"""Writing to a group: a draft, a look at the list, and then to each once."""

from typing import Any

from flask_babel import gettext as _

from eventreg import clock
from eventreg.accounts.models import Account
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.messages import queries
from eventreg.messages.groups import Group, fingerprint
from eventreg.messages.letters import groups as letters
from eventreg.messages.models import FreeLetter, FreeLetterCopy
from eventreg.messages.services.drafts import ListHasChanged, locked_draft
from eventreg.registrations import seats
from eventreg.uploads import Upload
from eventreg.uploads.services import release

Texts = dict[str, dict[str, str]]


class NobodyGetsIt(DomainError):
    """The group is empty."""

    def __init__(self) -> None:
        super().__init__(_("Nobody belongs to this group."))


def draft(
    event: Event, *, texts: Texts, group: Group, upload: Upload | None, by: Account
) -> FreeLetter:
    """A letter that nobody gets yet."""
    letter = FreeLetter(
        event=event,
        texts=texts,
        wanted=group.as_json(),
        upload=upload,
        written_by=by.reference,
    )
    db.session.add(letter)
    db.session.flush()
    return letter


def redraft(
    letter: FreeLetter,
    *,
    texts: Texts,
    group: Group,
    upload: Upload | None,
    keeps_file: bool,
) -> None:
    """Write a draft anew.

    :param upload: another file; ``None``: the one it has, if ``keeps_file``.
    :raises IsSent: see there.
    """
    letter = locked_draft(letter)
    letter.texts, letter.wanted = texts, group.as_json()
    old = letter.upload
    if upload is not None or not keeps_file:
        letter.upload = upload
        release(old)


def discard(letter: FreeLetter) -> None:
    """Throw a draft away. :raises IsSent: see there."""
    letter = locked_draft(letter)
    old = letter.upload
    db.session.delete(letter)
    release(old)


def send(letter: FreeLetter, *, seen: str, by: Actor) -> int:
    """Write to each of the group once, just as the page has shown them.

    :param seen: the fingerprint of list and text on that page.
    :returns: how many.
    :raises IsSent: another press was quicker.
    :raises ListHasChanged: see there.
    :raises NobodyGetsIt: see there.
    """
    event = seats.locked_event(letter.event_id)
    letter = locked_draft(letter)
    people = queries.recipients(letter)
    if not people:
        raise NobodyGetsIt
    if fingerprint(people, letter.texts) != seen:
        raise ListHasChanged
    letter.sent_at = clock.now()
    for recipient in people:
        letters.free(letter, recipient)
        copy = FreeLetterCopy(
            free_letter_id=letter.id, registration_id=recipient.registration.id
        )
        db.session.add(copy)
    changes: dict[str, Any] = {
        "letter": [None, letter.reference],
        "people": [0, len(people)],
    }
    record("event.written_to", event.slug, by=by, changes=changes)
    return len(people)


def test(letter: FreeLetter, language: str, account: Account) -> None:
    """The same to who writes it, to be looked at."""
    letters.to_myself(letter, language, account)
