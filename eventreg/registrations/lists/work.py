"""Long lists are made by a worker."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from eventreg.events.queries import by_slug
from eventreg.jobs import tasks
from eventreg.registrations import queries
from eventreg.registrations.lists.drawing import list_pdf
from eventreg.registrations.lists.kinds import ListKind
from eventreg.web.roles import Role

READERS = (Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD)
LIST = "registrations.list"
#: About; says how far a long list is.
ROWS_PER_PAGE = 25


@tasks.long_work(LIST, roles=READERS)
def make_list(arguments: Mapping[str, Any], progress: tasks.Progress) -> tasks.Made:
    """A list as it stands now."""
    event, language = by_slug(arguments["event"]), arguments["language"]
    if event is None:
        raise tasks.TaskTrouble(_("This event does not exist any more."))
    kind = ListKind(arguments["kind"])
    registrations = queries.confirmed(event, language=language)
    pages = -(-len(registrations) // ROWS_PER_PAGE)
    pdf = list_pdf(
        event,
        kind,
        registrations,
        language=language,
        tell=lambda page: progress(page, max(page, pages)),
    )
    return tasks.Made(pdf, file_name(event.slug, kind, language), "application/pdf")


def file_name(slug: str, kind: ListKind, language: str) -> str:
    names = {
        ListKind.ATTENDEES: "attendee-list",
        ListKind.DOOR: "door-list",
        ListKind.COMPANIES: "company-list",
        ListKind.GROUPS: "group-lists",
    }
    return f"{names[kind]}-{slug}-{language}.pdf"
