"""E-mails that an event of the demo words itself."""

from typing import Any

from eventreg.audit.actors import Actor
from eventreg.events.models import Event
from eventreg.letter_texts import services
from eventreg.outbox.layout import standard_source
from eventreg.web.locale import LANGUAGES

#: The facts of a letter begin here.
_FACTS = "\n\n- "


def word(event: Event, letters: list[dict[str, Any]], *, by: Actor) -> None:
    """Give each of ``letters`` its paragraph, in all languages, before the facts."""
    for letter in letters:
        for language in LANGUAGES:
            standard = standard_source(letter["name"], language).strip()
            own = standard.replace(_FACTS, f"\n\n{letter[language]}{_FACTS}", 1)
            services.change(event, letter["name"], language, own, seen="", by=by)
