"""Long lists are made by a worker."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from eventreg.events.queries import by_slug
from eventreg.jobs import tasks
from eventreg.registrations import queries
from eventreg.registrations.lists.by_answer import groupable
from eventreg.registrations.lists.drawing import list_pdf
from eventreg.registrations.lists.kinds import AnyList, DayList, ListKind, list_kind
from eventreg.web.roles import Role

READERS = (Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD)
LIST = "registrations.list"
#: About; says how far a long list is.
ROWS_PER_PAGE = 25


@tasks.long_work(LIST, roles=READERS, counts_pages=True)
def make_list(arguments: Mapping[str, Any], progress: tasks.Progress) -> tasks.Made:
    """A list as it stands now."""
    event, language = by_slug(arguments["event"]), arguments["language"]
    if event is None:
        raise tasks.TaskTrouble(_("This event does not exist any more."))
    kind, key = list_kind(arguments["kind"]), arguments.get("question", "")
    question = next((each for each in groupable(event) if each.key == key), None)
    if isinstance(kind, DayList) and question is None:
        raise tasks.TaskTrouble(
            _("The question for this list does not exist any more.")
        )
    registrations = queries.confirmed(event, language=language)
    pages = -(-len(registrations) // ROWS_PER_PAGE)
    pdf = list_pdf(
        event,
        kind,
        registrations,
        language=language,
        question=question,
        tell=tasks.page_by_page(progress, pages),
    )
    return tasks.Made(pdf, file_name(event.slug, kind, language), "application/pdf")


def file_name(slug: str, kind: AnyList, language: str) -> str:
    names = {
        ListKind.ATTENDEES: "attendee-list",
        ListKind.DOOR: "door-list",
        ListKind.COMPANIES: "company-list",
        ListKind.GROUPS: "group-lists",
        DayList.TABLES: "table-lists",
        DayList.BUSES: "bus-lists",
    }
    return f"{names[kind]}-{slug}-{language}.pdf"
