"""Lists that staff import, for tests."""

from typing import Any

from flask_babel import force_locale

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.people.imports import members, services
from eventreg.people.imports.headings import is_heading
from eventreg.people.imports.models import ListImport
from eventreg.people.imports.plans import Plan
from eventreg.registrations.imports import arrivals
from eventreg.registrations.imports.services import import_registrations
from eventreg.tables import read
from eventreg.uploads import Checked

#: Ole of the office, who imports.
OLE = Actor(ActorKind.IMPORT, "OLE")
_ADA = b"Vorname;Nachname;E-Mail;Firma\nAda;King;ada@example.org;Ada AG\n"


def make_list(
    body: bytes = _ADA, *, event: Event | None = None, **options: Any
) -> ListImport:
    """A list that was read and not imported, its columns as guessed."""
    with write_tx():
        list_import = services.bring(
            Checked(body, "list.csv", "text/csv"),
            read(body, is_heading=is_heading),
            event_id=event.id if event else None,
            by=OLE,
        )
        list_import.options = {"language": "de", "are_members": True} | options
    return list_import


def plan_of(list_import: ListImport) -> Plan:
    """What would become of its rows, in English."""
    found = services.read_again(list_import)
    with force_locale("en"):
        return members.plan(found, list_import.columns, list_import.options)


def make_import(body: bytes = _ADA, **options: Any) -> ListImport:
    """A list of members that is imported."""
    list_import = make_list(body, **options)
    seen = plan_of(list_import).digest
    with write_tx():
        return services.import_members(list_import, seen=seen, by=OLE)


def make_arrivals(event: Event, body: bytes = _ADA, **options: Any) -> ListImport:
    """A list whose people are entered at ``event``, as a delegation."""
    list_import = make_list(body, event=event, **{"role": "delegation"} | options)
    seen = arrivals_of(list_import, event).digest
    with write_tx():
        return import_registrations(list_import, event, seen=seen, by=OLE)


def arrivals_of(list_import: ListImport, event: Event) -> Plan:
    """What would become of its rows at ``event``, in English."""
    found = services.read_again(list_import)
    with force_locale("en"):
        return arrivals.plan(event, found, list_import.columns, list_import.options)
