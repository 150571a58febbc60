"""Sheets of badges for many people: made by a worker."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from eventreg.badges import queries, sheet
from eventreg.documents.labels import stocks
from eventreg.events.queries import by_slug
from eventreg.jobs.tasks import Made, Progress, TaskTrouble, long_work
from eventreg.web.roles import Role

PRINTERS = (Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD)
SHEETS = "badges.sheets"


@long_work(SHEETS, roles=PRINTERS)
def sheets(arguments: Mapping[str, Any], progress: Progress) -> Made:
    """All badges of an event as one file."""
    event = by_slug(arguments["event"])
    if event is None:
        raise TaskTrouble(_("This event does not exist any more."))
    badges = queries.badges_of(event)
    stock = stocks()[arguments["stock"]]
    pages = -(-len(badges) // stock.per_sheet)
    pdf = sheet.sheet_pdf(
        badges,
        stock.name,
        title=arguments["title"],
        language=event.language,
        public_url=arguments["public_url"],
        tell=lambda page: progress(page, max(page, pages)),
    )
    return Made(pdf, f"badges-{arguments['event']}.pdf", "application/pdf")
