"""The contact of an imported list is told when somebody of it stands otherwise,
and when the event does."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db
from eventreg.events.lookups import Delegations
from eventreg.events.models import Event
from eventreg.events.states import RUNNING
from eventreg.people.imports.models import ListImport
from eventreg.people.imports.states import ImportState
from eventreg.people.names import full_name
from eventreg.registrations import queries as registrations
from eventreg.registrations.imports import queries
from eventreg.registrations.letters.delegations import (
    delegation_cancelled,
    delegation_changed,
    delegation_moved,
)
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.moved import Moved
from eventreg.registrations.states import LIVE, Why

#: Until then a decision can be taken back; the contact reads what came of it.
SETTLED_AFTER = timedelta(minutes=10)
#: Where a list remembers what its contact was told, by reference.
TOLD = "told"
#: … and who that is, where it is somebody who comes.
CONTACT = "contact_reference"


def remember(
    list_import: ListImport, people: Iterable[Registration], *, contact: str = ""
) -> None:
    """What stands in the contact's letter, to tell later what is different.

    :param contact: reference of the contact, where it is somebody who comes.
    """
    told = {each.reference: str(each.shown_state) for each in people}
    known = {CONTACT: contact} if contact else {}
    list_import.options = list_import.options | known | {TOLD: told}


def tell_contact(list_id: int) -> bool:
    """One letter with all who stand otherwise than their contact knows.

    :returns: whether there was anything to tell that will stay so.
    """
    list_import = db.session.scalar(
        sa.select(ListImport).where(ListImport.id == list_id).with_for_update()
    )
    told = list_import.options.get(TOLD) if list_import else None
    if list_import is None or not told:
        return False
    people = sorted(queries.by_references(told).values(), key=lambda each: each.id)
    changed = [each for each in people if str(each.shown_state) != told[each.reference]]
    to = _contact(list_import.options)
    if not changed or to is None or not _is_settled(people):
        return False
    delegation_changed(**to, changed=changed)
    remember(list_import, people)
    return True


def tell_of_move(event: Event, *, words: Mapping[str, str], moved: Moved) -> None:
    """Write to the contact of each list of ``event`` that it was postponed or moved.

    :param words: why, by language.
    """
    for each in _of(event, lock=True):
        if each.to and each.concerned:
            delegation_moved(**each.to, people=each.concerned, words=words, moved=moved)


def tell_of_end(event: Event, *, reason: Mapping[str, str]) -> None:
    """Write to the contact of each list that ``event``, which has ended, is off.

    :param reason: by language.
    """
    for each in _of(event, lock=True):
        told = each.list_import.options[TOLD]
        ended = [r for r in each.people if _ends_with_event(r, told[r.reference])]
        if each.to and ended:
            delegation_cancelled(**each.to, people=ended, reason=reason)
        remember(each.list_import, each.people)


def delegations(event: Event) -> Delegations:
    """Who of ``event`` gets no letters, and how many contacts hear for them."""
    lists = [each for each in _of(event) if each.to and each.concerned]
    for_whom = {r.id for each in lists for r in each.concerned if r.email is None}
    unread = {str(state): count for state, count in queries.unread(event).items()}
    return Delegations(unread, len(lists), len(for_whom))


def contacts_of(people: Iterable[Registration]) -> dict[str, str]:
    """By reference the name of who hears for somebody on a list; others are missing."""
    by_event: dict[Event, set[str]] = {}
    for each in people:
        by_event.setdefault(each.event, set()).add(each.reference)
    found: dict[str, str] = {}
    for event, references in by_event.items():
        for entered in db.session.scalars(queries.entered_lists(event)):
            options = entered.options
            heard = references & set(options.get(TOLD, ()))
            to = _contact(options) if heard else None
            if to is not None:
                name = str(to["name"])
                found |= dict.fromkeys(heard - {options.get(CONTACT)}, name)
    return found


def languages(event: Event, *, of_move: bool) -> dict[str, int]:
    """How many read each language of those who are told something, contacts of
    lists too; most first."""
    found = Counter(registrations.languages(event, of_move=of_move))
    found.update(e.to["language"] for e in _of(event) if e.to and e.concerned)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def is_needed(list_import: ListImport) -> bool:
    """Whether its contact may still have to hear of something."""
    if not list_import.options.get(TOLD) or list_import.event_id is None:
        return False
    event = db.session.get(Event, list_import.event_id)
    return event is not None and event.state in RUNNING and not event.is_past


@dataclass(frozen=True)
class _Told:
    """A list whose contact was told who is on it."""

    list_import: ListImport
    #: Name, address and language of the contact; ``None``: not to be reached.
    to: dict[str, Any] | None
    people: list[Registration]

    @property
    def concerned(self) -> list[Registration]:
        """All who are not out, but the contact."""
        own = self.list_import.options.get(CONTACT)
        return [
            each
            for each in self.people
            if each.shown_state in LIVE and each.reference != own
        ]


def _of(event: Event, *, lock: bool = False) -> list[_Told]:
    query = queries.entered_lists(event)
    found = db.session.scalars(query.with_for_update() if lock else query).all()
    lists = [each for each in found if each.options.get(TOLD)]
    references = {name for each in lists for name in each.options[TOLD]}
    known = queries.by_references(references) if lists else {}
    return [
        _Told(each, _contact(each.options), _in_order(known, each.options[TOLD]))
        for each in lists
    ]


def _in_order(
    known: Mapping[str, Registration], references: Iterable[str]
) -> list[Registration]:
    found = [known[name] for name in references if name in known]
    return sorted(found, key=lambda each: each.id)


def _ends_with_event(registration: Registration, told: str) -> bool:
    """Whether the contact takes it for live, or it was until now."""
    return told in LIVE or registration.moves[-1].why is Why.EVENT_CANCELLED


def told_lists() -> list[int]:
    """Lists with a contact, of events that are still to come."""
    rows = db.session.execute(
        sa.select(ListImport.id, ListImport.options)
        .join(Event, Event.id == ListImport.event_id)
        .where(Event.ends_at > clock.now(), ListImport.state != ImportState.OPEN)
        .order_by(ListImport.id)
    )
    return [id_ for id_, options in rows if options.get(TOLD)]


def _is_settled(people: Sequence[Registration]) -> bool:
    last = db.session.scalar(
        sa.select(sa.func.max(RegistrationMove.at)).where(
            RegistrationMove.registration_id.in_([each.id for each in people])
        )
    )
    return last is None or last <= clock.now() - SETTLED_AFTER


def _contact(options: Mapping[str, Any]) -> dict[str, Any] | None:
    """Whom the list named: somebody outside it, or one of those who come."""
    if options.get("outside"):
        return dict(options["outside"])
    found = registrations.by_reference(options.get(CONTACT, ""))
    if found is None or found.email is None:
        return None
    return {
        "name": full_name(found),
        "email": found.email,
        "language": found.language,
    }
