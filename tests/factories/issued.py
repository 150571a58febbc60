"""Lists that were handed out."""

from eventreg.accounts.models import Account
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.registrations import queries
from eventreg.registrations.lists import queries as lists
from eventreg.registrations.lists import services
from eventreg.registrations.lists.kinds import ListKind
from eventreg.registrations.lists.models import IssuedList


def make_issued(
    event: Event,
    account: Account,
    recipient: str = "Hotel Aquis",
    *,
    kind: ListKind = ListKind.ATTENDEES,
    email: str = "",
) -> IssuedList:
    """``recipient`` got the next version of the list, with a file that is none."""
    before = lists.latest(event, kind, recipient)
    with write_tx():
        return services.issue(
            event,
            kind,
            queries.confirmed(event),
            b"%PDF-1.7",
            version=before.version + 1 if before else 1,
            language="en",
            recipient=recipient,
            email=email,
            by=Actor.staff(account),
        )
