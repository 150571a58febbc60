"""Free letters, one to each person of a group."""

from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from eventreg import outbox
from eventreg.accounts.models import Account
from eventreg.events.models import Event
from eventreg.messages.groups import Group, Recipient
from eventreg.messages.models import FreeLetter, free_key
from eventreg.messages.written import LETTER, composed
from eventreg.outbox.models import Letter
from eventreg.registrations.letters.queueing import queue, title_in
from eventreg.registrations.models import Registration
from eventreg.registrations.states import LIVE
from eventreg.uploads import Upload

#: Names of files are cut to so many characters: a header's line has its limit.
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Reading:
    """What the frame of a letter says to some of a group, and not to others."""

    #: There is something to cancel.
    may_cancel: bool
    #: It goes to who signed somebody up who has no address.
    about_another: bool = False


def reading_of(registration: Registration) -> Reading:
    """What the letter about this one says."""
    about_another = registration.written_to is not registration
    return Reading(_may_cancel(registration), about_another)


def usual_reading(letter: FreeLetter) -> Reading:
    """As of somebody of the group: who has nothing to cancel does not read of it."""
    is_live = not LIVE.isdisjoint(Group.read(letter.wanted).states)
    return Reading(is_live and not letter.event.is_past)


def free(letter: FreeLetter, recipient: Recipient) -> None:
    """The letter to one of them."""
    queue(
        recipient.registration,
        LETTER,
        language=recipient.language,
        source=source_of(letter, recipient.language),
        attachment=_attachment(letter.upload),
        key=free_key(letter, recipient.registration.reference),
        may_cancel=_may_cancel(recipient.registration),
    )


def _may_cancel(registration: Registration) -> bool:
    """Whether the own page has a button for it, as far as the letter can know."""
    return registration.shown_state in LIVE and not registration.event.is_past


def to_myself(letter: FreeLetter, language: str, account: Account) -> None:
    """The same to who wrote it, about nobody: no link leads to a stranger's page."""
    text = letter.texts.get(language, {})
    with force_locale(language):
        subject = _("Test: %(subject)s", subject=text.get("subject", ""))
    outbox.queue(
        to=account.email,
        letter=LETTER,
        language=language,
        values=_values(letter, language, account.name, usual_reading(letter)),
        links=example_links(letter.event),
        event=letter.event.slug,
        reply_to=letter.event.contact_email or None,
        source=composed(language, subject, text.get("body", "")),
        attachment=_attachment(letter.upload),
    )


def example(
    letter: FreeLetter, language: str, name: str, reading: Reading | None = None
) -> Letter:
    """How it will read, to somebody of this name; not to be sent.

    :param reading: to which of the group; ``None``: to any of them.
    """
    reading = reading or usual_reading(letter)
    return Letter(
        letter=LETTER,
        to="",
        language=language,
        values=_values(letter, language, name, reading),
        links=outbox.as_json(example_links(letter.event)),
        source=source_of(letter, language),
    )


def _values(
    letter: FreeLetter, language: str, name: str, reading: Reading
) -> dict[str, Any]:
    values = example_values(letter.event, language, name) | asdict(reading)
    if reading.about_another:
        with force_locale(language):
            values["name"] = _("Alex Example")
    return values


def source_of(letter: FreeLetter, language: str) -> str:
    text = letter.texts.get(language, {})
    return composed(language, text.get("subject", ""), text.get("body", ""))


def example_values(event: Event, language: str, name: str) -> dict[str, Any]:
    """What a letter says about somebody who is called ``name``."""
    greet = {"de": "Guten Tag", "tr": "Sayın"}.get(language, "Dear")
    return {
        "greeting": f"{greet} {name}",
        "name": name,
        "event": title_in(event, language),
        "when": {
            "from": event.starts_at.isoformat(),
            "until": event.ends_at.isoformat(),
            "zone": event.timezone,
        },
        "place": event.whole_place,
        "reference": "R7K2M9QX",
        "may_cancel": not event.is_past,
    }


def example_links(event: Event) -> dict[str, Any]:
    """All to the page of the event, so that each button is there."""
    page = ("events.show", {"slug": event.slug})
    return {"own_page": page, "event_page": page}


def _attachment(upload: Upload | None) -> dict[str, str] | None:
    if upload is None:
        return None
    path = PurePosixPath(upload.name)
    name = path.stem[: _LONGEST_NAME - len(path.suffix)] + path.suffix
    return {"token": upload.token, "name": name, "media_type": upload.media_type}
