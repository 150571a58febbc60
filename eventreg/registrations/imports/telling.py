"""The contact of an imported list is told when somebody of it stands otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.people.imports.models import ListImport
from eventreg.people.imports.states import ImportState
from eventreg.people.names import full_name
from eventreg.registrations import queries as registrations
from eventreg.registrations.imports import queries
from eventreg.registrations.letters.several import delegation_changed
from eventreg.registrations.models import Registration, RegistrationMove

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
