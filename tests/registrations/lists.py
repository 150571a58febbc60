"""Lists of people for an event, in tests."""

from eventreg.database import write_tx
from eventreg.registrations.imports import services
from tests.factories import make_arrivals, make_list
from tests.factories.lists import OLE, arrivals_of

HEAD = "Vorname;Nachname;E-Mail;Firma"
#: A delegation whose contact person, in row 2, has the only address.
DELEGATION = "\n".join(
    [
        HEAD,
        "Mehmet;Öztürk;mehmet@example.org;Bursa Odası",
        "Şükrü;Kılıç;;Bursa Odası",
        "Isa;;;Bursa Odası",
    ]
).encode()

plan_of = arrivals_of


def brought(event, body=DELEGATION, **options):
    """A list that is read, of a delegation if nothing else is said."""
    return make_list(body, event=event, **{"role": "delegation"} | options)


def entered(event, body=DELEGATION, **options):
    """A list whose people are entered."""
    return make_arrivals(event, body, **options)


def undo(list_import):
    with write_tx():
        return services.undo_registrations(list_import, by=OLE)
