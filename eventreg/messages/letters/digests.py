"""Letters to a director, or the deputy: who waits, and the link to decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from eventreg import clock, outbox
from eventreg.accounts.models import Account
from eventreg.messages import rules
from eventreg.messages.models import DecisionLink
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.event_titles import event_titles
from eventreg.outbox.models import Letter
from eventreg.people.names import full_name
from eventreg.registrations.models import Registration
from eventreg.web.dates import HOME, format_when

#: So many people are named; the page behind the link has all.
MOST_NAMED = 30
#: So many e-mails that could not be sent are named; a page has all.
MOST_FAILED = 5
_DAY = timedelta(days=1)
_TO_FAILED: outbox.Links = {"failed_letters": ("outbox.index", {"state": "failed"})}


@dataclass(frozen=True)
class Failed:
    """E-mails that could not be sent."""

    count: int
    #: The last of them.
    last: Sequence[Letter]


def digest_key(reader: Account, day: date) -> str:
    """One a day for each reader, also for a deputy of two."""
    return f"digest:{reader.reference}:{day.isoformat()}"


def digest(
    link: DecisionLink,
    token: str,
    people: Sequence[Registration],
    *,
    failed: Failed,
    key: str,
) -> None:
    said = _failed(failed, link.account.language)
    _queue("digest", link, token, people, key=key, links=_TO_FAILED, **said)


def failures(reader: Account, director: Account, *, failed: Failed, key: str) -> None:
    """The digest while nobody waits: there is nothing to decide, and no link to it."""
    outbox.queue(
        letter="digest",
        to=reader.email,
        language=reader.language,
        values={
            "name": reader.name,
            "stands_in_for": director.name if director.id != reader.id else "",
            **_failed(failed, reader.language),
        },
        links=_TO_FAILED,
        key=key,
        not_after=clock.now() + rules.LINK_LASTS,
    )


def urgent(link: DecisionLink, token: str, people: Sequence[Registration]) -> None:
    _queue("urgent", link, token, people, key=f"urgent:{link.reference}")


def _queue(
    letter: str,
    link: DecisionLink,
    token: str,
    people: Sequence[Registration],
    *,
    key: str,
    links: outbox.Links | None = None,
    **values: Any,
) -> None:
    reader = link.account
    is_deputy = link.director_id != reader.id
    with force_locale(reader.language):
        words = {
            "people": _people(len(people)) if people else "",
            "waiting": "\n".join(_named(people, reader.language)),
            "due": "\n".join(due_lines(people, reader.language)),
        }
    outbox.queue(
        letter=letter,
        to=reader.email,
        language=reader.language,
        values={
            "name": reader.name,
            "until": {"at": link.expires_at.isoformat(), "zone": HOME},
            "stands_in_for": link.director.name if is_deputy else "",
            **words,
            **values,
        },
        links={"decide": ("decide.show", {"token": token}), **(links or {})},
        key=key,
        not_after=link.expires_at,
    )


def _people(count: int) -> str:
    return ngettext("%(num)s person waits", "%(num)s people wait", count)


def _failed(failed: Failed, language: str) -> dict[str, str]:
    """How many, and of the last ones which, to whom and of which event."""
    if not failed.count:
        return {}
    titles = event_titles({each.event for each in failed.last if each.event}, language)
    with force_locale(language):
        words = ngettext(
            "%(num)s e-mail could not be sent",
            "%(num)s e-mails could not be sent",
            failed.count,
        )
        lines = [_which(each, titles) for each in failed.last]
        if left := failed.count - len(lines):
            lines.append(ngettext("… and %(num)s other", "… and %(num)s others", left))
    return {"failed": words, "which_failed": "\n".join(lines)}


def _which(letter: Letter, titles: Mapping[str, str]) -> str:
    """Person, event and kind, without the address; old ones keep no name."""
    named = (letter.values.get("name"), titles.get(letter.event or ""))
    about, kind = " – ".join(filter(None, named)), CATALOGUE[letter.letter].title
    return f"{about}: {kind}" if about else str(kind)


def _named(people: Sequence[Registration], language: str) -> list[str]:
    """Person, company and event, and nothing else; what is new is marked."""
    lines = [_line(each, language) for each in people[:MOST_NAMED]]
    if left := len(people) - len(lines):
        lines.append(ngettext("… and %(num)s other", "… and %(num)s others", left))
    return lines


def _line(registration: Registration, language: str) -> str:
    who = ", ".join(filter(None, (full_name(registration), registration.company)))
    line = f"{who} – {registration.event.title(language)}"
    came_at = registration.verified_at or registration.submitted_at
    is_new = came_at > clock.now() - _DAY
    return _("%(line)s (new)", line=line) if is_new else line


def due_lines(people: Sequence[Registration], language: str) -> list[str]:
    """The next deadline of each event for which somebody waits, if it is near."""
    now = clock.now()
    events = {each.event.id: each.event for each in people}
    found = []
    for event in events.values():
        at = rules.decide_by(event, now)
        if at is not None and at - now < rules.SOON:
            title, when = event.title(language), format_when(at, event.timezone)
            closes = at == event.deadline_at
            found.append(
                _("%(event)s: sign-up closes on %(when)s", event=title, when=when)
                if closes
                else _("%(event)s: decide by %(when)s", event=title, when=when)
            )
    return found
