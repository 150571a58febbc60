"""Many certificates are made by a worker."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from eventreg.events.queries import by_slug
from eventreg.jobs import tasks
from eventreg.onsite.certificates import file_name, pdf_of
from eventreg.registrations.lists.work import READERS
from eventreg.registrations.presence import lists

CERTIFICATES = "onsite.certificates"


@tasks.long_work(CERTIFICATES, roles=READERS, counts_pages=True)
def make_certificates(
    arguments: Mapping[str, Any], progress: tasks.Progress
) -> tasks.Made:
    """The certificates of everybody who came, by name."""
    event, language = by_slug(arguments["event"]), arguments["language"]
    if event is None:
        raise tasks.TaskTrouble(_("This event does not exist any more."))
    people = lists.present(event, language=language)
    if not people:
        raise tasks.TaskTrouble(_("Nobody has been checked in yet."))
    pdf = pdf_of(
        event,
        people,
        language=language,
        tell=tasks.page_by_page(progress, len(people)),
    )
    return tasks.Made(pdf, file_name(event), "application/pdf")
