"""A long export, made by a worker."""

from collections.abc import Mapping
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

from eventreg.events.models import Event
from eventreg.events.queries import by_slug
from eventreg.jobs.tasks import Made, Progress, TaskTrouble, long_work
from eventreg.registrations.exports.narrowing import Narrowed
from eventreg.registrations.exports.rows import table_of
from eventreg.tables import FORMATS, write
from eventreg.web.roles import Role

#: More rows than these are made by a worker; so many take half a second.
DIRECTLY = 2000

READERS = (Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD)


@long_work("registrations.export", roles=READERS, is_for_asker_alone=True)
def export(arguments: Mapping[str, Any], progress: Progress) -> Made:
    """The file; ``role`` is what the asker was when asking."""
    event = by_slug(arguments["event"])
    if event is None:
        raise TaskTrouble(_("This event does not exist any more."))
    role = Role(arguments["role"])
    narrowed = Narrowed.by(event, arguments["args"], role=role)
    language = str(get_locale())
    return made(event, narrowed, arguments["format"], language, role, progress)


def made(
    event: Event,
    narrowed: Narrowed,
    format_name: str,
    language: str,
    role: Role,
    progress: Progress = lambda _done, _total: None,
) -> Made:
    """The list as a file, for somebody with this role."""
    table = table_of(event, narrowed, language=language, role=role, told=progress)
    form = FORMATS[format_name]
    return Made(
        write(table, format_name, language=language),
        f"registrations-{event.slug}.{form.ending}",
        form.media_type,
    )
