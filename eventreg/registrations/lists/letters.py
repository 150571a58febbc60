"""The letter with which a list leaves the house."""

from collections.abc import Iterable

from flask_babel import force_locale

from eventreg import outbox
from eventreg.outbox.models import Letter
from eventreg.registrations.lists.models import IssuedList
from eventreg.registrations.lists.words import list_name


def key_of(issued: IssuedList) -> str:
    """Under which its letter is found again."""
    return f"list_issued:{issued.code}"


def sent_with(lists: Iterable[IssuedList]) -> dict[str, Letter]:
    """The letters with which these left the house, by the code of the list."""
    keys = {key_of(each): each.code for each in lists if each.email}
    return {keys[key]: letter for key, letter in outbox.with_keys(keys).items()}


def list_issued(issued: IssuedList) -> None:
    """Where the recipient finds the list, and which version it is."""
    event = issued.event
    with force_locale(issued.language):
        name = list_name(issued.kind)
    outbox.queue(
        letter="list_issued",
        to=issued.email,
        language=issued.language,
        values={
            "list": name,
            "event": event.title(issued.language),
            "when": {"at": event.starts_at.isoformat(), "zone": event.timezone},
            "version": issued.version,
            "is_newer": issued.version > 1,
        },
        links={"file": ("lists.file", {"token": issued.token})},
        event=event.slug,
        reply_to=event.contact_email or None,
        key=key_of(issued),
    )
