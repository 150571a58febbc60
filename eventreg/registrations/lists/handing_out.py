"""Handing out a list: its PDF is made first, then the version is frozen."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import gettext as _

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.errors import DomainError, Gone
from eventreg.events.models import Event
from eventreg.events.queries import by_slug
from eventreg.jobs import tasks
from eventreg.registrations import queries
from eventreg.registrations.lists import files, letters, services
from eventreg.registrations.lists import queries as lists
from eventreg.registrations.lists.drawing import list_pdf
from eventreg.registrations.lists.kinds import ListKind
from eventreg.registrations.lists.models import IssuedList
from eventreg.registrations.lists.versions import difference, rows_of
from eventreg.registrations.lists.work import READERS, ROWS_PER_PAGE, file_name
from eventreg.web.dates import format_date_of_year

ISSUE = "registrations.issue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which list somebody gets, as a job keeps it until the next day."""

    event: str
    kind: str
    language: str
    recipient: str
    #: Empty: it is handed over.
    email: str
    version: int
    #: Reference of the account.
    by: str

    @property
    def code(self) -> str:
        """The same for the same order, so that nothing is handed out twice."""
        return hashlib.sha256(repr(asdict(self)).encode()).hexdigest()[:40]


class NothingHasChanged(DomainError):
    """The recipient has just this already, or it is on its way."""

    field = "again"

    def __init__(self, before: IssuedList, *, has_reached: bool) -> None:
        named = {
            "number": before.version,
            "day": format_date_of_year(before.issued_at, before.event.timezone),
            "who": before.recipient,
        }
        super().__init__(
            _(
                "Nothing has changed since version %(number)s of %(day)s, which "
                "%(who)s has. Tick to hand it out all the same",
                **named,
            )
            if has_reached
            else _(
                "Nothing has changed since version %(number)s of %(day)s, which is on "
                "its way to %(who)s. Tick to hand it out all the same",
                **named,
            )
        )


def check_news(before: IssuedList | None, order: Order) -> None:
    """See to it that a new version is worth its number.

    :raises NothingHasChanged: ``before`` says the same of everybody, in the same
        language, and went or goes the same way.
    """
    if before is None or before.language != order.language:
        return
    letter = letters.letter_of(before)
    if letters.will_not_reach(letter):
        return
    if order.email and letters.address_of(before, letter) != order.email:
        return
    now = rows_of(queries.confirmed(before.event))
    if not difference(before.rows, now).count:
        has_reached = letters.has_reached(letter)
        raise NothingHasChanged(before, has_reached=has_reached)


def hand_out(event: Event, order: Order, progress: tasks.Progress) -> IssuedList:
    """Make the version and keep it as what its recipient has.

    To be called outside of ``write_tx()``: nothing else may be written meanwhile.

    :raises SomebodyWasFaster: the recipient has this version, and not by this order.
    """
    kind, language = ListKind(order.kind), order.language
    before = lists.latest_reached(event, kind, order.recipient)
    registrations = queries.confirmed(event, language=language)
    pages = max(1, -(-len(registrations) // ROWS_PER_PAGE))
    tell = tasks.page_by_page(progress, pages)
    body = list_pdf(
        event,
        kind,
        registrations,
        language=language,
        version=order.version,
        before=before,
        tell=tell,
    )
    tell(pages + 1)  # the last moment to cancel it
    with write_tx():
        now = by_slug(order.event)
        if now is None:
            raise Gone
        return services.issue(
            now,
            kind,
            registrations,
            body,
            version=order.version,
            language=language,
            recipient=order.recipient,
            email=order.email,
            by=Actor(ActorKind.STAFF, order.by),
            code=order.code,
        )


@tasks.long_work(ISSUE, roles=READERS, counts_pages=True)
def issue_list(arguments: Mapping[str, Any], progress: tasks.Progress) -> tasks.Made:
    """A long list for somebody outside, handed out once it is made."""
    order, event = Order(**arguments), by_slug(arguments["event"])
    if event is None:
        raise tasks.TaskTrouble(_("This event does not exist any more."))
    # A worker that died may have come as far as this.
    issued = lists.by_code(event, order.code)
    if issued is None:
        try:
            issued = hand_out(event, order, progress)
        except DomainError as error:
            raise tasks.TaskTrouble(str(error)) from None
    words = f"{order.language}-v{order.version}"
    name = file_name(event.slug, issued.kind, words)
    body = files.path_of(issued.code).read_bytes()
    return tasks.Made(body, name, "application/pdf")
