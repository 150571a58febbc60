"""A list of people is entered at an event, and withdrawn again as a whole."""

import hashlib
from collections.abc import Sequence

from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.people.imports import queries as lists
from eventreg.people.imports.models import ImportResult, ListImport
from eventreg.people.imports.plans import PlannedRow
from eventreg.people.imports.services import (
    ListHasChanged,
    done_list,
    ended,
    finish,
    opened,
    read_again,
)
from eventreg.people.imports.states import IDLE, Kept, Thing
from eventreg.people.keys import full_key
from eventreg.registrations import letters, seats
from eventreg.registrations import queries as registrations
from eventreg.registrations.imports import queries
from eventreg.registrations.imports.arrivals import plan, role_of
from eventreg.registrations.imports.telling import remember
from eventreg.registrations.models import Registration
from eventreg.registrations.services import cancel, enter
from eventreg.registrations.states import LIVE

#: What an undoing compares: names, ways to reach the person, the company.
_FACTS = (
    *("salutation", "title", "suffix", "given_name", "family_name", "native_name"),
    *("badge_name", "email", "phone", "company", "position", "country", "message"),
    *("language", "role", "show_name", "photo_level"),
)


class ContactIsMissing(DomainError):
    """Nobody with an address stands in the row of the contact person."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The contact person needs an e-mail address and must be entered with "
                "this list, or be registered already. Choose another one."
            )
        )


def import_registrations(
    list_import: ListImport, event: Event, *, seen: str, by: Actor
) -> ListImport:
    """Enter everybody as the preview showed; each gets a seat decision.

    Whoever has an address gets the usual letter, nobody else any. The contact
    person, of the list or outside it, gets one letter with the whole list.

    :param seen: ``digest`` of the plan that was shown.
    :raises ContactIsMissing: see there.
    :raises ImportIsOver: imported or thrown away meanwhile.
    :raises ListHasChanged: it would do something else than was shown.
    :raises SignUpIsClosed: the event is over or called off.
    """
    event = seats.locked_event(event.id)
    list_import = opened(list_import)
    found = read_again(list_import)
    planned = plan(event, found, list_import.columns, list_import.options)
    if planned.digest != seen:
        raise ListHasChanged
    role = role_of(list_import.options)
    entered: dict[int, Registration] = {}
    for row in planned.rows:
        if row.outcome not in IDLE:
            entered[row.number] = enter(event, row.act, by=by, role=role)
    db.session.flush()
    for number, registration in entered.items():
        _note(list_import, number, registration)
    if at := list_import.options.get("contact"):
        contact = entered.get(at) or _registered(event, at, planned.rows)
        _tell(list_import, contact, list(entered.values()))
    if (outside := list_import.options.get("outside")) and entered:
        letters.delegation_entered(**outside, entered=list(entered.values()))
        remember(list_import, entered.values())
    finish(list_import, planned, by=by)
    return list_import


def undo_registrations(list_import: ListImport, *, by: Actor) -> ListImport:
    """Withdraw everybody whom the import entered, with the usual letters.

    Whoever has been changed since, or has left, stays as it is; each result says
    so. The last of the list goes first, so that nobody of it moves up on the way.

    :raises NotImported: not imported, undone already, or too long ago.
    """
    if list_import.event_id is not None:
        seats.locked_event(list_import.event_id)
    list_import = done_list(list_import)
    results = lists.results(list_import)
    found = queries.by_references({row.target for row in results})
    order = sorted(results, key=lambda row: _is_seated(found.get(row.target)))
    for row in order:
        row.kept = _withdraw(row, found.get(row.target), by=by)
    ended(list_import, by=by)
    return list_import


def _is_seated(registration: Registration | None) -> bool:
    return registration is not None and registration.waiting_since is None


def _withdraw(
    row: ImportResult, registration: Registration | None, *, by: Actor
) -> Kept | None:
    if registration is None or registration.state not in LIVE:
        return Kept.GONE
    if _mark(registration) != row.mark:
        return Kept.CHANGED
    cancel(registration, by=by)
    return None


def _registered(
    event: Event, number: int, rows: Sequence[PlannedRow]
) -> Registration | None:
    """The contact person, who was registered before the list came."""
    row = next((row for row in rows if row.number == number), None)
    if row is None or not row.email:
        return None
    return registrations.live_of_person(event, row.email, full_key(row.name, ""))


def _tell(
    list_import: ListImport,
    contact: Registration | None,
    entered: Sequence[Registration],
) -> None:
    """
    :raises ContactIsMissing: see there.
    """
    if contact is None or contact.email is None:
        raise ContactIsMissing
    if entered:
        letters.list_entered(contact, entered)
        remember(list_import, entered, contact=contact.reference)


def _note(list_import: ListImport, number: int, registration: Registration) -> None:
    db.session.add(
        ImportResult(
            list_import_id=list_import.id,
            row_number=number,
            thing=Thing.REGISTRATION,
            target=registration.reference,
            before=None,
            mark=_mark(registration),
        )
    )


def _mark(registration: Registration) -> str:
    """Fingerprint of what staff or the person can change; moves do not count."""
    facts = [str(getattr(registration, name)) for name in _FACTS]
    pools = sorted(claim.pool_id for claim in registration.claims)
    return hashlib.sha256(repr([facts, pools]).encode()).hexdigest()
